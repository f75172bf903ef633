import { z } from 'zod';
import { addDays, addMonths, dayOf, monthOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf, slotOf } from '#kernel/calendar/period.ts';
import type { Every } from '#kernel/calendar/period.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { domainMask, findDepartment } from '#law/departments.ts';
import { divisionRange, divisions, findDivision } from '#law/divisions.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
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
  only: z.enum(['missing', 'late', 'finding']).optional(),
  q: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** How the duties of a territory stand: province, city, county, enterprise. */
export const boardFeature: Feature = (app, context) => {
  board(app, context);
  enterprises(app, context);
};

function board(app: App, context: Context) {
  app.get(
    '/api/board',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['board'], summary: '区域履责总览', querystring: query },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const filter = filterOf(context, who, request.query);
      if ('ok' in filter) return sendRefusal(reply, filter, context.law.clauses);
      const [rows, findings] = await context.database.as(who.scope, (tx) =>
        Promise.all([boardRows(tx, filter), openFindings(tx, filter, context.now())]),
      );
      const region = findDivision(filter.region)!;
      const children = divisions.filter((division) => division.parent === region.code);
      return {
        region: { code: region.code, name: region.name, level: region.level },
        path: pathOf(region.code),
        duty: filter.duty,
        from: filter.from,
        to: filter.to,
        totals: totalsWithin(filter.lo, filter.hi, rows, findings),
        children: children.map((child) => {
          const { lo, hi } = divisionRange(child.code);
          const totals = totalsWithin(lo, hi, rows, findings);
          const { code, name, level } = child;
          const tile = 'tile' in child ? child.tile : undefined;
          return { code, name, level, totals, ...(tile === undefined ? {} : { tile }) };
        }),
      } satisfies Board;
    },
  );
}

function enterprises(app: App, context: Context) {
  app.get(
    '/api/board/enterprises',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['board'], summary: '区域内企业履责情况', querystring: enterpriseQuery },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const filter = filterOf(context, who, request.query);
      if ('ok' in filter) return sendRefusal(reply, filter, context.law.clauses);
      const { only, q, page } = request.query;
      const rows = await context.database.as(who.scope, (tx) =>
        enterpriseRows(tx, { ...filter, only, q, limit: 20, offset: (page - 1) * 20 }),
      );
      const list: BoardEnterprise[] = rows.map(({ id, name, region, ...row }) => ({
        id,
        name,
        regionName: findDivision(region)?.name ?? String(region),
        totals: {
          expected: row.expected,
          done: row.done,
          missing: row.missing,
          late: row.late,
          finding: row.finding,
          idle: row.idle,
        },
      }));
      return { enterprises: list, total: rows[0]?.total ?? 0 };
    },
  );
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
  const ended = endedMasks(duty.every, from, to, today);
  return { region, lo, hi, from, to, duty: duty.id, domains, productClass: asked.class, ended };
}

/** Bits of the periods that are over, for each month. */
export function endedMasks(
  every: Every,
  from: PlainDate,
  to: PlainDate,
  today: PlainDate,
): Map<PlainDate, number> {
  const masks = new Map<PlainDate, number>();
  for (let month = from; month <= to; month = addMonths(month, 1)) {
    let mask = 0;
    for (let day = month; day < addMonths(month, 1); day = addDays(day, 1)) {
      if (periodOf(every, day).to < today) mask |= 1 << slotOf(day).bit;
    }
    masks.set(month, mask);
  }
  return masks;
}

function pathOf(code: number) {
  const path: { code: number; name: string }[] = [];
  for (let at = findDivision(code); at !== undefined;) {
    path.unshift({ code: at.code, name: at.name });
    at = at.parent === undefined || at.parent === null ? undefined : findDivision(at.parent);
  }
  return path;
}
