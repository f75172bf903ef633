import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { parseQuantity } from '#kernel/lot/quantity.ts';
import { refuse } from '#kernel/refusal.ts';
import { scopeText } from '#trace/scope-text.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';
import { attachment } from '../attachment.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import type { ExportTable } from '../tables/write-table.ts';
import { bulletinTemplate, importBulletin, notPublisher } from './bulletin.ts';
import { cockpitOf } from './cockpit.ts';
import type { NoticeSheet, RecallCockpit } from './present.ts';
import { headOf, linesOf, previewOf, sheetOf } from './queries.ts';
import type { RecallHead } from './queries.ts';

const params = z.object({ id: z.uuid() });
const narrowed = z.object({
  region: z.coerce.number().int().min(100_000).max(999_999).optional(),
  silent: z.enum(['true', 'false']).optional(),
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});
const bulletinQuery = z.object({
  name: z.string().max(200).default('召回信息.xlsx'),
  source: z.string().trim().min(1).max(200),
  commit: z.enum(['true', 'false']).default('false'),
});
/** Rows of one export at most. */
const exportRows = 50_000;

const unseen = refuse('not-found', '没有找到这一召回事项，或者您无权查看。');
const notYours = refuse('not-entitled', '召回范围只对本次召回的生产者和负责监督的部门开放。', [
  'order-19/5',
  'order-19/30',
]);

/** Recalls over the graph of lots: preview of the scope, the cockpit, the list of the plan, the sheet of a holder. */
export const recallsFeature: Feature = (app, context) => {
  scopeRoutes(app, context);
  cockpitRoutes(app, context);
  bulletinRoutes(app, context);
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/recall-notices/:id',
    { preHandler, schema: { tags, summary: '召回通知所列批次', params } },
    async (request, reply) => {
      const { scope } = signedInOf(request);
      const { id } = request.params;
      const sheet: NoticeSheet = await context.database.as(scope, async (tx) => ({
        id,
        ...(await sheetOf(tx, id)),
      }));
      return sheet.total > 0 ? sheet : sendRefusal(reply, unseen, context.law.clauses);
    },
  );
};

const tags = ['recalls'];

