import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import { turnsUntil } from '#kernel/watch/watch.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { openWatches, watchById } from '../reading/watch/watches.ts';
import type { NamedWatch } from '../reading/watch/watches.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { summarise } from './present.ts';
import type { WatchRecord } from './present.ts';
import { carriedOut } from './queries.ts';

const noWatch = refuse('not-found', '没有找到这项重点监管或者专项行动，或者您无权查看。');
const offices = refuse('not-entitled', '重点监管和专项行动由市场监管部门在编制计划时查看。', [
  'guidance/4.1',
]);

/** What is watched more closely today or later, and what was carried out under one of it. */
export const watchesFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/watches',
    { preHandler, schema: { tags: ['watches'], summary: '正在实施的重点监管和专项行动' } },
    async (request, reply) => {
      const who = signedInOf(request);
      if (who.organisation?.kind !== 'market-regulator') {
        return sendRefusal(reply, offices, context.law.clauses);
      }
      const today = dayOf(context.now());
      const found = await context.database.as(who.scope, (tx) => openWatches(tx, context.law));
      const own = found.filter(({ watch }) => watch.isDecided && today <= watch.until);
      return { watches: own.map(summarise) };
    },
  );
  app.get(
    '/api/watches/:id',
    {
      preHandler,
      schema: {
        tags: ['watches'],
        summary: '重点监管或者专项行动的检查情况',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const today = dayOf(context.now());
      const record = await context.database.as(signedInOf(request).scope, async (tx) => {
        const found = await watchById(tx, context.law, request.params.id);
        return found && recordOf(tx, context, found, today);
      });
      return record ?? sendRefusal(reply, noWatch, context.law.clauses);
    },
  );
};

async function recordOf(
  tx: Tx,
  { law }: Context,
  found: NamedWatch,
  today: PlainDate,
): Promise<WatchRecord> {
  const { watch, procedure } = found;
  const { visits } = procedure.watch!;
  return {
    ...summarise(found),
    visitTitle: procedure.acts[visits.act]?.title ?? '',
    turns: turnsUntil(watch, today),
    today,
    carriedOut: await carriedOut(tx, law, found),
  };
}
