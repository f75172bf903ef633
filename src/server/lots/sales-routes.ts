import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { Sale } from './present.ts';
import { listSales } from './sales.ts';

const pageSize = 50;
const exportLimit = 50_000;

const listQuery = z.object({
  q: z.string().trim().max(100).optional().describe('part of the product, the number or the buyer'),
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  lacking: z.enum(['true']).optional().describe('only those that lack something'),
  holder: z.uuid().optional().describe('whose ledger; an office names one'),
  before: z
    .string()
    .regex(/^\d{4}-[-0-9T:.+Z]{6,40}_[0-9a-f-]{36}_-?\d{1,10}_\d{1,18}$/)
    .optional(),
});
const chooseHolder = refuse('invalid-input', '销售台账按单位查看，请先选择单位。');

/** The sales ledger of a house over all the ways in which sales come in. */
export const salesFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context);
  const read = (
    who: ReturnType<typeof signedInOf>,
    query: z.output<typeof listQuery>,
    size: number,
  ) => {
    const holder = query.holder ?? who.organisation?.id;
    const isHouse = query.holder !== undefined || who.organisation?.kind === 'enterprise';
    if (holder === undefined || !isHouse) return undefined;
    const work = (tx: Tx) => listSales(tx, holder, query, size);
    return context.database.as(who.scope, work, { plans: 'custom' });
  };
  app.get(
    '/api/sales',
    { preHandler, schema: { tags: ['lots'], summary: '产品销售台账', querystring: listQuery } },
    async (request, reply) => {
      const found = await read(signedInOf(request), request.query, pageSize);
      return found ?? sendRefusal(reply, chooseHolder, context.law.clauses);
    },
  );
  app.get(
    '/api/sales/export.xlsx',
    {
      preHandler,
      schema: { tags: ['lots'], summary: '导出产品销售台账（XLSX）', querystring: listQuery },
    },
    async (request, reply) => {
      const found = await read(signedInOf(request), request.query, exportLimit);
      if (found === undefined) return sendRefusal(reply, chooseHolder, context.law.clauses);
      return sendTable(reply, salesTable(found.sales), `产品销售台账${dayOf(context.now())}`);
    },
  );
};

const lackTitles = {
  buyer: '购买者',
  contact: '联系方式',
  certificate: '检验合格证号',
  place: '销售地点',
};

/** The ledger as a sheet; how buyers are reached stays in their records. */
function salesTable(sales: readonly Sale[]): ExportTable {
  return {
    sheet: '产品销售台账',
    columns: [
      { title: '出货日期', key: 'on', type: 'date' },
      { title: '产品名称', key: 'product' },
      { title: '规格型号', key: 'model' },
      { title: '生产批号', key: 'number' },
      { title: '生产日期', key: 'madeOn', type: 'date' },
      { title: '数量', key: 'quantity', type: 'number' },
      { title: '计量单位', key: 'unit' },
      { title: '检验合格证号', key: 'certificate' },
      { title: '购买者', key: 'buyer' },
      { title: '销售地点', key: 'place' },
      { title: '登记方式', key: 'way' },
      { title: '缺少', key: 'lacks' },
    ],
    rows: sales.map(({ event, lacks, buyer, ...sale }) => ({
      ...sale,
      quantity: Number(sale.quantity),
      buyer: buyer ?? (lacks.includes('buyer') ? undefined : '消费者'),
      way: event === undefined ? '填写或者导入' : '追溯事件',
      lacks: lacks.map((one) => lackTitles[one]).join('、'),
    })),
  };
}
