import { findProductClass, productClasses } from '#law/product-classes.ts';
import { divisions } from '#law/divisions.ts';
import type { PlanLine } from '#law/regulator/spot-check-plan.ts';
import type { Outcome } from '#law/regulator/spot-check/progress.ts';
import type { TableContent } from '../tables/table.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { PlanProgress, TableRows } from './present.ts';
import type { NamedBody } from './queries.ts';

const stages = {
  production: '生产领域',
  sales: '流通领域',
  online: '网络交易',
  any: '不限',
} as const;

/** Columns that a plan's table must have; the progress behind them is written and not read. */
const columns = [
  { title: '行号', key: 'key' },
  { title: '产品类别', key: 'productClass', width: 24 },
  { title: '地区', key: 'region' },
  { title: '抽样环节', key: 'stage' },
  { title: '批次', key: 'batches', type: 'number' },
  { title: '经费(元)', key: 'budget', type: 'number' },
  { title: '实施部门', key: 'body', width: 30 },
  { title: '承检机构', key: 'laboratory', width: 30 },
  { title: '实施细则编号', key: 'rulesCode' },
  { title: '完成期限', key: 'dueOn', type: 'date' },
] as const;

const outcomeTitles: Readonly<Record<Outcome, string>> = {
  running: '进行中',
  passed: '合格',
  failed: '不合格',
  'not-sampled': '未能抽样',
};

/** A plan as a table: what was planned, and behind it what has become of it. */
export function planTable(plan: PlanProgress): ExportTable {
  return {
    sheet: `${plan.title}（第${plan.edition}版）`.slice(0, 31),
    columns: [
      ...columns,
      { title: '已下达', key: 'opened', type: 'number' },
      ...Object.entries(outcomeTitles).map(([key, title]) => ({
        title,
        key,
        type: 'number' as const,
      })),
      { title: '已用经费(元)', key: 'spent', type: 'number' },
      { title: '经费已超', key: 'overBudget' },
      { title: '预计经费(元)', key: 'forecast', type: 'number' },
      { title: '目录产品', key: 'inCatalogue', width: 32 },
    ],
    rows: plan.lines.map((line) => ({
      key: line.key,
      productClass: line.classTitle,
      region: line.regionName,
      stage: stages[line.stage as keyof typeof stages],
      batches: line.batches,
      budget: Number(line.budget),
      body: line.bodyName,
      laboratory: line.laboratoryName,
      rulesCode: line.rulesCode,
      dueOn: line.dueOn,
      opened: line.opened,
      ...line.outcomes,
      spent: Number(line.spent),
      overBudget: line.overBudget,
      forecast: line.forecast === undefined ? undefined : Number(line.forecast),
      inCatalogue: line.leftCatalogue ? '现行目录不再列入' : line.inCatalogue,
    })),
  };
}

/** A table without lines, to be filled in. */
export const emptyPlanTable: ExportTable = {
  sheet: '监督抽查计划模板',
  columns,
  rows: [
    {
      key: '1',
      productClass: '延长线插座',
      region: '南康区',
      stage: '流通领域',
      batches: 10,
      budget: 15_000,
      body: '实施部门全称或者统一社会信用代码',
      laboratory: '承检机构全称或者统一社会信用代码',
      dueOn: '2026-11-30',
    },
  ],
};

/** Texts of a plan's table that name bodies. */
export function bodiesInPlan({ rows }: TableContent): string[] {
  return rows
    .flatMap(({ cells }) => [cells['实施部门'] ?? '', cells['承检机构'] ?? ''])
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** Reads the lines of a plan; where one cell is wrong none is taken. */
export function readPlan(
  { rows }: TableContent,
  bodies: ReadonlyMap<string, NamedBody>,
): TableRows<PlanLine> {
  const issues: TableRows<PlanLine>['issues'][number][] = [];
  const lines = rows.map(({ line, cells }): PlanLine => {
    const cell = (title: string) => (cells[title] ?? '').trim();
    const wrong = (column: string, sentence: string) => issues.push({ line, column, sentence });
    const needed = <T>(column: string, found: T | undefined, sentence: string): T => {
      if (found === undefined) wrong(column, sentence);
      return found as T;
    };
    const body = (column: string, kind: string) => {
      const found = bodies.get(cell(column));
      return found?.kind === kind ? found.id : undefined;
    };
    const rulesCode = cell('实施细则编号');
    return {
      key: needed('行号', cell('行号') || undefined, '请填写行号'),
      productClass: needed('产品类别', classOf(cell('产品类别')), '没有这个产品类别'),
      region: needed('地区', regionOf(cell('地区')), '没有这个地区，或者重名，请填写代码'),
      stage: needed(
        '抽样环节',
        stageOf(cell('抽样环节')),
        `请填写${Object.values(stages).join('、')}`,
      ),
      batches: needed('批次', wholeOf(cell('批次')), '请填写1以上的整数'),
      budget: needed('经费(元)', amountOf(cell('经费(元)')), '请填写金额'),
      body: needed('实施部门', body('实施部门', 'market-regulator'), '没有找到这个市场监管部门'),
      laboratory: needed('承检机构', body('承检机构', 'laboratory'), '没有找到这个检验机构'),
      dueOn: needed('完成期限', dayOf(cell('完成期限')), '请填写日期，如2026-11-30'),
      ...(rulesCode === '' ? {} : { rulesCode }),
    };
  });
  if (rows.length === 0) issues.push({ line: 2, column: '行号', sentence: '表格中没有内容' });
  return issues.length > 0 ? { ok: false, rows: [], issues } : { ok: true, rows: lines, issues };
}

/** Titles that a table must have. */
export const planTitles: readonly string[] = columns
  .map(({ title }) => title)
  .filter((title) => title !== '实施细则编号');

function classOf(text: string): string | undefined {
  return (findProductClass(text) ?? productClasses.find(({ title }) => title === text))?.id;
}

function regionOf(text: string): string | undefined {
  const found = divisions.filter(({ code, name }) => name === text || String(code) === text);
  return found.length === 1 ? String(found[0]!.code) : undefined;
}

function stageOf(text: string): string | undefined {
  return Object.entries(stages).find(([, title]) => title === text)?.[0];
}

function wholeOf(text: string): number | undefined {
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}

function amountOf(text: string): string | undefined {
  const plain = text.replaceAll(',', '');
  return /^\d{1,14}(\.\d{1,4})?$/.test(plain) ? plain : undefined;
}

function dayOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
