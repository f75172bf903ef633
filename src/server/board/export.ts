import type { ExportTable } from '../tables/write-table.ts';
import type { Board, BoardEnterprise, BoardTotals } from './present.ts';

const columns = [
  { title: '应完成期次', key: 'expected', type: 'number' },
  { title: '已完成', key: 'done', type: 'number' },
  { title: '缺失', key: 'missing', type: 'number' },
  { title: '补录', key: 'late', type: 'number' },
  { title: '发现问题', key: 'finding', type: 'number' },
  { title: '停产休业', key: 'idle', type: 'number' },
] as const;

/** A board as a table: one line for each part of the territory, the whole last. */
export function boardTable({ region, children, totals }: Board): ExportTable {
  const line = (name: string, one: BoardTotals) => ({
    name,
    ...sums(one),
    organisations: one.organisations,
    open: one.openFindings,
    overdue: one.overdueFindings,
  });
  return {
    sheet: `${region.name}履责总览`,
    columns: [
      { title: '地区', key: 'name' },
      { title: '应履职企业', key: 'organisations', type: 'number' },
      ...columns,
      { title: '未闭环问题', key: 'open', type: 'number' },
      { title: '整改逾期', key: 'overdue', type: 'number' },
    ],
    rows: [...children.map((child) => line(child.name, child.totals)), line('合计', totals)],
  };
}

/** Enterprises of a board as a table. */
export function enterpriseTable(list: readonly BoardEnterprise[]): ExportTable {
  return {
    sheet: '企业履责情况',
    columns: [
      { title: '企业', key: 'name', width: 36 },
      { title: '地区', key: 'region' },
      ...columns,
    ],
    rows: list.map(({ name, regionName, totals }) => ({
      name,
      region: regionName,
      ...sums(totals),
    })),
  };
}

function sums(totals: BoardEnterprise['totals']) {
  const { expected, done, missing, late, finding, idle } = totals;
  return { expected, done, missing, late, finding, idle };
}
