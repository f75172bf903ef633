import { z } from 'zod';
import { addMonths, dayOf, monthOf } from '#kernel/calendar/plain-date.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { domainMask, findDepartment } from '#law/departments.ts';
import { divisionRange, divisions, findDivision } from '#law/divisions.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { boardTable, enterpriseTable } from './export.ts';
import { totalsWithin } from './present.ts';
import type { Board, BoardEnterprise } from './present.ts';
import { boardRows, enterpriseRows, openFindings } from './queries.ts';
import type { BoardFilter } from './queries.ts';

const query = z.object({
  month: z
    .string()
    .regex(/^2\d{3}-(0[1-9]|1[0-2])$/)
    .optional()
    .describe('last month, default this one'),
  months: z.coerce.number().int().min(1).max(24).default(1),
  region: z.coerce.number().int().optional(),
  duty: z.string().max(60).default('daily-control'),
  class: z.string().max(80).optional(),
  department: z.string().max(40).optional(),
});
const enterpriseQuery = query.extend({
  only: z
    .enum(['missing', 'late', 'finding', 'waiting'])
    .optional()
    .describe('waiting: owed in the period that runs, and not done yet'),
  q: z.string().max(60, '查找内容最多60个字').optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** How the duties of a territory stand: province, city, county, enterprise. */
export const boardFeature: Feature = (app, context) => {
  board(app, context);
  enterprises(app, context);
};

function board(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  const schema = { tags: ['board'], querystring: query };
  app.get(
    '/api/board',
    { preHandler, schema: { ...schema, summary: '区域履责总览' } },
    async (request, reply) => {
      const board = await readBoard(context, signedInOf(request), request.query);
      return 'ok' in board ? sendRefusal(reply, board, context.law.clauses) : board;
    },
  );
  app.get(
    '/api/board/export.xlsx',
    { preHandler, schema: { ...schema, summary: '导出区域履责总览' } },
    async (request, reply) => {
      const board = await readBoard(context, signedInOf(request), request.query);
      if ('ok' in board) return sendRefusal(reply, board, context.law.clauses);
      return sendTable(reply, boardTable(board));
    },
  );
}

async function readBoard(
  context: Context,
  who: SignedIn,
  asked: z.output<typeof query>,
): Promise<Board | Refusal> {
  const filter = filterOf(context, who, asked);
  if ('ok' in filter) return filter;
  // Neither needs what the other reads, and each takes as long: side by side.
  const [rows, findings] = await Promise.all([
    context.database.as(who.scope, (tx) => boardRows(tx, filter)),
    context.database.as(who.scope, (tx) => openFindings(tx, filter, context.now())),
  ]);
  const region = findDivision(filter.region)!;
  const children = divisions.filter((division) => division.parent === region.code);
  return {
    region: { code: region.code, name: region.name, level: region.level },
    path: pathOf(region.code),
    duty: filter.duty,
    from: filter.from,
    to: filter.to,
    totals: totalsWithin(filter.lo, filter.hi, rows, findings),
    children: children.map(({ code, name, level, tile }) => {
      const { lo, hi } = divisionRange(code);
      const totals = totalsWithin(lo, hi, rows, findings);
      return { code, name, level, totals, ...(tile === undefined ? {} : { tile }) };
    }),
  };
}

/** Enterprises on one page, and in one export at most. */
const pageRows = 20;
const exportRows = 20_000;

function enterprises(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  const schema = { tags: ['board'], querystring: enterpriseQuery };
  app.get(
    '/api/board/enterprises',
    { preHandler, schema: { ...schema, summary: '区域内企业履责情况' } },
    async (request, reply) => {
      const found = await readEnterprises(context, signedInOf(request), request.query, pageRows);
      return 'ok' in found ? sendRefusal(reply, found, context.law.clauses) : found;
    },
  );
  app.get(
    '/api/board/enterprises/export.xlsx',
    { preHandler, schema: { ...schema, summary: '导出区域内企业履责情况' } },
    async (request, reply) => {
      const asked = { ...request.query, page: 1 };
      const found = await readEnterprises(context, signedInOf(request), asked, exportRows);
      if ('ok' in found) return sendRefusal(reply, found, context.law.clauses);
      return sendTable(reply, enterpriseTable(found.enterprises));
    },
  );
}

async function readEnterprises(
  context: Context,
  who: SignedIn,
  asked: z.output<typeof enterpriseQuery>,
  limit: number,
): Promise<{ enterprises: BoardEnterprise[]; total: number } | Refusal> {
  const filter = filterOf(context, who, asked);
  if ('ok' in filter) return filter;
  const { only, q, page } = asked;
  const rows = await context.database.as(
    who.scope,
    (tx) => enterpriseRows(tx, { ...filter, only, q, limit, offset: (page - 1) * limit }),
    { plans: 'custom' },
  );
  const enterprises = rows.map(({ id, name, region, ...row }) => {
    const { expected, done, missing, late, finding, idle } = row;
    const regionName = findDivision(region)?.name ?? String(region);
    return { id, name, regionName, totals: { expected, done, missing, late, finding, idle } };
  });
  return { enterprises, total: rows[0]?.total ?? 0 };
}

/** The filter of a query, cut down to the reader's own region and domains. */
function filterOf(
  context: Context,
  who: SignedIn,
  asked: z.output<typeof query>,
): (BoardFilter & { region: number }) | Refusal {
  const own = who.organisation?.region;
  const { lo: mineLo, hi: mineHi } = who.scope.region;
  if (own === undefined || mineLo > mineHi) {
    return refuse('not-entitled', '区域总览供监管部门、行业主管部门和地方政府使用。');
  }
  const region = asked.region ?? own;
  if (findDivision(region) === undefined) return refuse('not-found', '没有这个行政区划代码。');
  const { lo, hi } = divisionRange(region);
  if (lo < mineLo || hi > mineHi) return refuse('another-region', '该地区不在您的管辖范围内。');
  if (asked.department !== undefined && findDepartment(asked.department) === undefined) {
    return refuse('not-found', '没有这个主管部门。');
  }
  const today = dayOf(context.now());
  const to = asked.month === undefined ? monthOf(today) : `${asked.month}-01`;
  const duty = context.law.duty(asked.duty, today);
  if (duty === undefined) return refuse('unknown-definition', '没有这项责任事项。');
  const domains = asked.department === undefined ? -1 : domainMask([asked.department]);
  const from = addMonths(to, 1 - asked.months);
  const runningFrom = periodOf(duty.every, today).from;
  const narrowed = { duty: duty.id, domains, productClass: asked.class };
  return { region, lo, hi, from, to, ...narrowed, runningFrom };
}

function pathOf(code: number) {
  const path: { code: number; name: string }[] = [];
  for (let at = findDivision(code); at !== undefined;) {
    path.unshift({ code: at.code, name: at.name });
    at = at.parent === undefined || at.parent === null ? undefined : findDivision(at.parent);
  }
  return path;
}
