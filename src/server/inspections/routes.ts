import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import { refuse } from '#kernel/refusal.ts';
import type { PlanInput } from '#law/enterprise/inspection/guards.ts';
import type { Measured } from '#law/enterprise/inspection/values.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { findEntry } from '../reading/entries.ts';
import { readRecords, readStanding } from '../reading/records.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { readTable } from '../tables/read-table.ts';
import type { Equipment, StandingPlan } from './present.ts';
import { preview } from './preview.ts';
import { equipmentOf } from './queries.ts';
import { readValues, sampleTitle, valuesTable } from './values-table.ts';

const books = z.enum(['incoming-test', 'in-process-inspection', 'ex-factory-inspection']);
const question = z.object({
  book: books,
  plan: z.uuid(),
  lotSize: z.coerce.number().int().min(1).max(1_000_000_000),
  supplier: z.string().trim().min(1).max(200).optional(),
  corrects: z.uuid().optional().describe('the record that is to be corrected'),
});
const ofPlan = z.object({ plan: z.uuid(), size: z.coerce.number().int().min(1).max(5000) });
const upload = z.object({ plan: z.uuid(), name: z.string().max(200).default('import.xlsx') });
const noPlan = refuse('not-found', '没有找到这份检验方案，请刷新后重新选择。');
const noRecord = refuse('not-found', '没有找到这份检验记录，或者您无权查看。');
const bodyLimit = 10_500_000;

/** What inspectors work with: plans that stand, how the next lot is drawn, tables of values, instruments. */
export const inspectionsFeature: Feature = (app, context) => {
  plans(app, context);
  tables(app, context);
  instruments(app, context);
};

function plans(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/inspections/plans',
    { preHandler, schema: { tags: ['inspections'], summary: '现行检验方案' } },
    async (request) => ({ plans: await standingPlans(context, signedInOf(request)) }),
  );
  app.get(
    '/api/inspections/preview',
    {
      preHandler,
      schema: {
        tags: ['inspections'],
        summary: '本批的抽样方案和检验严格度',
        querystring: question,
      },
    },
    async (request, reply) => {
      const answer = await preview(context, signedInOf(request), request.query);
      return 'code' in answer ? sendRefusal(reply, answer, context.law.clauses) : answer;
    },
  );
}

async function standingPlans(context: Context, who: SignedIn): Promise<StandingPlan[]> {
  const { organisation } = who.actor;
  if (organisation === undefined) return [];
  const found = await context.database.as(who.scope, (tx) =>
    readStanding(tx, organisation, [{ book: 'inspection-plan', key: 'number' }]),
  );
  return (found.get('inspection-plan') ?? []).map(({ entry, input }) => ({
    ...(input as unknown as Omit<StandingPlan, 'entry'>),
    entry,
  }));
}

function tables(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  const tags = ['inspections'];
  app.get(
    '/api/inspections/template.xlsx',
    { preHandler, schema: { tags, summary: '实测值表（XLSX，待填写）', querystring: ofPlan } },
    async (request, reply) => {
      const items = await itemsOf(context, signedInOf(request), request.query.plan);
      if (items === undefined) return sendRefusal(reply, noPlan, context.law.clauses);
      return sendTable(reply, valuesTable(items, request.query.size));
    },
  );
  app.post(
    '/api/inspections/values',
    {
      preHandler,
      bodyLimit,
      schema: { tags, summary: '读取实测值表，逐个判定', querystring: upload },
    },
    async (request, reply) => {
      const { plan, name } = request.query;
      const items = await itemsOf(context, signedInOf(request), plan);
      if (items === undefined) return sendRefusal(reply, noPlan, context.law.clauses);
      if (!Buffer.isBuffer(request.body)) {
        const refusal = refuse('file-type', '请上传XLSX或CSV文件。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const table = await readTable(request.body, { name, maxRows: 5000 });
      const missing = table.ok
        ? items.filter(({ item }) => !table.header.includes(item)).map(({ item }) => item)
        : [];
      if (!table.ok || missing.length > 0) {
        const lack = `表格缺少“${missing.join('”“')}”列，请使用模板。`;
        const refusal = refuse('table-refused', table.ok ? lack : table.sentence);
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      return readValues(table, items);
    },
  );
  app.get(
    '/api/inspections/:entry/values.xlsx',
    {
      preHandler,
      schema: { tags, summary: '检验记录的实测值（XLSX）', params: z.object({ entry: z.uuid() }) },
    },
    async (request, reply) => {
      const table = await recordedTable(context, signedInOf(request), request.params.entry);
      if (table === undefined) return sendRefusal(reply, noRecord, context.law.clauses);
      return sendTable(reply, table, `${sampleTitle}和实测值`);
    },
  );
}

/** The characteristics of a plan of the reader's own, whether it still stands or not. */
async function itemsOf(context: Context, who: SignedIn, plan: string) {
  const { organisation } = who.actor;
  if (organisation === undefined) return undefined;
  const today = dayOf(context.now());
  const found = await context.database.as(who.scope, (tx) =>
    readRecords(tx, organisation, ['inspection-plan'], { from: today, to: today }, [plan]),
  );
  const record = found.get('inspection-plan')?.find(({ entry }) => entry === plan);
  return (record?.input as unknown as PlanInput | undefined)?.items;
}

async function recordedTable(context: Context, who: SignedIn, id: string) {
  return context.database.as(who.scope, async (tx) => {
    const entry = await findEntry(tx, id);
    if (entry === undefined || !books.safeParse(entry.definition).success) return undefined;
    const {
      plan,
      first,
      second = [],
    } = entry.input as unknown as {
      readonly plan: string;
      readonly first: readonly Measured[];
      readonly second?: readonly Measured[];
    };
    const named = await findEntry(tx, plan);
    const items = (named?.input as unknown as PlanInput | undefined)?.items ?? [];
    const joined = first.map(({ item, values }) => {
      const more = second.find((one) => one.item === item)?.values ?? '';
      return { item, values: `${values} ${more}` };
    });
    const size = (entry.input['outcome'] as { sampleSize?: number } | undefined)?.sampleSize ?? 0;
    return valuesTable(items, size, joined);
  });
}

function instruments(app: App, context: Context) {
  app.get(
    '/api/equipment',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['inspections'], summary: '本单位的检验设备和检定、校准到期日' },
    },
    async (request): Promise<{ equipment: Equipment[] }> => {
      const who = signedInOf(request);
      const { organisation } = who.actor;
      if (organisation === undefined) return { equipment: [] };
      const rows = await context.database.as(who.scope, (tx) => equipmentOf(tx, organisation));
      const now = context.now();
      const procedure = context.law.procedure('test-equipment', dayOf(now));
      return {
        equipment: rows.map(({ id, state, opening, due_day: dueOn, until }) => ({
          id,
          ...described(opening),
          state,
          stateTitle: procedure?.states[state]?.title ?? state,
          ...(dueOn === null ? {} : { dueOn }),
          isOverdue: until !== null && until <= now,
        })),
      };
    },
  );
}

function described(opening: JsonObject | null) {
  const text = (name: string) => {
    const value = opening?.[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    number: text('number'),
    name: text('name'),
    model: text('model'),
    range: text('range'),
    location: text('location'),
    items: text('items'),
  };
}
