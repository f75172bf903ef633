import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import { attachment } from '../attachment.ts';
import type { Context } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { findEntry } from '../reading/entries.ts';
import { namesOf } from '../reading/names.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { erasureRoute } from './erasure.ts';
import { idsOf, presentEntry } from './present.ts';
import type { EntryDetail } from './present.ts';
import { readableTo } from './reader.ts';
import { receiptOf } from './receipt.ts';
import { recordRoutes } from './records.ts';

const entryId = z.object({ id: z.uuid() });
const noEntry = refuse('not-found', '没有找到这条记录，或者您无权查看。');
const waiting = refuse('not-found', '该记录正在入账，通常在一秒之内完成，请稍后再下载回执。');

/** Single entries with their receipts, records of books, and exports of records as tables. */
export const entriesFeature: Feature = (app, context) => {
  entry(app, context);
  receipt(app, context);
  recordRoutes(app, context);
  erasureRoute(app, context);
};

function entry(app: App, context: Context) {
  app.get(
    '/api/entries/:id',
    {
      preHandler: requireSignedIn(context, { guests: true }),
      schema: { tags: ['entries'], summary: '一条履职记录', params: entryId },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const presented = await context.database.as(
        who.scope,
        async (tx): Promise<EntryDetail | undefined> => {
          const row = await findEntry(tx, request.params.id);
          if (row === undefined) return undefined;
          const { shown, withheld } = await readableTo(tx, context, who, row);
          const names = await namesOf(tx, idsOf(row, context.law, shown));
          const shownEntry = presentEntry(row, context.law, names, shown);
          return { ...shownEntry, withheld, names: Object.fromEntries(names) };
        },
      );
      return presented ?? sendRefusal(reply, noEntry, context.law.clauses);
    },
  );
}

/** A receipt discloses the whole entry, so only who may read all of it gets one. */
function receipt(app: App, context: Context) {
  app.get(
    '/api/entries/:id/receipt',
    {
      preHandler: requireSignedIn(context, { guests: true }),
      schema: {
        tags: ['entries'],
        summary: '存证回执（C2SP tlog-proof），可离线核验',
        params: entryId,
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const outcome = await context.database.as(who.scope, async (tx) => {
        const row = await findEntry(tx, request.params.id);
        if (row === undefined) return noEntry;
        const { withheld } = await readableTo(tx, context, who, row);
        if (withheld.length > 0) {
          return refuse(
            'not-entitled',
            `回执包含记录的全部内容，其中“${withheld.join('、')}”不对您公开，不能下载回执。`,
          );
        }
        return (await receiptOf(tx, row)) ?? waiting;
      });
      if (typeof outcome !== 'string') return sendRefusal(reply, outcome, context.law.clauses);
      const name = `${request.params.id}.tlog-proof`;
      return attachment(reply, name, 'text/plain; charset=utf-8').send(outcome);
    },
  );
}
