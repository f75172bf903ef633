import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { organisationKinds } from '#kernel/party.ts';
import type { OrganisationKind } from '#kernel/party.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { divisionRange, findDivision } from '#law/divisions.ts';
import { newEntryId } from '../acts/entry-id.ts';
import { organisationFacts } from '../reading/organisation-facts.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, requireSignedIn, signedInOf } from '../session/actor.ts';
import { forgetAccount } from '../session/identify.ts';
import { sendTable, sheetType } from '../tables/attach.ts';
import { changeEnterprise } from './change.ts';
import { importColumns, importEnterprises } from './import.ts';
import { claimRoutes, findOpenClaim } from './claims.ts';
import { changeInput, checkRegistration, enterpriseInput, refuseEnterprise } from './input.ts';
import { peopleRoutes } from './people.ts';
import { registrationRoutes } from './registration.ts';
import { isFirm } from './firm.ts';
import { askedRoutes, findAsked, presentAsked } from './standing/asked.ts';
import { firstAccountRoutes } from './standing/first-account.ts';
import { standingRoutes } from './standing/people-standing.ts';
import { firmStandingRoutes } from './standing/standing.ts';
import { orTaken } from './taken.ts';
import { presentAccount, presentDetail, presentOrganisation } from './present.ts';
import {
  comingTo,
  countOpenCases,
  findOrganisation,
  listingOf,
  insertEnterprises,
  listOrganisations,
  staffOf,
  takenCodes,
} from './queries.ts';
import type { OrganisationFilter } from './queries.ts';

const kinds = Object.keys(organisationKinds) as [OrganisationKind];
const listQuery = z.object({
  q: z.string().max(60, '查找内容最多60个字').optional(),
  kind: z.string().max(200).optional().describe('kinds of organisation, separated by commas'),
  region: z.coerce.number().int().optional(),
  class: z.string().max(80).optional(),
  unconfirmed: z.enum(['true']).optional().describe('only firms whose registration waits'),
  withoutAccount: z
    .enum(['true'])
    .optional()
    .describe('only firms in which nobody has an account; for market regulators'),
  claimed: z
    .enum(['true'])
    .optional()
    .describe('only firms whose claim waits; for market regulators'),
  closed: z.enum(['true']).optional().describe('only firms that ended; for market regulators'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
const organisationId = z.object({ id: z.uuid() });
const notFound = refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。');

/** The register of organisations: search, details with staffing, entry, change, import and export. */
export const registryFeature: Feature = (app, context) => {
  for (const type of [sheetType, 'text/csv', 'application/octet-stream']) {
    app.addContentTypeParser(
      type,
      { parseAs: 'buffer', bodyLimit: 10_500_000 },
      (_request, body, done) => done(null, body),
    );
  }
  lists(app, context);
  detail(app, context);
  register(app, context);
  bulk(app, context);
  peopleRoutes(app, context);
  standingRoutes(app, context);
  registrationRoutes(app, context);
  firstAccountRoutes(app, context);
  firmStandingRoutes(app, context);
  askedRoutes(app, context);
  claimRoutes(app, context);
};

function filterOf(
  query: z.output<typeof listQuery>,
  { organisation }: SignedIn,
): Omit<OrganisationFilter, 'scope' | 'limit' | 'offset'> | Refusal {
  if (query.region !== undefined && findDivision(query.region) === undefined) {
    return refuse('not-found', '没有这个行政区划代码。');
  }
  const asksForAccounts = query.withoutAccount === 'true' || query.claimed === 'true';
  if (query.closed === 'true' && organisation?.kind !== 'market-regulator') {
    return refuse('not-entitled', '已经终止的单位只由市场监管部门查看。');
  }
  if (asksForAccounts && organisation?.kind !== 'market-regulator') {
    return refuse('not-entitled', '哪些单位尚无账号、有人认领，只由市场监管部门查看。');
  }
  const range = query.region === undefined ? undefined : divisionRange(query.region);
  const asked = query.kind?.split(',').filter((kind) => kinds.includes(kind as OrganisationKind));
  return {
    q: query.q,
    kinds: asked as OrganisationKind[] | undefined,
    lo: range?.lo,
    hi: range?.hi,
    productClass: query.class,
    unconfirmed: query.unconfirmed === 'true',
    withoutAccount: query.withoutAccount === 'true',
    claimed: query.claimed === 'true',
    closed: query.closed === 'true',
  };
}

function lists(app: App, context: Context) {
  app.get(
    '/api/organisations',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['registry'], summary: '单位名录', querystring: listQuery },
    },
    async (request, reply) => {
      const filter = filterOf(request.query, signedInOf(request));
      if ('ok' in filter) return sendRefusal(reply, filter, context.law.clauses);
      const offset = (request.query.page - 1) * 20;
      const { scope } = signedInOf(request);
      const rows = await context.database.as(
        scope,
        (tx) => listOrganisations(tx, { ...filter, scope: scope.region, limit: 20, offset }),
        { plans: 'custom' },
      );
      return { organisations: rows.map(presentOrganisation), total: rows[0]?.total ?? 0 };
    },
  );
  app.get(
    '/api/organisations/export.xlsx',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['registry'], summary: '导出单位名录', querystring: listQuery },
    },
    async (request, reply) => {
      const filter = filterOf(request.query, signedInOf(request));
      if ('ok' in filter) return sendRefusal(reply, filter, context.law.clauses);
      const { scope } = signedInOf(request);
      const rows = await context.database.as(scope, (tx) =>
        listOrganisations(tx, { ...filter, scope: scope.region, limit: 50_000, offset: 0 }),
      );
      return sendTable(reply, {
        sheet: '单位名录',
        columns: [
          { title: '单位名称', key: 'name' },
          { title: '统一社会信用代码', key: 'creditCode' },
          { title: '单位类型', key: 'kindTitle' },
          { title: '所在地区', key: 'regionName' },
          { title: '产品类别', key: 'classes' },
        ],
        rows: rows.map(presentOrganisation).map((one) => ({
          name: one.name,
          creditCode: one.creditCode ?? '',
          kindTitle: one.kindTitle,
          regionName: one.regionName,
          classes: one.productClasses.map(({ title }) => title).join('、'),
        })),
      });
    },
  );
}

