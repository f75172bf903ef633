import type { ExportTable } from '../tables/write-table.ts';
import type { DrawResult } from './present.ts';

/** Lays a result out as a table. */
export function resultTable({ name, drawn }: DrawResult): ExportTable {
  return {
    sheet: '抽取结果',
    columns: [
      { title: '任务', key: 'name', width: 30 },
      { title: '序号', key: 'place' },
      { title: '抽取方式', key: 'arm' },
      { title: '分层', key: 'stratum' },
      { title: '名次', key: 'rank' },
      { title: '检查对象', key: 'object', width: 40 },
      { title: '检查人员', key: 'inspectors', width: 30 },
    ],
    rows: drawn.map((one, at) => ({
      name,
      place: at + 1,
      arm: one.arm === 'uniform' ? '均匀抽取' : '分层抽取',
      stratum: one.stratum,
      rank: one.rank,
      object: one.object.name,
      inspectors: one.inspectors.map((person) => person.name).join('、'),
    })),
  };
}
