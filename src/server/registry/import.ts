import { setImmediate } from 'node:timers/promises';
import { newEntryId } from '../acts/entry-id.ts';
import { counties } from '#law/divisions.ts';
import { productClasses } from '#law/product-classes.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import { readTable } from '../tables/read-table.ts';
import type { TableRow } from '../tables/table.ts';
import { checkRegistration, enterpriseInput } from './input.ts';
import type { EnterpriseInput } from './input.ts';
import type { ImportResult } from './present.ts';
import { insertEnterprises, takenCodes } from './queries.ts';
import { orTaken } from './taken.ts';

/** Columns of the import table in order: title, field, example. */
export const importColumns = [
  { title: '单位名称', key: 'name', example: '某某县某某建材有限公司' },
  { title: '统一社会信用代码', key: 'creditCode', example: '' },
  { title: '所在县(市、区)', key: 'region', example: '南康区' },
  { title: '经营类型', key: 'business', example: '生产' },
  { title: '从业人员', key: 'headcount', example: '30' },
  { title: '年营业收入(元)', key: 'revenueYuan', example: '8000000' },
  { title: '地址', key: 'address', example: '' },
  { title: '电话', key: 'phone', example: '' },
  { title: '产品类别', key: 'productClasses', example: '水泥;预拌混凝土' },
  { title: '单位类型', key: 'kind', example: '企业' },
] as const;

const businesses = { 生产: 'producer', 批发: 'wholesale', 零售: 'retail' } as const;
const kinds = { '': 'enterprise', 企业: 'enterprise', 网络交易平台: 'platform' } as const;
const maxIssues = 200;

/**
 * Registers the enterprises of a table: all of them, or none with every error named by line and column.
 * Reads XLSX and CSV; hostile files are refused before they are unpacked (see `tables/`).
 */
export async function importEnterprises(
  context: Context,
  who: SignedIn,
  bytes: Uint8Array,
  name: string,
): Promise<ImportResult | Refusal> {
  const table = await readTable(bytes, { name });
  if (!table.ok) return refuse('table-refused', table.sentence);
  const missing = importColumns.slice(0, 4).filter(({ title }) => !table.header.includes(title));
  if (missing.length > 0) {
    return refuse(
      'table-refused',
      `表格缺少“${missing.map(({ title }) => title).join('”“')}”列，请使用模板。`,
    );
  }
  const read = await readRows(table.rows, who.scope.region);
  const codes = read.flatMap(({ value }) => (value === undefined ? [] : [value.creditCode]));
  const taken = await context.database.asSystem('import', (tx) => takenCodes(tx, codes));
  const issues = [...read.flatMap((row) => row.issues), ...clashes(read, taken)];
  if (issues.length > 0) {
    issues.sort((a, b) => a.line - b.line);
    return { ok: false, rows: read.length, issues: issues.slice(0, maxIssues) };
  }
  const now = context.now();
  const enterprises = read.map(({ value }) => ({ ...value!, id: newEntryId(now) }));
  const clash = await orTaken(
    context.database.as(who.scope, (tx) => insertEnterprises(tx, enterprises, dayOf(now), now)),
  );
  if (clash !== undefined) return clash;
  return { ok: true, rows: read.length, issues: [] };
}

type Issue = ImportResult['issues'][number];

interface ReadRow {
  readonly line: number;
  readonly value: EnterpriseInput | undefined;
  readonly issues: readonly Issue[];
}

/** Row by row, and everybody else's requests in between: a province hands in a hundred thousand at once. */
async function readRows(
  rows: readonly TableRow[],
  within: { lo: number; hi: number },
): Promise<ReadRow[]> {
  const read: ReadRow[] = [];
  for (const row of rows) {
    read.push(readRow(row, within));
    if (read.length % 500 === 0) await setImmediate();
  }
  return read;
}

function readRow({ line, cells }: TableRow, within: { lo: number; hi: number }): ReadRow {
  const cell = (title: string) => (cells[title] ?? '').trim();
  const number = (text: string) => (text === '' ? undefined : Number(text.replaceAll(',', '')));
  const business = cell('经营类型');
  const raw = {
    kind: kinds[cell('单位类型') as keyof typeof kinds] ?? cell('单位类型'),
    name: cell('单位名称'),
    creditCode: cell('统一社会信用代码'),
    region: regionOf(cell('所在县(市、区)'), within),
    // Asked of enterprises alone, which the check says where nothing stands here.
    business:
      business === '' ? undefined : (businesses[business as keyof typeof businesses] ?? business),
    headcount: number(cell('从业人员')),
    revenueYuan: number(cell('年营业收入(元)')),
    address: cell('地址'),
    phone: cell('电话'),
    productClasses: classesOf(cell('产品类别')),
  };
  const parsed = enterpriseInput.safeParse(raw);
  const found = parsed.success
    ? checkRegistration(parsed.data, within)
    : parsed.error.issues.map((issue) => ({
        path: String(issue.path[0] ?? ''),
        sentence: /[一-鿿]/.test(issue.message) ? issue.message : '填写有误',
      }));
  const firsts = found.filter(({ path }, at) => found.findIndex((one) => one.path === path) === at);
  const issues = firsts.map(({ path, sentence }) => ({ line, column: titleOf(path), sentence }));
  return { line, value: parsed.success && issues.length === 0 ? parsed.data : undefined, issues };
}

/** A name that several counties share is taken as the one in the actor's own scope; else the code is needed. */
function regionOf(text: string, within: { lo: number; hi: number }): number {
  if (/^\d{6}$/.test(text)) return Number(text);
  const named = counties.filter((county) => county.name === text);
  const own = named.filter(({ code }) => within.lo <= code && code <= within.hi);
  const [only] = own.length === 1 ? own : named.length === 1 ? named : [];
  return only?.code ?? 0;
}

function classesOf(text: string): string[] {
  return text
    .split(/[;；、,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => productClasses.find((one) => one.title === part || one.id === part)?.id ?? part);
}

function clashes(read: readonly ReadRow[], taken: ReadonlySet<string>): Issue[] {
  const first = new Map<string, number>();
  return read.flatMap(({ line, value }): Issue[] => {
    if (value === undefined) return [];
    const column = '统一社会信用代码';
    const earlier = first.get(value.creditCode);
    if (earlier !== undefined) return [{ line, column, sentence: `与第${earlier}行重复` }];
    first.set(value.creditCode, line);
    return taken.has(value.creditCode) ? [{ line, column, sentence: '该单位已经登记' }] : [];
  });
}

function titleOf(path: string): string {
  return importColumns.find(({ key }) => key === path)?.title ?? '';
}
