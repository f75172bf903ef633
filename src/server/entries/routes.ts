import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { dayOf, isPlainDate } from '#kernel/calendar/plain-date.ts';
import type { Book, Duty } from '#kernel/definition.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { writeTable } from '../tables/write-table.ts';
import { idsIn, tableOf } from './columns.ts';
import type { Names } from './columns.ts';
import { presentEntry } from './present.ts';
import { findEntry, listRecords } from '../reading/entries.ts';
import type { RecordFilter } from '../reading/entries.ts';
import { erasureRoute } from './erasure.ts';
import { readableTo } from './reader.ts';
import { receiptOf } from './receipt.ts';

const pageSize = 20;
/** Rows of one export. An enterprise's year of daily records is 365; beyond this the dates must be narrowed. */
const exportLimit = 20_000;

const day = z.string().refine(isPlainDate, '日期应为年-月-日');
const entryId = z.object({ id: z.uuid() });
const noEntry = refuse('not-found', '没有找到这条记录，或者您无权查看。');
const waiting = refuse('not-found', '该记录正在入账，通常在一秒之内完成，请稍后再下载回执。');
const tooMany = refuse(
  'table-refused',
  `符合条件的记录超过${exportLimit}条，请缩小日期范围后分次导出。`,
);

/** Single entries with their receipts, records of books, and exports of records as tables. */
export const entriesFeature: Feature = (app, context) => {
  entry(app, context);
  receipt(app, context);
  erasureRoute(app, context);
  bookRecords(app, context);
  exportRoute(app, context, 'books', (id, on) => context.law.book(id, on));
  exportRoute(app, context, 'duties', (id, on) => context.law.duty(id, on));
};

function entry(app: App, context: Context) {
  app.get(
    '/api/entries/:id',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['entries'], summary: '一条履职记录', params: entryId },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const presented = await context.database.as(who.scope, async (tx) => {
        const row = await findEntry(tx, request.params.id);
        if (row === undefined) return undefined;
        const { shown, withheld } = await readableTo(tx, context, who, row);
        return { ...presentEntry(row, context.law, shown), withheld };
      });
      return presented ?? sendRefusal(reply, noEntry, context.law.clauses);
    },
  );
}

/** A receipt discloses the whole entry, so only who may read all of it gets one. */
function receipt(app: App, context: Context) {
  app.get(
    '/api/entries/:id/receipt',
    {
      preHandler: requireSignedIn(context),
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
      return attachment(reply, `${request.params.id}.tlog-proof`)
        .type('text/plain; charset=utf-8')
        .send(outcome);
    },
  );
}

function bookRecords(app: App, context: Context) {
  app.get(
    '/api/books/:book/records',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['book'],
        summary: '台账记录',
        params: z.object({ book: z.string().max(60) }),
        querystring: z.object({
          organisation: z.uuid().optional(),
          from: day.optional(),
          to: day.optional(),
          page: z.coerce.number().int().min(1).max(10_000).default(1),
        }),
      },
    },
    async (request) => {
      const who = signedInOf(request);
      const { from, to, page } = request.query;
      const organisation = request.query.organisation ?? who.actor.organisation;
      if (organisation === undefined) return { records: [], total: 0 };
      const filter = { organisation, definition: request.params.book, from, to };
      const rows = await context.database.as(who.scope, (tx) =>
        listRecords(tx, { ...filter, limit: pageSize, offset: (page - 1) * pageSize }),
      );
      return {
        records: rows.map((row) => presentEntry(row, context.law)),
        total: rows[0]?.total ?? 0,
      };
    },
  );
}

function exportRoute(
  app: App,
  context: Context,
  kind: 'books' | 'duties',
  find: (id: string, on: string) => Duty | Book | undefined,
) {
  app.get(
    `/api/${kind}/:definition/export.xlsx`,
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: [kind === 'books' ? 'book' : 'duty'],
        summary: '导出记录（XLSX）',
        params: z.object({ definition: z.string().max(60) }),
        querystring: z.object({
          organisation: z.uuid().optional(),
          from: day.optional(),
          to: day.optional(),
        }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const today = dayOf(context.now());
      const { from, to } = request.query;
      const definition = find(request.params.definition, to ?? today);
      const organisation = request.query.organisation ?? who.actor.organisation;
      if (definition === undefined || organisation === undefined) {
        const refusal = refuse('unknown-definition', '没有这种记录可以导出。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const filter = { organisation, definition: definition.id, from, to };
      const found = await context.database.as(who.scope, (tx) =>
        readExport(tx, definition, { ...filter, limit: exportLimit + 1, offset: 0 }),
      );
      if (found.rows.length > exportLimit) {
        return sendRefusal(reply, tooMany, context.law.clauses);
      }
      const bytes = await writeTable(tableOf(definition, found.rows, found.names));
      return attachment(reply, `${definition.title}${today}.xlsx`)
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(bytes);
    },
  );
}

async function readExport(tx: Tx, definition: Duty | Book, filter: RecordFilter) {
  const rows = await listRecords(tx, filter);
  const ids = idsIn(definition, rows);
  const found = await tx.rows<{ id: string; name: string }>(
    `select id, name from organisation where id = any ($1::uuid[])
      union all select id, name from account where id = any ($1::uuid[])`,
    [ids],
  );
  const names: Names = new Map(found.map(({ id, name }) => [id, name]));
  return { rows, names };
}

function attachment(reply: FastifyReply, name: string): FastifyReply {
  const encoded = encodeURIComponent(name);
  return reply.header('content-disposition', `attachment; filename*=UTF-8''${encoded}`);
}
