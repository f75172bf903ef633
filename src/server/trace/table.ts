import { layersOf } from '#trace/layers.ts';
import type { TraceNode } from '#trace/layers.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { Trace } from './present.ts';

/** Where every part of the traced lots is, from the first maker to the last buyer; one row for a lot at a holder. */
export function traceTable(trace: Trace): ExportTable {
  const { nodes } = layersOf(trace);
  const rows = nodes.toSorted((a, b) => a.tier - b.tier || (a.key < b.key ? -1 : 1));
  return {
    sheet: '追溯',
    columns: [
      { title: '层级', key: 'tier', type: 'number' },
      { title: '单位', key: 'holder' },
      { title: '所在地', key: 'region' },
      { title: '产品名称', key: 'product' },
      { title: '规格型号', key: 'model' },
      { title: '生产批号', key: 'number' },
      { title: '生产日期', key: 'madeOn', type: 'date' },
      { title: '取得日期', key: 'since', type: 'date' },
      { title: '取得数量', key: 'got', type: 'number' },
      { title: '用于生产', key: 'used', type: 'number' },
      { title: '发出', key: 'shipped', type: 'number' },
      { title: '退回', key: 'returned', type: 'number' },
      { title: '销毁', key: 'destroyed', type: 'number' },
      { title: '现存', key: 'onHand', type: 'number' },
      { title: '计量单位', key: 'unit' },
      { title: '已封存', key: 'blocked' },
    ],
    rows: rows.map((node) => rowOf(trace, node)),
  };
}

/** What went from where to where: by making and by delivery, with quantities and days. */
export function flowTable(trace: Trace): ExportTable {
  const { nodes, edges } = layersOf(trace);
  const named = new Map(nodes.map((node) => [node.key, node]));
  const kinds = { part: '用于生产', shipped: '销售、发货', returned: '退回' } as const;
  return {
    sheet: '流向',
    columns: [
      { title: '方式', key: 'kind' },
      { title: '从单位', key: 'from' },
      { title: '从产品', key: 'fromProduct' },
      { title: '从批号', key: 'fromNumber' },
      { title: '到单位', key: 'to' },
      { title: '到产品', key: 'toProduct' },
      { title: '到批号', key: 'toNumber' },
      { title: '数量', key: 'quantity', type: 'number' },
      { title: '计量单位', key: 'unit' },
      { title: '次数', key: 'times', type: 'number' },
      { title: '首次日期', key: 'first', type: 'date' },
      { title: '末次日期', key: 'last', type: 'date' },
    ],
    rows: edges.map(({ from, to, kind, quantity, unit, times, first, last }) => {
      const [source, target] = [named.get(from), named.get(to)];
      return {
        kind: kinds[kind],
        from: holderOf(trace, source),
        fromProduct: source?.lot.product,
        fromNumber: source?.lot.number,
        to: holderOf(trace, target),
        toProduct: target?.lot.product,
        toNumber: target?.lot.number,
        quantity: Number(quantity),
        unit,
        times,
        first,
        last,
      };
    }),
  };
}

function rowOf(trace: Trace, node: TraceNode) {
  const { lot, holding, holder = '' } = node;
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  return {
    tier: node.tier + 1,
    holder: holderOf(trace, node),
    region: trace.places[holder]?.regionName,
    product: lot.product,
    model: lot.model,
    number: lot.number,
    madeOn: lot.madeOn,
    since: node.since,
    got: number(holding?.got),
    used: number(holding?.used),
    shipped: number(holding?.shipped),
    returned: number(holding?.returned),
    destroyed: number(holding?.destroyed),
    onHand: number(holding?.onHand),
    unit: lot.unit,
    blocked: lot.blocked,
  };
}

function holderOf(trace: Trace, node: TraceNode | undefined): string {
  return node?.outside ?? trace.places[node?.holder ?? '']?.name ?? '';
}
