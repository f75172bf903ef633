import { judgementOf, requirementOf } from '#law/regulator/spot-check/rules/items.ts';
import type { StandardItem } from '#law/regulator/spot-check/rules/items.ts';
import type { TableContent } from '../tables/table.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { TableRows } from './present.ts';

/** One result as a report's form takes it. */
export interface ResultRow {
  readonly item: string;
  readonly requirement: string;
  readonly method: string;
  readonly measured: string;
  readonly verdict: 'pass' | 'fail';
}

/** Titles that a table of results must have. */
export const resultTitles: readonly string[] = ['检验项目', '实测值'];

/** Results item by item; before there are any, a table to be filled in. */
export function resultTable(
  standard: readonly StandardItem[],
  results: readonly ResultRow[],
): ExportTable {
  const said = { pass: '合格', fail: '不合格' } as const;
  const rows =
    results.length > 0
      ? results.map(({ verdict, ...row }) => ({ ...row, verdict: said[verdict] }))
      : standard.map((one) => ({
          item: one.item,
          requirement: requirementOf(one),
          method: one.method,
        }));
  return {
    sheet: '检验结果',
    columns: [
      { title: '检验项目', key: 'item', width: 24 },
      { title: '技术要求', key: 'requirement', width: 20 },
      { title: '检验方法', key: 'method', width: 24 },
      { title: '实测值', key: 'measured' },
      { title: '单项判定', key: 'verdict' },
    ],
    rows,
  };
}

/**
 * Reads measured values and judges each by the limit of the task. A verdict in the table is not believed: where it is
 * another one, that is an issue.
 */
export function readResults(
  { rows }: TableContent,
  standard: readonly StandardItem[],
): TableRows<ResultRow> {
  const issues: TableRows<ResultRow>['issues'][number][] = [];
  const results = rows.flatMap(({ line, cells }): ResultRow[] => {
    const cell = (title: string) => (cells[title] ?? '').trim();
    const wrong = (column: string, sentence: string) => {
      issues.push({ line, column, sentence });
      return [];
    };
    const own = standard.find(({ item }) => item === cell('检验项目'));
    if (own === undefined) return wrong('检验项目', '不是本任务的检验项目');
    const measured = cell('实测值');
    const found = judgementOf(own, measured);
    if (found.verdict === undefined) return wrong('实测值', found.unclear);
    const said = cell('单项判定');
    if (said !== '' && said !== (found.verdict === 'pass' ? '合格' : '不合格')) {
      return wrong('单项判定', `按要求${requirementOf(own)}应为另一结论`);
    }
    const { item, method } = own;
    return [{ item, requirement: requirementOf(own), method, measured, verdict: found.verdict }];
  });
  const missing = standard.filter(
    ({ item }) => !rows.some(({ cells }) => cells['检验项目'] === item),
  );
  for (const { item } of missing) {
    issues.push({ line: rows.length + 2, column: '检验项目', sentence: `缺少“${item}”` });
  }
  return issues.length > 0 ? { ok: false, rows: [], issues } : { ok: true, rows: results, issues };
}
