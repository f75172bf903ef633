import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { withoutPersonal } from '#kernel/derive/named.ts';
import type { Book, Duty } from '#kernel/definition.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { posts } from '#kernel/party.ts';
import { toHex } from '#ledger/bytes.ts';
import type { ExportColumn, ExportTable, ExportValue } from '../tables/write-table.ts';
import type { EntryRow } from '../reading/entries.ts';
import { unnamedBody, unnamedPerson } from '../reading/names.ts';
import type { Names } from '../reading/names.ts';

/** A column and how its value is read from an entry. */
interface Column extends ExportColumn {
  readonly value: (row: EntryRow) => ExportValue;
}

/** Lays records of one duty or book out as a table: who and when first, then the form, then the proof. */
export function tableOf(
  definition: Duty | Book,
  rows: readonly EntryRow[],
  names: Names,
): ExportTable {
  const columns = [
    ...frontColumns(definition, names),
    ...formColumns(definition, names),
    ...backColumns,
  ];
  return {
    sheet: definition.title,
    columns: columns.map(({ key, title, type, width }) => ({ key, title, type, width })),
    rows: rows.map((row) => Object.fromEntries(columns.map(({ key, value }) => [key, value(row)]))),
  };
}

function frontColumns(definition: Duty | Book, names: Names): Column[] {
  const isDuty = definition.kind === 'duty';
  return [
    ...(isDuty ? [column('period', '所属期首日', (row) => row.period, 'date')] : []),
    column('day', '记录日期', (row) => dayOf(row.at), 'date'),
    column('at', '记录时间', (row) => beijing(row.at)),
    column(
      'organisation',
      '单位',
      (row) => names.get(row.organisation_id) ?? unnamedBody,
      'text',
      28,
    ),
    column('by', '记录人', (row) => names.get(row.account_id) ?? unnamedPerson),
    column('posts', '岗位', (row) => row.posts.map((post) => posts[post]).join('、')),
    ...(isDuty ? [column('late', '补录', (row) => row.late)] : []),
    column('reason', '补录、提前或者更正原因', (row) => row.late_reason),
    column('state', '状态', stateOf),
  ];
}

const backColumns: readonly Column[] = [
  column('entry', '记录编号', (row) => row.id, 'text', 38),
  column('index', '存证序号', (row) => row.index, 'number'),
  column('hash', '存证内容哈希', (row) => toHex(row.content_hash), 'text', 66),
];

function stateOf(row: EntryRow): string {
  if (row.erased_at !== null) return '内容已依法删除';
  if (row.corrected_by !== null) return '已被更正';
  return row.corrects === null ? '有效' : '更正后有效';
}

/** One column for each field that is no personal data; the fields of a group have their own. */
function formColumns(definition: Duty | Book, names: Names): Column[] {
  return withoutPersonal(describeForm(definition.form)).flatMap((field) => {
    if (field.control !== 'group') {
      return [fieldColumn(field, field.label, names, (row) => row.input[field.name])];
    }
    return (field.fields ?? []).map((inner) =>
      fieldColumn(inner, `${field.label}·${inner.label}`, names, (row) => {
        const group = row.input[field.name];
        return isObject(group) ? group[inner.name] : undefined;
      }),
    );
  });
}

function fieldColumn(
  field: FieldDescription,
  title: string,
  names: Names,
  pick: (row: EntryRow) => Json | undefined,
): Column {
  const isNumber = field.control === 'integer' || field.control === 'decimal';
  const type = isNumber ? 'number' : field.control === 'date' ? 'date' : 'text';
  const unit = field.unit === undefined ? '' : `（${field.unit}）`;
  const value = (row: EntryRow) => {
    const picked = pick(row);
    return isNumber ? numberOf(picked) : textOf(field, picked, names);
  };
  // Titles may repeat between form and frame; the key may not.
  return column(`input:${title}`, `${title}${unit}`, value, type);
}

/** A decimal with more digits than a spreadsheet keeps stays text. */
function numberOf(value: Json | undefined): ExportValue {
  if (typeof value !== 'string') return typeof value === 'number' ? value : null;
  return value.replace(/\D/g, '').length <= 15 ? Number(value) : value;
}

function textOf(field: FieldDescription, value: Json | undefined, names: Names): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field.control === 'files') return `${[value].flat().length}个文件`;
  if (field.control === 'instant' && typeof value === 'string') return beijing(value);
  if (Array.isArray(value)) return value.map((part) => partOf(field, part, names)).join('\n');
  return partOf(field, value, names);
}

function partOf(field: FieldDescription, value: Json, names: Names): string {
  if (isObject(value)) {
    const parts = (field.fields ?? []).flatMap((inner) => {
      const text = textOf(inner, value[inner.name], names);
      return text === null ? [] : [`${inner.label}：${text.replaceAll('\n', '、')}`];
    });
    return parts.join('；');
  }
  const key = typeof value === 'string' ? value : JSON.stringify(value);
  switch (field.control) {
    case 'lot':
    case 'organisation':
    case 'organisations':
      return names.get(key) ?? unnamedBody;
    case 'person':
    case 'people':
      return names.get(key) ?? unnamedPerson;
    default:
      return field.options?.[key] ?? key;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function column(
  key: string,
  title: string,
  value: Column['value'],
  type: ExportColumn['type'] = 'text',
  width?: number,
): Column {
  return { key, title, value, type, ...(width === undefined ? {} : { width }) };
}

/** `2026-11-23 09:00:00` in China. */
function beijing(at: Instant): string {
  const ms = Date.parse(at) + 8 * 3_600_000;
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
