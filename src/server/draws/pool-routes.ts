import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { divisionRange, findDivision } from '#law/divisions.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { writeTable } from '../tables/write-table.ts';
import { objectColumns, poolFromRegister, poolFromTable, poolOfInspectors } from './pools.ts';
import type { TablePool } from './present.ts';
import { isRefusal } from './view.ts';

/** Making pools: of objects out of the register or a table, of inspectors out of posts and declarations. */
export function poolRoutes(app: App, context: Context) {
  objectPools(app, context);
  tablePools(app, context);
  inspectorPool(app, context);
}

const register = z.strictObject({
  region: z.int().optional(),
  kinds: z
    .array(z.enum(['enterprise', 'platform']))
    .min(1)
    .default(['enterprise']),
  businesses: z
    .array(z.enum(['producer', 'wholesale', 'retail']))
    .min(1)
    .optional(),
  classes: z.array(z.string().max(80)).min(1).max(200).optional(),
  risks: z
    .array(z.enum(['high', 'medium', 'low']))
    .min(1)
    .optional(),
  stratify: z.enum(['risk', 'class', 'none']).default('risk'),
  weighted: z.boolean().default(false).describe('tickets by risk: 3, 2, 1'),
});

function objectPools(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  app.post(
    '/api/draws/pools/objects',
    {
      preHandler,
      schema: { tags: ['draws'], summary: '由名录生成检查对象名录库', body: register },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const { region, businesses, classes, risks, kinds, ...shape } = request.body;
      const range = rangeOf(who, region);
      const refusal = mayDraw(who) ?? (range === undefined ? noRegion : undefined);
      if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
      const filter = {
        ...range!,
        kinds,
        businesses: businesses ?? null,
        classes: classes ?? null,
        risks: risks ?? null,
        today: dayOf(context.now()),
      };
      const pool = await poolFromRegister(context, who, filter, shape);
      return isRefusal(pool) ? sendRefusal(reply, pool, context.law.clauses) : pool;
    },
  );
}

function tablePools(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  app.post(
    '/api/draws/pools/objects/import',
    {
      preHandler,
      bodyLimit: 10_500_000,
      schema: {
        tags: ['draws'],
        summary: '由XLSX或CSV表格生成检查对象名录库',
        querystring: z.object({ name: z.string().max(200).default('table.xlsx') }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const bytes = request.body as unknown;
      const refusal =
        mayDraw(who) ??
        (Buffer.isBuffer(bytes) ? undefined : refuse('file-type', '请上传XLSX或CSV表格。'));
      if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
      const made = await poolFromTable(context, who, bytes as Buffer, request.query.name);
      if (isRefusal(made)) return sendRefusal(reply, made, context.law.clauses);
      const answer: TablePool =
        'issues' in made ? { ok: false, issues: made.issues } : { ok: true, pool: made };
      return answer;
    },
  );
  app.get(
    '/api/draws/pools/objects/template.xlsx',
    { preHandler, schema: { tags: ['draws'], summary: '检查对象名录库的表格模板' } },
    async (_request, reply) =>
      reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .send(await writeTable(template)),
  );
}

const template = {
  sheet: '检查对象名录库',
  columns: objectColumns.map((title) => ({ title, key: title, width: 24 })),
  rows: [],
};

const noRegion = refuse('another-region', '该地区不在您的管辖范围内。');

function rangeOf(who: SignedIn, region: number | undefined) {
  if (region === undefined) return who.scope.region;
  const range = findDivision(region) && divisionRange(region);
  const { lo, hi } = who.scope.region;
  return range !== undefined && lo <= range.lo && range.hi <= hi ? range : undefined;
}

/** Pools are made by those who may open a draw: otherwise anybody could list a region. */
export function mayDraw({ organisation, actor }: SignedIn): Refusal | undefined {
  const isOffice = organisation?.kind === 'market-regulator';
  if (isOffice && actor.posts.some((post) => post === 'case-officer' || post === 'publisher')) {
    return undefined;
  }
  return isOffice && actor.lapsed.length > 0
    ? refuse('not-qualified', '您的岗位考核未通过或者已过有效期，不能组织抽取。', ['order-18/15'])
    : refuse('not-entitled', '名录库由组织抽取的市场监管部门生成。', ['order-18/15']);
}

function inspectorPool(app: App, context: Context) {
  app.post(
    '/api/draws/pools/inspectors',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['draws'],
        summary: '由本单位在岗人员和回避申报生成检查人员名录库',
        body: z.strictObject({
          apart: z.boolean().default(true).describe('nobody goes to the same firm again so soon'),
        }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const refusal = mayDraw(who);
      if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
      const how = { today: dayOf(context.now()), apart: request.body.apart };
      const pool = await poolOfInspectors(context, who, who.organisation!.id, how);
      return isRefusal(pool) ? sendRefusal(reply, pool, context.law.clauses) : pool;
    },
  );
}
