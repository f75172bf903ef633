import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { standardOf } from '#law/regulator/spot-check/parts.ts';
import { proceedingFacts } from '#kernel/facts.ts';
import { stateBefore } from '#kernel/replay.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { loadProceeding } from '../reading/load-proceeding.ts';
import type { LoadedProceeding } from '../reading/load-proceeding.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { readTable } from '../tables/read-table.ts';
import type { TableContent } from '../tables/table.ts';
import { bodiesInPlan, emptyPlanTable, planTitles, readPlan } from './plan-table.ts';
import { bodiesCalled } from './queries.ts';
import { readResults, resultTable, resultTitles } from './result-table.ts';
import type { ResultRow } from './result-table.ts';
import { bodiesInTasks, emptyTaskTable, readTasks, taskTitles } from './task-table.ts';

const upload = z.object({ name: z.string().max(200).default('import.xlsx') });
const oneCheck = z.object({ id: z.uuid() });
const bodyLimit = 10_500_000;
const noCheck = refuse('not-found', '没有找到这次监督抽查，或者您无权查看。');

/** Tables in and out: lines of a plan, tasks of a batch, results of a test. What comes in fills a form, nothing more. */
export function tableRoutes(app: App, context: Context): void {
  const preHandler = requireSignedIn(context);
  for (const [name, empty] of [
    ['plan', emptyPlanTable],
    ['tasks', emptyTaskTable],
  ] as const) {
    app.get(
      `/api/spot-checks/${name}-template.xlsx`,
      { preHandler, schema: { tags: ['spot-checks'], summary: `${empty.sheet}（XLSX）` } },
      async (_request, reply) => sendTable(reply, empty),
    );
  }
  reading(app, context, 'plan', '读取监督抽查计划表', planTitles, async (table, who) => {
    const bodies = await context.database.as(who.scope, (tx) =>
      bodiesCalled(tx, bodiesInPlan(table)),
    );
    return readPlan(table, bodies);
  });
  reading(app, context, 'tasks', '读取监督抽查任务表', taskTitles, async (table, who) => {
    const bodies = await context.database.as(who.scope, (tx) =>
      bodiesCalled(tx, bodiesInTasks(table)),
    );
    return readTasks(table, bodies);
  });
  results(app, context);
}

function reading(
  app: App,
  context: Context,
  name: string,
  summary: string,
  titles: readonly string[],
  read: (table: TableContent, who: SignedIn) => Promise<object>,
) {
  app.post(
    `/api/spot-checks/${name}-rows`,
    {
      preHandler: requireSignedIn(context),
      bodyLimit,
      schema: { tags: ['spot-checks'], summary, querystring: upload },
    },
    async (request, reply) => {
      const table = await tableIn(request.body, request.query.name, titles);
      return table.ok
        ? read(table, signedInOf(request))
        : sendRefusal(reply, table, context.law.clauses);
    },
  );
}

function results(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/spot-checks/:id/results.xlsx',
    {
      preHandler,
      schema: { tags: ['spot-checks'], summary: '检验结果表（XLSX）', params: oneCheck },
    },
    async (request, reply) => {
      const check = await checkOf(context, signedInOf(request), request.params.id);
      if (check === undefined) return sendRefusal(reply, noCheck, context.law.clauses);
      return sendTable(reply, resultTable(itemsOf(context, check), resultsOf(check)));
    },
  );
  app.post(
    '/api/spot-checks/:id/results',
    {
      preHandler,
      bodyLimit,
      schema: {
        tags: ['spot-checks'],
        summary: '读取检验结果表，逐项判定',
        params: oneCheck,
        querystring: upload,
      },
    },
    async (request, reply) => {
      const check = await checkOf(context, signedInOf(request), request.params.id);
      if (check === undefined) return sendRefusal(reply, noCheck, context.law.clauses);
      const table = await tableIn(request.body, request.query.name, resultTitles);
      return table.ok
        ? readResults(table, itemsOf(context, check))
        : sendRefusal(reply, table, context.law.clauses);
    },
  );
}

async function tableIn(
  body: unknown,
  name: string,
  titles: readonly string[],
): Promise<TableContent | Refusal> {
  if (!Buffer.isBuffer(body)) return refuse('file-type', '请上传XLSX或CSV文件。');
  const table = await readTable(body, { name, maxRows: 1000 });
  if (!table.ok) return refuse('table-refused', table.sentence);
  const missing = titles.filter((title) => !table.header.includes(title));
  return missing.length === 0
    ? table
    : refuse('table-refused', `表格缺少“${missing.join('”“')}”列，请使用模板。`);
}

async function checkOf(context: Context, who: SignedIn, id: string) {
  const loaded = await context.database.as(who.scope, (tx) => loadProceeding(tx, context.law, id));
  return loaded?.procedure.id === 'spot-check' ? loaded : undefined;
}

function itemsOf(context: Context, { procedure, snapshot }: LoadedProceeding) {
  const now = context.now();
  const actor = { account: '', posts: [] };
  return standardOf(
    proceedingFacts({
      ...snapshot,
      before: (act) => stateBefore(procedure, snapshot.history, act),
      now,
      today: dayOf(now),
      actor,
      subject: undefined,
    }),
  );
}

function resultsOf({ snapshot }: LoadedProceeding): readonly ResultRow[] {
  const reported = snapshot.history.findLast(({ act }) =>
    ['test', 'testOnSite', 'retest'].includes(act),
  );
  return (reported?.input['items'] ?? []) as unknown as ResultRow[];
}
