import { isPlainDate } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { catalogue, findProductClass, productClasses } from '#law/product-classes.ts';
import { classOfProduct, compareEditions, keyOf } from '#law/regulator/catalogue/compare.ts';
import type { CatalogueItem } from '#law/regulator/catalogue/compare.ts';
import { submitRecord } from '../acts/book.ts';
import { newEntryId } from '../acts/entry-id.ts';
import type { Context, SignedIn } from '../context.ts';
import { readTable } from '../tables/read-table.ts';
import type { TableRow } from '../tables/table.ts';
import type { CatalogueImport } from './present.ts';
import { presentItem } from './present.ts';
import { editionsOf, itemsOf } from './queries.ts';

/** What an import is told beside its file. */
export interface ImportRequest {
  readonly name: string;
  readonly year: number;
  readonly from: string;
  readonly source: string;
  /** False only tries: what would be wrong, what would change. */
  readonly commit: boolean;
}

type Issue = CatalogueImport['issues'][number];

/** Columns by their Chinese title, and by the names that data files of the catalogue use. */
const columns = {
  seq: ['序号', 'seq'],
  group: ['产品大类', '类别', 'class'],
  product: ['产品名称', '产品', 'product'],
  licence: ['生产许可证', '许可', 'licence'],
  ccc: ['强制性产品认证', 'CCC', 'ccc'],
  special: ['特殊监管需求', 'special_rules'],
  risk: ['风险等级', 'risk_level'],
  classId: ['平台产品类别'],
} as const;

const risks = { 高: 'high', 中: 'medium', 低: 'low' } as const;
const yes = { 是: true, 否: false, '': false } as const;
const maxIssues = 200;

/**
 * Imports an edition of the key product catalogue: all rows or none, each wrong one named by line and column. Rows that
 * match no product class are reported and kept without effect on duties. The edition is a record of the province's book,
 * so that its rules decide who may and from which day.
 */
export async function importCatalogue(
  context: Context,
  who: SignedIn,
  bytes: Uint8Array,
  request: ImportRequest,
): Promise<CatalogueImport | Refusal> {
  if (!isPlainDate(request.from)) return refuse('invalid-input', '请选择施行日期。');
  const table = await readTable(bytes, { name: request.name });
  if (!table.ok) return refuse('table-refused', table.sentence);
  const missing = (['group', 'product', 'licence', 'ccc', 'risk'] as const).filter(
    (key) => !columns[key].some((title) => table.header.includes(title)),
  );
  if (missing.length > 0) {
    const names = missing.map((key) => columns[key][0]).join('”“');
    return refuse('table-refused', `表格缺少“${names}”列。`);
  }
  const read = table.rows.flatMap(withParts).map((row) => readRow(row, request.year));
  const issues = [...read.flatMap((row) => row.issues), ...doubled(read)];
  if (read.length === 0) return refuse('table-refused', '表格没有数据行。');
  if (issues.length > 0) {
    issues.sort((a, b) => a.line - b.line);
    const shown = issues.slice(0, maxIssues);
    return { ok: false, imported: false, rows: read.length, issues: shown, unmatched: [] };
  }
  const items = read.map(({ item }) => item);
  const result = {
    ok: true,
    rows: read.length,
    issues: [],
    unmatched: read
      .filter(({ item }) => item.classId === undefined)
      .map(({ line, item }) => ({ line, product: item.product })),
    comparison: compareEditions(await formerItems(context, who, request.from), items),
  };
  if (!request.commit) return { ...result, imported: false };
  const { year, from, source } = request;
  const id = newEntryId(context.now());
  const input = { year, from, source, items };
  const receipt = await submitRecord(context, who, 'key-product-catalogue', { id, input }, bytes);
  if (!receipt.ok) return receipt;
  return { ...result, imported: true };
}

async function formerItems(context: Context, who: SignedIn, from: string) {
  return context.database.as(who.scope, async (tx) => {
    const former = (await editionsOf(tx)).find((edition) => edition.from_day < from);
    return former === undefined ? [] : (await itemsOf(tx, former.from_day)).map(presentItem);
  });
}

interface ReadRow {
  readonly line: number;
  readonly item: CatalogueItem;
  readonly issues: readonly Issue[];
}

/**
 * A licence that covers part of a row, 是(车用汽油), makes a line of its own for each part: other duties hold for it than
 * for the rest.
 */
function withParts(row: TableRow): TableRow[] {
  const title = columns.licence.find((name) => name in row.cells);
  const product = columns.product.find((name) => name in row.cells);
  const [, inside] = /^是[(（]([^()（）]+)[)）]$/.exec(row.cells[title ?? '']?.trim() ?? '') ?? [];
  if (title === undefined || product === undefined || inside === undefined) return [row];
  const whole = row.cells[product] ?? '';
  const parts = inside.split(/[、，,]/).map((name) => name.trim());
  return [
    ...parts.map((name) => ({
      ...row,
      cells: { ...row.cells, [title]: '是', [product]: name },
    })),
    { ...row, cells: { ...row.cells, [title]: '否', [product]: `${whole}，其余` } },
  ];
}

function readRow({ line, cells }: TableRow, year: number): ReadRow {
  const issues: Issue[] = [];
  const cell = (key: keyof typeof columns) => {
    const title = columns[key].find((name) => name in cells);
    return title === undefined ? '' : (cells[title] ?? '').trim();
  };
  const wrong = (key: keyof typeof columns, sentence: string) =>
    issues.push({ line, column: columns[key][0], sentence });
  const flag = (key: 'licence' | 'ccc') => {
    const text = cell(key);
    if (text in yes) return yes[text as keyof typeof yes];
    wrong(key, '请填写“是”或者“否”');
    return false;
  };
  const [group, product, special] = [cell('group'), cell('product'), cell('special')];
  if (group === '' || group.length > 60) wrong('group', '请填写产品大类，最多60个字');
  if (product === '' || product.length > 200) wrong('product', '请填写产品名称，最多200个字');
  if (special.length > 200) wrong('special', '特殊监管需求最多200个字');
  const risk = risks[cell('risk') as keyof typeof risks];
  if (risk === undefined) wrong('risk', '风险等级应为高、中或者低');
  const named = cell('classId');
  const classId =
    named === '' ? (classOfProduct(product) ?? classOfRow(cell('seq'), year)) : knownClass(named);
  if (named !== '' && classId === undefined) wrong('classId', `没有产品类别“${named}”`);
  const item = {
    group,
    product,
    ...(classId === undefined ? {} : { classId }),
    licence: flag('licence'),
    ccc: flag('ccc'),
    ...(special === '' ? {} : { special }),
    risk: risk ?? 'medium',
  };
  return { line, item, issues };
}

/** Where the names differ, the row tells in the edition that the product classes were made from. */
function classOfRow(seq: string, year: number): string | undefined {
  if (year !== catalogue.year || !/^\d+$/.test(seq)) return undefined;
  const found = productClasses.filter(({ catalogueRow }) => catalogueRow === Number(seq));
  return found.length === 1 ? found[0]?.id : undefined;
}

function knownClass(text: string): string | undefined {
  return (findProductClass(text) ?? productClasses.find(({ title }) => title === text))?.id;
}

function doubled(read: readonly ReadRow[]): Issue[] {
  const first = new Map<string, number>();
  return read.flatMap(({ line, item }): Issue[] => {
    const key = keyOf(item);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, line);
    return earlier === undefined
      ? []
      : [{ line, column: columns.product[0], sentence: `与第${earlier}行重复` }];
  });
}
