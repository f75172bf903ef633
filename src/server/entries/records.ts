import { z } from 'zod';
import { dayOf, isPlainDate } from '#kernel/calendar/plain-date.ts';
import type { Book, Duty } from '#kernel/definition.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import { namingPaths } from '#kernel/derive/named.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { listRecords } from '../reading/entries.ts';
import type { EntryRow, RecordFilter } from '../reading/entries.ts';
import { namesOf } from '../reading/names.ts';
import type { Names } from '../reading/names.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { tableOf } from './columns.ts';
import { idsOf, presentEntry } from './present.ts';
import type { RecordList } from './present.ts';

const pageSize = 20;
/** Rows of one export. An enterprise's year of daily records is 365; beyond this the dates must be narrowed. */
const exportLimit = 20_000;

const day = z.string().refine(isPlainDate, '日期应为年-月-日');
const definitionId = z.object({ definition: z.string().max(60) });
const narrowing = z.object({
  organisation: z.uuid().optional().describe('the own one where left out'),
  from: day.optional(),
  to: day.optional(),
  q: z
    .string()
    .trim()
    .max(60, '查找内容最多60个字')
    .optional()
    .describe('part of a text, number or name in the record'),
  state: z.enum(['standing', 'corrected']).optional(),
  choice: z
    .string()
    .max(120)
    .regex(/^[^:]+:[^:]+$/)
    .optional()
    .describe('`field:key` of a field of choices'),
});
type Narrowing = z.infer<typeof narrowing>;

const noRecords = refuse('unknown-definition', '没有这种记录可以导出。');
const unknownChoice = refuse('invalid-input', '没有这种筛选条件，请重新选择。');
const tooMany = refuse(
  'table-refused',
  `符合条件的记录超过${exportLimit}条，请缩小日期范围后分次导出。`,
);

/** Records of books and duties: pages of a list, narrowed and searched, and the same list as a table. */
export function recordRoutes(app: App, context: Context) {
  const { law } = context;
  for (const [kind, tag, find] of [
    ['books', 'book', (id: string, on: string) => law.book(id, on)],
    ['duties', 'duty', (id: string, on: string) => law.duty(id, on)],
  ] as const) {
    list(app, context, kind, tag, find);
    exportList(app, context, kind, tag, find);
  }
}

type Find = (id: string, on: string) => Duty | Book | undefined;

function list(app: App, context: Context, kind: string, tag: string, find: Find) {
  app.get(
    `/api/${kind}/:definition/records`,
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: [tag],
        summary: kind === 'books' ? '台账记录' : '责任事项的记录',
        params: definitionId,
        querystring: narrowing.extend({
          page: z.coerce.number().int().min(1).max(10_000).default(1),
        }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const { page, ...query } = request.query;
      const definition = find(request.params.definition, query.to ?? dayOf(context.now()));
      const filter = filterOf(who, request.params.definition, definition, query);
      if (filter === undefined) return { records: [], total: 0, names: {} } satisfies RecordList;
      if ('ok' in filter) return sendRefusal(reply, filter, context.law.clauses);
      const window = { limit: pageSize, offset: (page - 1) * pageSize };
      const { rows, names } = await read(context, who, { ...filter, ...window });
      return {
        records: rows.map((row) => presentEntry(row, context.law, names)),
        total: rows[0]?.total ?? 0,
        names: Object.fromEntries(names),
      } satisfies RecordList;
    },
  );
}

function exportList(app: App, context: Context, kind: string, tag: string, find: Find) {
  app.get(
    `/api/${kind}/:definition/export.xlsx`,
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: [tag],
        summary: '导出记录（XLSX）',
        params: definitionId,
        querystring: narrowing,
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const today = dayOf(context.now());
      const definition = find(request.params.definition, request.query.to ?? today);
      const filter = filterOf(who, request.params.definition, definition, request.query);
      if (definition === undefined || filter === undefined) {
        return sendRefusal(reply, noRecords, context.law.clauses);
      }
      if ('ok' in filter) return sendRefusal(reply, filter, context.law.clauses);
      const window = { limit: exportLimit + 1, offset: 0 };
      const { rows, names } = await read(context, who, { ...filter, ...window });
      if (rows.length > exportLimit) return sendRefusal(reply, tooMany, context.law.clauses);
      const table = tableOf(definition, rows, names);
      return sendTable(reply, table, `${definition.title}${today}`);
    },
  );
}

/** @returns undefined where there is nobody whose records could be meant. */
function filterOf(
  who: SignedIn,
  id: string,
  definition: Duty | Book | undefined,
  query: Narrowing,
): Omit<RecordFilter, 'limit' | 'offset'> | Refusal | undefined {
  const { choice, ...rest } = query;
  const organisation = query.organisation ?? who.actor.organisation;
  if (organisation === undefined) return undefined;
  const fields = definition === undefined ? [] : describeForm(definition.form);
  const naming = namingPaths(fields);
  const filter = { ...rest, organisation, definition: id, naming };
  if (choice === undefined) return filter;
  const [name = '', key = ''] = choice.split(':');
  const field = fields.find((one) => one.name === name);
  if (field?.options === undefined || !Object.hasOwn(field.options, key)) return unknownChoice;
  return { ...filter, holds: { [name]: field.control === 'choices' ? [key] : key } };
}

function read(
  context: Context,
  who: SignedIn,
  filter: RecordFilter,
): Promise<{ rows: EntryRow[]; names: Names }> {
  return context.database.as(who.scope, async (tx) => {
    const rows = await listRecords(tx, filter);
    const names = await namesOf(
      tx,
      rows.flatMap((row) => idsOf(row, context.law)),
    );
    return { rows, names };
  });
}
