import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { Values } from '../../kit/form/values.ts';

/** A figure that is counted otherwise now. */
export interface Change {
  readonly label: string;
  readonly before: string;
  readonly now: string;
}

const none = '无';
const longestText = 40;

/**
 * Which figures changed, in the words of their form. Rows of a table are told apart by their first field, because a row
 * more would otherwise change all that follow.
 */
export function changedFigures(
  fields: readonly FieldDescription[],
  before: unknown,
  now: unknown,
): Change[] {
  return fields.flatMap((field) => {
    const [was, is] = [valuesOf(before)[field.name], valuesOf(now)[field.name]];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const inside = field.fields ?? [];
    if (field.control === 'rows') return changedRows(field, rowsOf(was), rowsOf(is));
    if (field.control === 'group') {
      return changedFigures(inside, was, is).map((change) => under(field.label, change));
    }
    return [{ label: field.label, before: textOf(was), now: textOf(is) }];
  });
}

/**
 * The texts that would be drafted otherwise now, by field.
 * @param then what stood in the report, or was drafted, before.
 */
export function redraftedTexts(then: Values, now: Values): Record<string, string> {
  const texts = Object.entries(now).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[1] !== '' && entry[1] !== then[entry[0]],
  );
  return Object.fromEntries(texts);
}

function changedRows(
  field: FieldDescription,
  before: readonly Values[],
  now: readonly Values[],
): Change[] {
  const [key, ...others] = field.fields ?? [];
  const nameOf = (row: Values) => textOf(row[key?.name ?? '']);
  const names = new Set([...before, ...now].map(nameOf));
  return [...names].flatMap((name) => {
    const label = `${field.label}·${name}`;
    const was = before.find((row) => nameOf(row) === name);
    const is = now.find((row) => nameOf(row) === name);
    if (was === undefined) return [{ label, before: none, now: '新增' }];
    if (is === undefined) return [{ label, before: '有', now: none }];
    return changedFigures(others, was, is).map((change) => under(label, change));
  });
}

function under(label: string, change: Change): Change {
  return { ...change, label: `${label}·${change.label}` };
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === '') return none;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function valuesOf(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}

function rowsOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as Values[]) : [];
}