function scopeRoutes(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  app.post(
    '/api/recalls/:id/preview',
    {
      preHandler,
      schema: {
        tags,
        summary: '按批次计算召回范围',
        params,
        body: z.object({ lots: z.array(z.uuid()).max(100) }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const found = await within(context, signedInOf(request).scope, id, (tx) =>
        previewOf(tx, id, request.body.lots),
      );
      if ('refused' in found) return sendRefusal(reply, found.refused, context.law.clauses);
      if (found.value !== undefined) return reply.send(found.value);
      const sentence = '所选批次不在本单位登记的批次中，不能据以计算召回范围。';
      return sendRefusal(
        reply,
        refuse('condition-unmet', sentence, ['order-19/18']),
        context.law.clauses,
      );
    },
  );
  app.get(
    '/api/recalls/:id/scope.txt',
    { preHandler, schema: { tags, summary: '召回范围清单（校验值所指的原文）', params } },
    async (request, reply) => {
      const { scope } = signedInOf(request);
      const found = await within(context, scope, request.params.id, listOf);
      if ('refused' in found) return sendRefusal(reply, found.refused, context.law.clauses);
      if (found.value === undefined) return sendRefusal(reply, notYours, context.law.clauses);
      const type = 'text/plain; charset=utf-8';
      return attachment(reply, '召回范围清单.txt', type).send(found.value);
    },
  );
}

function cockpitRoutes(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/recalls/:id',
    { preHandler, schema: { tags, summary: '召回工作台', params, querystring: narrowed } },
    async (request, reply) => {
      const { silent, ...rest } = request.query;
      const filter = { ...rest, silent: silent === 'true' };
      const { scope } = signedInOf(request);
      const found = await within(context, scope, request.params.id, (tx, head) =>
        cockpitOf(tx, context.law, head, filter, context.now()),
      );
      if ('refused' in found) return sendRefusal(reply, found.refused, context.law.clauses);
      return reply.send(found.value);
    },
  );
  app.get(
    '/api/recalls/:id/export.xlsx',
    { preHandler, schema: { tags, summary: '导出召回持有单位', params, querystring: narrowed } },
    async (request, reply) => {
      const filter = { region: request.query.region, silent: false, page: 1 };
      const { scope } = signedInOf(request);
      const found = await within(context, scope, request.params.id, (tx, head) =>
        cockpitOf(tx, context.law, head, filter, context.now(), exportRows),
      );
      if ('refused' in found) return sendRefusal(reply, found.refused, context.law.clauses);
      return sendTable(reply, tableOf(found.value));
    },
  );
}

function bulletinRoutes(app: App, context: Context) {
  app.get(
    '/api/recall-bulletins/template.xlsx',
    {
      preHandler: requireSignedIn(context),
      schema: { tags, summary: '转载召回信息的表格模板' },
    },
    async (_request, reply) => sendTable(reply, bulletinTemplate, '召回信息模板'),
  );
  app.post(
    '/api/recall-bulletins/import',
    {
      preHandler: requirePerson(context),
      schema: { tags, summary: '导入其他地方公布的召回信息', querystring: bulletinQuery },
    },
    async (request, reply) => {
      const { clauses } = context.law;
      if (!Buffer.isBuffer(request.body)) {
        return sendRefusal(reply, refuse('table-refused', '请上传XLSX或者CSV文件。'), clauses);
      }
      const who = signedInOf(request);
      const refusal = notPublisher(context.law, who, dayOf(context.now()));
      if (refusal !== undefined) return sendRefusal(reply, refusal, clauses);
      const { commit, ...about } = request.query;
      const asked = { ...about, commit: commit === 'true' };
      const answer = await importBulletin(context, who, request.body, asked);
      return 'code' in answer ? sendRefusal(reply, answer, clauses) : answer;
    },
  );
}

/** Opens a recall to its producer and its regulators, and to nobody else. */
async function within<T>(
  context: Context,
  scope: Parameters<Context['database']['as']>[0],
  id: string,
  work: (tx: Tx, head: RecallHead) => Promise<T>,
) {
  return context.database.as(
    scope,
    async (tx) => {
      const head = await headOf(tx, id);
      if (head === undefined) return { refused: unseen };
      if (!head.is_producer && !head.is_overseer) return { refused: notYours };
      return { value: await work(tx, head) };
    },
    { plans: 'custom' },
  );
}

async function listOf(tx: Tx, head: RecallHead): Promise<string | undefined> {
  if (!head.is_overseer || head.scope === null) return undefined;
  const rows = await linesOf(tx, head.scope);
  return scopeText(
    rows.map((row) => ({
      lot: row.lot_id,
      holder: row.organisation_id,
      tier: row.tier,
      got: parseQuantity(row.got),
      used: parseQuantity(row.used),
      passed: parseQuantity(row.passed),
      outside: parseQuantity(row.outside),
      consumers: parseQuantity(row.consumers),
      returned: parseQuantity(row.returned),
      destroyed: parseQuantity(row.destroyed),
      onHand: parseQuantity(row.on_hand),
    })),
  );
}

const states = {
  untold: '待通知',
  told: '已通知，未答复',
  stopped: '已停止，未答复',
  answered: '已答复',
  kept: '已结束，产品仍封存',
  ended: '已结束',
} as const;

function tableOf({ holders, title }: RecallCockpit): ExportTable {
  return {
    sheet: `召回持有单位 ${title}`.slice(0, 31),
    columns: [
      { title: '单位', key: 'name', width: 36 },
      { title: '层级', key: 'tier', type: 'number' },
      { title: '地区', key: 'region' },
      { title: '状态', key: 'state' },
      { title: '答复后有变动', key: 'stale' },
      { title: '产品', key: 'product', width: 24 },
      { title: '批次数', key: 'lots', type: 'number' },
      { title: '购进或生产', key: 'got', type: 'number' },
      { title: '应处置', key: 'placed', type: 'number' },
      { title: '已控制', key: 'secured', type: 'number' },
      { title: '未收回', key: 'open', type: 'number' },
      { title: '计量单位', key: 'unit' },
      { title: '答复期限', key: 'due', type: 'date' },
      { title: '是否逾期', key: 'overdue' },
    ],
    rows: holders.map((one) => ({
      name: one.name,
      tier: one.tier,
      region: one.region?.name,
      state: states[one.state],
      stale: one.stale,
      product: one.product,
      lots: one.lots,
      got: Number(one.got),
      placed: Number(one.placed),
      secured: Number(one.secured),
      open: Number(one.open),
      unit: one.unit,
      due: one.due?.day,
      overdue: one.due?.overdue,
    })),
  };
}
