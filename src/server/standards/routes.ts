import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { importStandards } from './import.ts';
import { presentStandard, standardTable } from './present.ts';
import type { StandardList } from './present.ts';
import { listStandards } from './queries.ts';

const listQuery = z.object({
  q: z.string().max(60).optional(),
  level: z.enum(['national', 'industry', 'local', 'group']).optional(),
  nature: z.enum(['mandatory', 'recommended', 'guiding']).optional(),
  class: z.string().max(80).optional(),
  standing: z.enum(['coming', 'current', 'lapsing', 'lapsed']).optional(),
  numbers: z.string().max(2000).optional().describe('several, separated by commas'),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});
const importQuery = z.object({
  name: z.string().max(200).default('标准.xlsx'),
  source: z.string().trim().min(1).max(200),
  commit: z.enum(['true', 'false']).default('false'),
});

/** The register of standards: search, export, import by the province. */
export const standardsFeature: Feature = (app, context) => {
  lists(app, context);
  imports(app, context);
};

function read(
  context: Context,
  who: SignedIn,
  query: z.output<typeof listQuery>,
  span: { limit: number; offset: number },
) {
  return context.database.as(who.scope, (tx) =>
    listStandards(tx, {
      ...span,
      q: query.q,
      level: query.level,
      nature: query.nature,
      productClass: query.class,
      standing: query.standing,
      numbers: query.numbers?.split(','),
      today: dayOf(context.now()),
    }),
  );
}

function lists(app: App, context: Context) {
  const summary = '产品标准登记簿';
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/standards',
    { preHandler, schema: { tags: ['standards'], summary, querystring: listQuery } },
    async (request): Promise<StandardList> => {
      const who = signedInOf(request);
      const offset = (request.query.page - 1) * 20;
      const rows = await read(context, who, request.query, { limit: 20, offset });
      return {
        standards: rows.map((row) => presentStandard(row, dayOf(context.now()))),
        total: rows[0]?.total ?? 0,
        mayImport: mayImport(who),
      };
    },
  );
  app.get(
    '/api/standards/export.xlsx',
    {
      preHandler,
      schema: { tags: ['standards'], summary: `导出${summary}`, querystring: listQuery },
    },
    async (request, reply) => {
      const span = { limit: 50_000, offset: 0 };
      const rows = await read(context, signedInOf(request), request.query, span);
      const list = rows.map((row) => presentStandard(row, dayOf(context.now())));
      return sendTable(reply, standardTable(list));
    },
  );
}

function imports(app: App, context: Context) {
  app.post(
    '/api/standards/import',
    {
      preHandler: requirePerson(context),
      schema: { tags: ['standards'], summary: '导入产品标准', querystring: importQuery },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const { clauses } = context.law;
      if (!mayImport(who)) {
        const sentence = '产品标准由省级市场监管部门的负责人或者系统管理员导入。';
        return sendRefusal(reply, refuse('not-entitled', sentence, ['guidance/3.3']), clauses);
      }
      if (!Buffer.isBuffer(request.body)) {
        return sendRefusal(reply, refuse('table-refused', '请上传XLSX或者CSV文件。'), clauses);
      }
      const answer = await importStandards(context, who, request.body, {
        ...request.query,
        commit: request.query.commit === 'true',
      });
      return 'code' in answer ? sendRefusal(reply, answer, clauses) : answer;
    },
  );
}

function mayImport({ organisation, actor }: SignedIn): boolean {
  return (
    organisation?.kind === 'market-regulator' &&
    organisation.level === 'province' &&
    actor.posts.some((post) => post === 'leader' || post === 'administrator')
  );
}
