import { judge, requirementText } from '#insight/judgement/judge.ts';
import { splitValues } from '#law/enterprise/inspection/values.ts';
import type { Characteristic, Measured } from '#law/enterprise/inspection/values.ts';
import type { TableContent } from '../tables/table.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { ReadValues } from './present.ts';

/** The column that numbers the samples. */
export const sampleTitle = '样品序号';

/** A table of values to be filled in, or as it was recorded: one row a sample, one column a characteristic. */
export function valuesTable(
  items: readonly Characteristic[],
  size: number,
  measured: readonly Measured[] = [],
): ExportTable {
  const columns = items.map((one, at) => ({ title: one.item, key: `c${at}`, width: 16 }));
  const lists = items.map(({ item }) =>
    splitValues(measured.find((one) => one.item === item)?.values ?? ''),
  );
  return {
    sheet: '实测值',
    columns: [{ title: sampleTitle, key: 'sample' }, ...columns],
    rows: Array.from({ length: size }, (_, row) => ({
      sample: String(row + 1),
      ...Object.fromEntries(lists.map((list, at) => [`c${at}`, list[row] ?? ''])),
    })),
  };
}

/** Reads values back, each judged by its limits; a value that can't be judged is named with its cell. */
export function readValues({ rows }: TableContent, items: readonly Characteristic[]): ReadValues {
  const issues: ReadValues['issues'][number][] = [];
  const measured = items.map((own) => {
    const values = rows.map(({ line, cells }) => {
      const text = (cells[own.item] ?? '').trim();
      const found = judge(own, text);
      const isOne = splitValues(text).length === 1;
      if (text === '' || !isOne) {
        const sentence = text === '' ? '没有填写' : '一个单元格只填一个实测值';
        issues.push({ line, column: own.item, sentence });
      } else if (found.verdict === undefined) {
        const sentence = `${found.unclear}要求${requirementText(own, own.unit)}`;
        issues.push({ line, column: own.item, sentence });
      }
      return text;
    });
    return { item: own.item, values: values.join(' ') };
  });
  return issues.length > 0
    ? { ok: false, rows: [], issues: issues.sort((a, b) => a.line - b.line) }
    : { ok: true, rows: measured, issues };
}
