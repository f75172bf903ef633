import type { ExportTable } from '../tables/write-table.ts';
import type { LotSummary } from './present.ts';

/** A list of lots as a sheet; quantities can be calculated with. */
export function lotTable(
  lots: readonly LotSummary[],
  names: Readonly<Record<string, string>>,
): ExportTable {
  return {
    sheet: '批次',
    columns: [
      { title: '产品名称', key: 'product' },
      { title: '规格型号', key: 'model' },
      { title: '生产批号', key: 'number' },
      { title: '生产日期', key: 'madeOn', type: 'date' },
      { title: '持有单位', key: 'holder' },
      { title: '来源', key: 'from' },
      { title: '取得数量', key: 'got', type: 'number' },
      { title: '已放行或者验收', key: 'released', type: 'number' },
      { title: '现存数量', key: 'onHand', type: 'number' },
      { title: '可发出', key: 'available', type: 'number' },
      { title: '计量单位', key: 'unit' },
      { title: '已封存', key: 'blocked' },
    ],
    rows: lots.map((lot) => ({
      product: lot.product,
      model: lot.model,
      number: lot.number,
      madeOn: lot.madeOn,
      holder: names[lot.holder],
      from: lot.own ? '本单位生产' : (lot.origin ?? names[lot.receivedFrom ?? '']),
      got: Number(lot.got),
      released: Number(lot.released),
      onHand: Number(lot.onHand),
      available: Number(lot.available),
      unit: lot.unit,
      blocked: lot.blocked,
    })),
  };
}