function detail(app: App, context: Context) {
  app.get(
    '/api/organisations/:id',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['registry'], summary: '单位详情与岗位配备', params: organisationId },
    },
    async (request, reply) => {
      const today = dayOf(context.now());
      const { id } = request.params;
      const who = signedInOf(request);
      const isRegulator = who.organisation?.kind === 'market-regulator';
      const [row, facts, staff, listing, claim, openCases, asked, coming] =
        await context.database.as(who.scope, (tx) =>
          Promise.all([
            findOrganisation(tx, id),
            organisationFacts(tx, id, today),
            staffOf(tx, id, today),
            listingOf(tx, id, today),
            isRegulator ? findOpenClaim(tx, { organisation: id }) : undefined,
            isRegulator ? countOpenCases(tx, id) : 0,
            findAsked(tx, id),
            comingTo(tx, id, today),
          ]),
        );
      if (row === undefined || facts === undefined) {
        return sendRefusal(reply, notFound, context.law.clauses);
      }
      const detail = {
        ...presentDetail(row, facts.facts, { staff, coming }, listing, context.law, today),
        ...(asked === undefined ? {} : { asked: presentAsked(asked) }),
      };
      if (who.actor.organisation === id && isFirm(row.kind) && !row.has_account) {
        return { ...detail, unled: true as const };
      }
      return isRegulator ? { ...detail, ...presentAccount(row, claim, openCases) } : detail;
    },
  );
}

function register(app: App, context: Context) {
  app.post(
    '/api/organisations',
    {
      preHandler: requirePerson(context),
      schema: { tags: ['registry'], summary: '登记企业或者网络交易平台', body: enterpriseInput },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const { clauses } = context.law;
      if (who.organisation?.kind !== 'market-regulator') {
        const refusal = refuse('not-entitled', '企业由市场监管部门登记，或者由企业自行注册。');
        return sendRefusal(reply, refusal, clauses);
      }
      const issues = checkRegistration(request.body, who.scope.region);
      if (issues.length > 0) return sendRefusal(reply, refuseEnterprise(issues), clauses);
      const taken = await context.database.asSystem('import', (tx) =>
        takenCodes(tx, [request.body.creditCode]),
      );
      if (taken.size > 0) {
        const refusal = refuse('already-done', '这个统一社会信用代码的单位已经登记。');
        return sendRefusal(reply, refusal, clauses);
      }
      const now = context.now();
      const id = newEntryId(now);
      const clash = await orTaken(
        context.database.as(who.scope, (tx) =>
          insertEnterprises(tx, [{ ...request.body, id }], dayOf(now), now),
        ),
      );
      if (clash !== undefined) return sendRefusal(reply, clash, clauses);
      return reply.status(201).send({ id });
    },
  );
  app.put(
    '/api/organisations/:id',
    {
      preHandler: requirePerson(context),
      schema: {
        tags: ['registry'],
        summary: '变更企业信息',
        params: organisationId,
        body: changeInput,
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const own = who.actor.organisation === request.params.id;
      const mayChange =
        who.organisation?.kind === 'market-regulator' ||
        (own && who.actor.posts.includes('principal'));
      if (!mayChange) {
        const refusal = refuse('not-entitled', '企业信息由主要负责人或者市场监管部门变更。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const within = own ? undefined : who.scope.region;
      const refusal = await changeEnterprise(context, who, request.params.id, request.body, within);
      if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
      forgetAccount(who.account.id);
      return reply.status(204).send();
    },
  );
}

function bulk(app: App, context: Context) {
  app.get(
    '/api/organisations/import-template.xlsx',
    { preHandler: requireSignedIn(context), schema: { tags: ['registry'], summary: '导入模板' } },
    async (_request, reply) => {
      const table = {
        sheet: '企业名录',
        columns: importColumns.map(({ title, key }) => ({ title, key })),
        rows: [Object.fromEntries(importColumns.map(({ key, example }) => [key, example]))],
      };
      return sendTable(reply, table, '企业名录导入模板');
    },
  );
  app.post(
    '/api/organisations/import',
    {
      preHandler: requirePerson(context),
      bodyLimit: 10_500_000,
      schema: {
        tags: ['registry'],
        summary: '导入企业名录（XLSX、CSV），逐行报告错误，有错则一行也不登记',
        querystring: z.object({ name: z.string().max(200).default('import.xlsx') }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      if (who.organisation?.kind !== 'market-regulator') {
        const refusal = refuse('not-entitled', '企业名录由市场监管部门导入。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const bytes = request.body as unknown;
      if (!Buffer.isBuffer(bytes)) {
        return sendRefusal(
          reply,
          refuse('file-type', '请上传XLSX或CSV文件。'),
          context.law.clauses,
        );
      }
      const result = await importEnterprises(context, who, bytes, request.query.name);
      return 'code' in result ? sendRefusal(reply, result, context.law.clauses) : result;
    },
  );
}
