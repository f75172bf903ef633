import { beyondGrounds } from '#law/regulator/spot-check/batch/drawn.ts';
import type { TableContent } from '../tables/table.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { TableRows } from './present.ts';
import type { NamedBody } from './queries.ts';

/** A task of a batch as its form takes it. */
export interface TaskRow {
  readonly taskNumber: string;
  readonly sampled: string;
  readonly productName: string;
  readonly brand: string;
  readonly model: string;
  readonly standard: string;
  readonly producerName: string;
  readonly producer?: string;
  readonly beyond?: string;
}

const texts = {
  taskNumber: '任务编号',
  productName: '产品名称',
  brand: '商标',
  model: '规格型号',
  standard: '产品标准',
  producerName: '标称生产者名称',
} as const;

/** Filled in where a task comes from no draw. */
const beyondTitle = '抽取结果以外增加的理由';

/** Titles that a table of tasks must have. */
export const taskTitles: readonly string[] = [...Object.values(texts), '被抽样者'];

/** A table of tasks to be filled in. */
export const emptyTaskTable: ExportTable = {
  sheet: '监督抽查任务模板',
  columns: [
    { title: '任务编号', key: 'taskNumber' },
    { title: '被抽样者', key: 'sampled', width: 36 },
    { title: '产品名称', key: 'productName' },
    { title: '商标', key: 'brand' },
    { title: '规格型号', key: 'model' },
    { title: '产品标准', key: 'standard' },
    { title: '标称生产者名称', key: 'producerName', width: 30 },
    { title: '标称生产者代码', key: 'producer', width: 24 },
    { title: beyondTitle, key: 'beyond', width: 36 },
  ],
  rows: [],
};

/** Texts of a table of tasks that name bodies. */
export function bodiesInTasks({ rows }: TableContent): string[] {
  return rows
    .flatMap(({ cells }) => [cells['被抽样者'] ?? '', cells['标称生产者代码'] ?? ''])
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** Reads tasks; where one cell is wrong none is taken. */
export function readTasks(
  { rows }: TableContent,
  bodies: ReadonlyMap<string, NamedBody>,
): TableRows<TaskRow> {
  const issues: TableRows<TaskRow>['issues'][number][] = [];
  const tasks = rows.map(({ line, cells }): TaskRow => {
    const cell = (title: string) => (cells[title] ?? '').trim();
    for (const title of Object.values(texts)) {
      if (cell(title) === '') issues.push({ line, column: title, sentence: '请填写' });
    }
    const sampled = bodies.get(cell('被抽样者'));
    if (sampled === undefined || !['enterprise', 'platform'].includes(sampled.kind)) {
      issues.push({
        line,
        column: '被抽样者',
        sentence: '没有找到这个单位，请填写登记全称或者统一社会信用代码',
      });
    }
    const producer = bodies.get(cell('标称生产者代码'));
    if (cell('标称生产者代码') !== '' && producer?.kind !== 'enterprise') {
      issues.push({ line, column: '标称生产者代码', sentence: '没有登记这个代码的企业，可以留空' });
    }
    const beyond = groundOf(cell(beyondTitle));
    if (cell(beyondTitle) !== '' && beyond === undefined) {
      const sentence = `请填写：${Object.values(beyondGrounds).join('、')}`;
      issues.push({ line, column: beyondTitle, sentence });
    }
    const own = Object.entries(texts).map(([key, title]) => [key, cell(title)] as const);
    return {
      ...(Object.fromEntries(own) as Record<keyof typeof texts, string>),
      sampled: sampled?.id ?? '',
      ...(producer === undefined ? {} : { producer: producer.id }),
      ...(beyond === undefined ? {} : { beyond }),
    };
  });
  if (rows.length === 0) issues.push({ line: 2, column: '任务编号', sentence: '表格中没有内容' });
  return issues.length > 0 ? { ok: false, rows: [], issues } : { ok: true, rows: tasks, issues };
}

function groundOf(title: string): string | undefined {
  return Object.entries(beyondGrounds).find(([, words]) => words === title)?.[0];
}
