import { z } from 'zod';
import type { Feature } from '../feature.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { presentNotice } from './present.ts';
import type { NoticeRow, PresentedNotice } from './present.ts';

/** Messages and their being read. */
export const noticesFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/notices',
    { preHandler, schema: { tags: ['notices'], summary: '消息' } },
    async (request) => {
      const rows = await context.database.as(signedInOf(request).scope, (tx) =>
        tx.rows<NoticeRow>(
          'select id, title, at, read_at, proceeding_id, entry_id from notification order by at desc limit 100',
        ),
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
