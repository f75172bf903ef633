import { isPlainDate } from '#kernel/calendar/plain-date.ts';
import { standardNatures } from '#kernel/product/standard.ts';
import type { StandardNature } from '#kernel/product/standard.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { findProductClass, productClasses } from '#law/product-classes.ts';
import { readStandardNumber } from '#law/regulator/standards/number.ts';
import { rowDefects } from '#law/regulator/standards/standard-register.ts';
import type { StandardRow } from '#law/regulator/standards/standard-register.ts';
import { submitRecord } from '../acts/book.ts';
import { newEntryId } from '../acts/entry-id.ts';
import type { Context, SignedIn } from '../context.ts';
import { readTable } from '../tables/read-table.ts';
import type { TableRow } from '../tables/table.ts';
import type { StandardImport } from './present.ts';

/** What an import is told beside its file. */
export interface ImportRequest {
  readonly name: string;
  readonly source: string;
  /** False only tries: what would be wrong, how many are new. */
  readonly commit: boolean;
}

type Issue = StandardImport['issues'][number];

/** Columns by the field that they fill; an export of the register has them all. */
const columns = {
  number: '标准编号',
  title: '标准名称',
  nature: '性质',
  publishedOn: '发布日期',
  from: '实施日期',
  replaces: '代替的标准',
  abolishedOn: '废止日期',
  classes: '产品类别',
} as const satisfies Record<keyof StandardRow, string>;

const natures = new Map<string, StandardNature>(
  Object.entries(standardNatures).flatMap(([nature, title]) =>
    [title, `${title}标准`, title.replace('性', '')].map(
      (text) => [text, nature as StandardNature] as const,
    ),
  ),
);
const maxRows = 5000;
const maxIssues = 200;

/**
 * Imports standards: all rows or none, each wrong one named by line and column. The import is a record of the province's
 * book, so that its rules decide who may.
 */
export async function importStandards(
  context: Context,
  who: SignedIn,
  bytes: Uint8Array,
  { name, source, commit }: ImportRequest,
): Promise<StandardImport | Refusal> {
  const table = await readTable(bytes, { name });
  if (!table.ok) return refuse('table-refused', table.sentence);
  const missing = [columns.number, columns.title, columns.from].filter(
    (title) => !table.header.includes(title),
  );
  if (missing.length > 0) return refuse('table-refused', `表格缺少“${missing.join('”“')}”列。`);
  if (table.rows.length === 0) return refuse('table-refused', '表格没有数据行。');
  if (table.rows.length > maxRows) {
    return refuse('table-refused', `一次最多导入${maxRows}项标准，请拆分后分别导入。`);
  }
  const read = table.rows.map(readRow);
  const issues = [...read.flatMap((row) => row.issues), ...doubled(read)];
  if (issues.length > 0) {
    issues.sort((a, b) => a.line - b.line);
    const shown = issues.slice(0, maxIssues);
    return { ok: false, imported: false, rows: read.length, issues: shown, added: 0 };
  }
  const rows = read.map(({ row }) => row);
  const numbers = rows.map(({ number }) => readStandardNumber(number)?.number ?? number);
  const [{ known } = { known: 0 }] = await context.database.as(who.scope, (tx) =>
    tx.rows<{ known: number }>(
      'select count(*)::int as known from standard where number = any ($1::text[])',
      [numbers],
    ),
  );
  const result = { ok: true, rows: read.length, issues: [], added: read.length - known };
  if (!commit) return { ...result, imported: false };
  const id = newEntryId(context.now());
  const input = { source, standards: rows };
  const receipt = await submitRecord(context, who, 'standard-register', { id, input }, bytes);
  return receipt.ok ? { ...result, imported: true } : receipt;
}

interface ReadRow {
  readonly line: number;
  readonly row: StandardRow;
  readonly issues: readonly Issue[];
}

function readRow({ line, cells }: TableRow): ReadRow {
  const issues: Issue[] = [];
  const cell = (key: keyof StandardRow) => (cells[columns[key]] ?? '').trim();
  const wrong = (key: keyof StandardRow, sentence: string) =>
    issues.push({ line, column: columns[key], sentence });
  const day = (key: 'publishedOn' | 'from' | 'abolishedOn') => {
    const text = cell(key)
      .replaceAll(/[./年月]/g, '-')
      .replace(/日$/, '');
    const plain = text.replace(
      /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
      (_all, y: string, m: string, d: string) =>
        [y, m.padStart(2, '0'), d.padStart(2, '0')].join('-'),
    );
    if (plain === '' && key !== 'from') return undefined;
    if (isPlainDate(plain)) return plain;
    wrong(key, plain === '' ? '请填写实施日期' : '请填写日期，例如2026-12-01');
    return undefined;
  };
  const nature = natures.get(cell('nature'));
  if (cell('nature') !== '' && nature === undefined)
    wrong('nature', '请填写强制性、推荐性或者指导性');
  if (cell('title') === '' || cell('title').length > 200)
    wrong('title', '请填写标准名称，最多200个字');
  const classes = cell('classes')
    .split(/[、，,;；]/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => {
      const found = findProductClass(text) ?? productClasses.find(({ title }) => title === text);
      if (found === undefined) wrong('classes', `没有产品类别“${text}”`);
      return found?.id;
    })
    .filter((id) => id !== undefined);
  const [publishedOn, from, abolishedOn] = [day('publishedOn'), day('from'), day('abolishedOn')];
  const replaces = cell('replaces');
  const row: StandardRow = {
    number: cell('number'),
    title: cell('title'),
    from: from ?? '',
    ...(nature === undefined ? {} : { nature }),
    ...(publishedOn === undefined ? {} : { publishedOn }),
    ...(abolishedOn === undefined ? {} : { abolishedOn }),
    ...(replaces === '' ? {} : { replaces }),
    ...(classes.length === 0 ? {} : { classes: [...new Set(classes)] }),
  };
  const defects = from === undefined ? [] : rowDefects(row);
  for (const { column, sentence } of defects) wrong(column, sentence);
  return { line, row, issues };
}

function doubled(read: readonly ReadRow[]): Issue[] {
  const first = new Map<string, number>();
  return read.flatMap(({ line, row }): Issue[] => {
    const number = readStandardNumber(row.number)?.number;
    if (number === undefined) return [];
    const earlier = first.get(number);
    if (earlier === undefined) first.set(number, line);
    return earlier === undefined
      ? []
      : [{ line, column: columns.number, sentence: `与第${earlier}行重复` }];
  });
}
