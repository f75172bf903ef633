import { z } from 'zod';
import type { Feature } from '../feature.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { presentNotice } from './present.ts';
import type { NoticeRow, PresentedNotice } from './present.ts';

/** Messages and their being read. */
export const noticesFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context, { guests: true });
  app.get(
    '/api/notices',
    { preHandler, schema: { tags: ['notices'], summary: '消息' } },
    async (request) => {
      const { scope } = signedInOf(request);
      const rows = await context.database.as(
        scope,
        (tx) => tx.rows<NoticeRow>(selectLatest, [scope.account, scope.organisation]),
        { plans: 'custom' },
      );
      const notices: PresentedNotice[] = rows.map(presentNotice);
      return { notices, unread: notices.filter((notice) => !notice.read).length };
    },
  );
  app.post(
    '/api/notices/:id/read',
    {
      preHandler,
      schema: { tags: ['notices'], summary: '标为已读', params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      await context.database.as(signedInOf(request).scope, (tx) =>
        tx.rows('update notification set read_at = coalesce(read_at, $2) where id = $1', [
          request.params.id,
          context.now(),
        ]),
      );
      return reply.status(204).send();
    },
  );
};

// Each branch follows its index from the latest on; the policy is asked about a hundred and not about all.
const selectLatest = `with latest as (
  (select * from notification where account_id = $1 order by at desc limit 100)
  union all
  (select * from notification where organisation_id = $2 and account_id is distinct from $1 order by at desc limit 100))
select id, title, at, read_at, proceeding_id, entry_id, about_id from latest order by at desc limit 100`;
