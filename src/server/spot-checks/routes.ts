import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import { divisionRange, findDivision } from '#law/divisions.ts';
import { comparedOn, lastDayOf } from '#law/regulator/spot-check/coverage.ts';
import { phases } from '#law/regulator/spot-check/phases.ts';
import type { Phase } from '#law/regulator/spot-check/phases.ts';
import type { Plan } from '#law/regulator/spot-check-plan.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import type { ExportTable } from '../tables/write-table.ts';
import { planTable } from './plan-table.ts';
import { presentCheck, presentPhases, presentProgress, totalOf } from './present.ts';
import type { CheckSummary, Desk, PlanProgress } from './present.ts';
import {
  cataloguesFor,
  checksOfPlan,
  countStates,
  findRecord,
  listChecks,
  namesOf,
  plansOnDesk,
} from './queries.ts';
import type { DeskFilter } from './queries.ts';
import { shiftedRoute } from './shifted.ts';
import { tableRoutes } from './tables.ts';

const phaseNames = Object.keys(phases) as [Phase];
const filter = z.object({
  phase: z.enum(phaseNames).optional(),
  plan: z.string().max(40).optional(),
  line: z.string().max(20).optional(),
  class: z.string().max(80).optional(),
  region: z.coerce.number().int().optional(),
  laboratory: z.uuid().optional(),
  overdue: z.enum(['true', 'false']).optional(),
  q: z.string().max(60).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
});
const exportRows = 20_000;
const planId = z.object({ id: z.uuid() });
const noPlan = refuse('not-found', '没有找到这份监督抽查计划，或者您无权查看。');

/** The spot-check desk: checks in columns, plans with their progress, tables in and out. */
export const spotChecksFeature: Feature = (app, context) => {
  desk(app, context);
  plans(app, context);
  shiftedRoute(app, context);
  tableRoutes(app, context);
};

function filterOf(query: z.output<typeof filter>): DeskFilter {
  const range =
    query.region === undefined || findDivision(query.region) === undefined
      ? undefined
      : divisionRange(query.region);
  return {
    states: query.phase === undefined ? undefined : phases[query.phase].states,
    plan: query.plan,
    line: query.line,
    productClass: query.class,
    lo: range?.lo,
    hi: range?.hi,
    laboratory: query.laboratory,
    overdue: query.overdue === undefined ? undefined : query.overdue === 'true',
    q: query.q,
  };
}

function desk(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  const schema = { tags: ['spot-checks'], querystring: filter };
  app.get(
    '/api/spot-checks',
    { preHandler, schema: { ...schema, summary: '监督抽查工作台' } },
    async (request): Promise<Desk> => {
      const now = context.now();
      const narrowed = filterOf(request.query);
      const { size, page } = request.query;
      const [rows, counts] = await context.database.as(
        signedInOf(request).scope,
        (tx) =>
          Promise.all([
            listChecks(tx, narrowed, now, size, (page - 1) * size),
            countStates(tx, narrowed, now),
          ]),
        { plans: 'custom' },
      );
      return {
        checks: rows.map((row) => presentCheck(row, context.law)),
        total: totalOf(counts, narrowed.states),
        phases: presentPhases(counts),
      };
    },
  );
  app.get(
    '/api/spot-checks/export.xlsx',
    { preHandler, schema: { ...schema, summary: '导出监督抽查清单' } },
    async (request, reply) => {
      const now = context.now();
      const rows = await context.database.as(
        signedInOf(request).scope,
        (tx) => listChecks(tx, filterOf(request.query), now, exportRows, 0),
        { plans: 'custom' },
      );
      return sendTable(reply, tableOf(rows.map((row) => presentCheck(row, context.law))));
    },
  );
}

function plans(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/spot-checks/plans',
    { preHandler, schema: { tags: ['spot-checks'], summary: '监督抽查所属的计划' } },
    async (request) => ({
      plans: await context.database.as(signedInOf(request).scope, plansOnDesk),
    }),
  );
  for (const ending of ['', '.xlsx'] as const) {
    app.get(
      `/api/spot-checks/plans/:id/progress${ending}`,
      {
        preHandler,
        schema: { tags: ['spot-checks'], summary: `监督抽查计划进度${ending}`, params: planId },
      },
      async (request, reply) => {
        const progress = await progressOf(context, signedInOf(request), request.params.id);
        if (progress === undefined) return sendRefusal(reply, noPlan, context.law.clauses);
        return ending === '' ? progress : sendTable(reply, planTable(progress));
      },
    );
  }
}

function progressOf(
  context: Context,
  who: SignedIn,
  id: string,
): Promise<PlanProgress | undefined> {
  return context.database.as(who.scope, async (tx) => {
    const record = await findRecord(tx, 'spot-check-plan', id);
    if (record === undefined) return undefined;
    const plan = record.input as unknown as Plan;
    const { lines, number } = plan;
    const on = comparedOn(plan.year, dayOf(context.now()));
    const [checks, catalogues, names] = await Promise.all([
      checksOfPlan(tx, record.organisation, number),
      cataloguesFor(tx, {
        made: comparedOn(plan.year, dayOf(record.at)),
        on,
        last: lastDayOf(plan.year),
      }),
      namesOf(
        tx,
        lines.flatMap(({ body, laboratory }) => [body, laboratory]),
      ),
    ]);
    const regions = new Map(
      lines.map(({ region }) => [region, findDivision(Number(region))?.name ?? region]),
    );
    return presentProgress(id, plan, checks, names, regions, catalogues);
  });
}

function tableOf(checks: readonly CheckSummary[]): ExportTable {
  return {
    sheet: '监督抽查清单',
    columns: [
      { title: '任务编号', key: 'taskNumber', width: 26 },
      { title: '计划', key: 'plan' },
      { title: '计划行', key: 'line' },
      { title: '产品类别', key: 'classTitle' },
      { title: '产品名称', key: 'productName', width: 24 },
      { title: '商标', key: 'brand' },
      { title: '规格型号', key: 'model' },
      { title: '被抽样者', key: 'sampled', width: 32 },
      { title: '标称生产者', key: 'producerName', width: 32 },
      { title: '地区', key: 'regionName' },
      { title: '承检机构', key: 'laboratory', width: 32 },
      { title: '阶段', key: 'phase' },
      { title: '状态', key: 'stateTitle' },
      { title: '检验结论', key: 'conclusion' },
      { title: '下达日期', key: 'opened', type: 'date' },
      { title: '最近办理', key: 'last', type: 'date' },
      { title: '当前时限', key: 'deadline' },
      { title: '到期日', key: 'due', type: 'date' },
      { title: '是否逾期', key: 'overdue' },
    ],
    rows: checks.map(({ plan, due, conclusion, phase, openedAt, lastAt, ...own }) => ({
      ...own,
      plan: plan?.number,
      line: plan?.line,
      phase: phases[phase].title,
      conclusion: conclusion === undefined ? '' : conclusion === 'pass' ? '合格' : '不合格',
      opened: dayOf(openedAt),
      last: dayOf(lastAt),
      deadline: due?.title,
      due: due?.day,
      overdue: due?.overdue,
    })),
  };
}
