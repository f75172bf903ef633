import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import { readLotCode } from '#kernel/lot/code.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { namesOf } from '../reading/names.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import type { LotDetail, LotList, LotSummary } from './present.ts';
import {
  blocksOf,
  exportLimit,
  filesLike,
  findByCode,
  holdersOf,
  linksOf,
  listLots,
  stepsOf,
} from './queries.ts';
import { inspectionsOf } from './inspections.ts';
import type { LotQuery } from './queries.ts';
import { lotTable } from './table.ts';

const listQuery = z.object({
  q: z.string().trim().max(100).optional(),
  left: z.enum(['true', 'false']).optional(),
  blocked: z.enum(['true', 'false']).optional(),
  holder: z.uuid().optional(),
  waits: z.enum(['accept', 'release']).optional(),
  number: z.string().trim().min(1).max(60).optional().describe('the whole number'),
  before: z
    .string()
    .regex(/^\d{4}-[-0-9T:.+Z]{6,40}_\d{1,18}$/)
    .optional(),
});

const chooseHolder = refuse('invalid-input', '待验收、待放行的批次按单位查看，请先选择单位。');

/** Lots: what an organisation holds, where it came from and where it went. */
export const lotsFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/lots',
    { preHandler, schema: { tags: ['lots'], summary: '批次', querystring: listQuery } },
    async (request, reply) => {
      const who = signedInOf(request);
      const query = queryOf(who, request.query);
      if ('code' in query) return sendRefusal(reply, query, context.law.clauses);
      return readList(context, who, query);
    },
  );
  app.get(
    '/api/lots/export.xlsx',
    { preHandler, schema: { tags: ['lots'], summary: '导出批次（XLSX）', querystring: listQuery } },
    async (request, reply) => {
      const who = signedInOf(request);
      const query = queryOf(who, request.query);
      if ('code' in query) return sendRefusal(reply, query, context.law.clauses);
      const { lots, names } = await readList(context, who, query, exportLimit);
      return sendTable(reply, lotTable(lots, names), `批次${dayOf(context.now())}`);
    },
  );
  app.get(
    '/api/lots/find',
    {
      preHandler,
      schema: {
        tags: ['lots'],
        summary: '按扫码内容或者批号查找本单位的批次',
        querystring: z.object({ code: z.string().min(1).max(500) }),
      },
    },
    async (request) => {
      const { scope, organisation } = signedInOf(request);
      const code = readLotCode(request.query.code);
      if (code === undefined || organisation === undefined) return { lots: [] };
      const lots = await context.database.as(scope, (tx) => findByCode(tx, organisation.id, code));
      return { lots };
    },
  );
  app.get(
    '/api/lots/:id',
    {
      preHandler,
      schema: { tags: ['lots'], summary: '批次详情', params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const { scope } = signedInOf(request);
      const detail = await context.database.as(scope, (tx) =>
        readLot(tx, context.law, request.params.id, scope.organisation),
      );
      if (detail !== undefined) return detail;
      const refusal = refuse('not-found', '没有找到这个批次，或者您无权查看。');
      return sendRefusal(reply, refusal, context.law.clauses);
    },
  );
};

function readList(
  context: Context,
  { scope }: SignedIn,
  query: LotQuery,
  size?: number,
): Promise<LotList> {
  return context.database.as(
    scope,
    async (tx) => {
      const found = await listLots(tx, query, size);
      return { ...found, names: await namesById(tx, found.lots.flatMap(idsOf)) };
    },
    // Without the limit's value a plan sorts all that there is before it takes one page.
    { plans: 'custom' },
  );
}

/** An enterprise asks about its own house, an office about its region unless it names a holder. */
function queryOf(
  { scope, organisation }: SignedIn,
  { left, blocked, holder: named, ...query }: z.output<typeof listQuery>,
): LotQuery | Refusal {
  const { lo, hi } = scope.region;
  const holder = named ?? (lo <= hi ? undefined : organisation?.id);
  if (holder === undefined && query.waits !== undefined) return chooseHolder;
  const county = holder === undefined && lo === hi ? lo : undefined;
  return { ...query, left: left === 'true', blocked: blocked === 'true', holder, county };
}

function idsOf({ holder, registeredBy, receivedFrom }: LotSummary) {
  return [holder, registeredBy, receivedFrom];
}

async function readLot(
  tx: Tx,
  law: Law,
  id: string,
  own: string | null,
): Promise<LotDetail | undefined> {
  const [holders, steps, parts, products, blocks, files, inspections] = await Promise.all([
    holdersOf(tx, id),
    stepsOf(tx, id),
    linksOf(tx, id, 'parent'),
    linksOf(tx, id, 'child'),
    blocksOf(tx, id, own),
    filesLike(tx, id),
    inspectionsOf(tx, law, id),
  ]);
  const lot = holders.find(({ holder }) => holder === own) ?? holders[0];
  if (lot === undefined) return undefined;
  const ids = [
    ...holders.flatMap(({ holder, registeredBy }) => [holder, registeredBy]),
    ...steps.flatMap(({ by, to }) => [by, to]),
    ...[...parts, ...products, ...inspections].map(({ by }) => by),
  ];
  const names = await namesById(tx, ids);
  const reasons = blocks.map((block) => reasonOf(law, block));
  const found = { lot, holders, steps, inspections, parts, products, files };
  return { ...found, blocks: reasons, names };
}

function reasonOf(
  law: Law,
  {
    cause,
    entry,
    at,
    title,
    definition,
    recalls,
    notice,
  }: Awaited<ReturnType<typeof blocksOf>>[number],
): LotDetail['blocks'][number] {
  const today = dayOf(at);
  const said = definition ?? '';
  const kind = law.procedure(said, today)?.title ?? law.book(said, today)?.title;
  const words = [kind, title].filter((word) => word !== null && word !== undefined);
  return {
    cause,
    entry,
    at,
    kind: recalls ? 'recall' : cause === entry ? 'record' : 'case',
    ...(notice === null ? {} : { notice }),
    ...(title === null ? {} : { proceeding: cause }),
    ...(words.length === 0 ? {} : { title: [...new Set(words)].join('：') }),
  };
}

async function namesById(tx: Tx, ids: readonly (string | undefined)[]) {
  return Object.fromEntries(await namesOf(tx, ids));
}
