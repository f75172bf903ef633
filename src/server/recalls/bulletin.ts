import { dayOf, isPlainDate } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import { posts } from '#kernel/party.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { bulletinFaults } from '#law/regulator/recall-bulletin/rows.ts';
import type { BulletinItem } from '#law/regulator/recall-bulletin/rows.ts';
import { newEntryId } from '../acts/entry-id.ts';
import { openProceeding } from '../acts/proceeding.ts';
import type { Context, SignedIn } from '../context.ts';
import { readTable } from '../tables/read-table.ts';
import type { TableRow } from '../tables/table.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { BulletinImport } from './present.ts';

/** What an import is told beside its file. */
export interface BulletinRequest {
  readonly name: string;
  readonly source: string;
  /** False only tries: what would be wrong. */
  readonly commit: boolean;
}

/** Columns by their titles. */
const columns = {
  publishedOn: '发布日期',
  producer: '生产者',
  product: '产品名称',
  model: '型号',
  lots: '批次',
  quantity: '涉及数量',
  defect: '缺陷和后果',
  measures: '召回措施',
  link: '原文链接',
} as const;
type Column = keyof typeof columns;
const needed: readonly Column[] = ['publishedOn', 'producer', 'product', 'defect', 'measures'];
const longest: Partial<Record<Column, number>> = { defect: 500, measures: 500, link: 500 };
/** Rows of one import at most, as the form of the act has it. */
const maxRows = 200;

type Issue = BulletinImport['issues'][number];

/**
 * Imports recalls that were published elsewhere: all rows or none, each wrong one named by line and column. They are one
 * act of the procedure `recall-bulletin`, whose rules decide who may.
 */
export async function importBulletin(
  context: Context,
  who: SignedIn,
  bytes: Uint8Array,
  { name, source, commit }: BulletinRequest,
): Promise<BulletinImport | Refusal> {
  const table = await readTable(bytes, { name });
  if (!table.ok) return refuse('table-refused', table.sentence);
  const missing = needed.filter((key) => !table.header.includes(columns[key]));
  if (missing.length > 0) {
    const titles = missing.map((key) => columns[key]).join('”“');
    return refuse('table-refused', `表格缺少“${titles}”列。`);
  }
  const { rows } = table;
  if (rows.length === 0) return refuse('table-refused', '表格没有数据行。');
  if (rows.length > maxRows) {
    return refuse('table-refused', `一次最多转载${maxRows}项，请分成几个文件。`);
  }
  const read = rows.map(readRow);
  const issues = read.flatMap((row) => row.issues);
  issues.push(...faultsOf(read, dayOf(context.now())));
  if (issues.length > 0) return { ok: false, imported: false, rows: rows.length, issues };
  if (!commit) return { ok: true, imported: false, rows: rows.length, issues: [] };
  const id = newEntryId(context.now());
  const input = { source, items: read.map(({ item }) => item) };
  const request = { id, procedure: 'recall-bulletin', act: 'publish', input };
  const receipt = await openProceeding(context, who, request, bytes);
  if (!receipt.ok) return receipt;
  return {
    ok: true,
    imported: true,
    rows: rows.length,
    issues: [],
    ...(receipt.proceeding === undefined ? {} : { proceeding: receipt.proceeding }),
  };
}

/** What the act would refuse, already where it is only tried; of rows that could be read. */
function faultsOf(read: readonly ReturnType<typeof readRow>[], today: PlainDate): Issue[] {
  const whole = read.filter(({ issues }) => issues.length === 0);
  const items = whole.map(({ item }) => item as unknown as BulletinItem);
  return bulletinFaults(items, today).map(({ row, field, sentence }) => ({
    line: whole[row]?.line ?? 0,
    column: columns[field],
    sentence: `“${items[row]?.product}”${sentence}`,
  }));
}

/**
 * Who may not import, with the posts that may: told before a table is read, because what was tried is to be what can be
 * done.
 */
export function notPublisher(law: Law, { actor }: SignedIn, today: PlainDate): Refusal | undefined {
  const procedure = law.procedure('recall-bulletin', today);
  const role = procedure?.roles['province'];
  if (role === undefined) return refuse('unknown-definition', '没有这种办理事项。');
  const isOffice =
    actor.kind !== undefined && role.kinds.includes(actor.kind) && actor.level === role.level;
  const allowed = role.posts ?? [];
  if (isOffice && allowed.some((post) => actor.posts.includes(post))) return undefined;
  const titles = allowed.map((post) => posts[post]).join('、');
  const sentence = `召回信息由${role.title}的${titles}转载，${isOffice ? '您不担任这些岗位' : '您不在该部门'}。`;
  return refuse('not-entitled', sentence, ['order-19/19']);
}

/** The empty table, with one column for each thing that is asked. */
export const bulletinTemplate: ExportTable = {
  sheet: '召回信息',
  columns: Object.values(columns).map((title) => ({ title, key: title, width: 24 })),
  rows: [],
};

function readRow({ line, cells }: TableRow) {
  const issues: Issue[] = [];
  const wrong = (key: Column, sentence: string) =>
    issues.push({ line, column: columns[key], sentence });
  const entries = (Object.keys(columns) as Column[]).flatMap((key): [string, string | number][] => {
    const text = (cells[columns[key]] ?? '').trim();
    if (text === '') {
      if (needed.includes(key)) wrong(key, `请填写${columns[key]}`);
      return [];
    }
    if (key === 'publishedOn' && !isPlainDate(text)) wrong(key, '请写成2026-11-23的样子');
    if (key === 'quantity') {
      if (!/^\d{1,10}$/.test(text)) wrong(key, '请填写整数');
      return [[key, Number(text)]];
    }
    const most = longest[key] ?? 200;
    if (text.length > most) wrong(key, `最多${most}个字`);
    return [[key, text]];
  });
  return { line, item: Object.fromEntries(entries), issues };
}
