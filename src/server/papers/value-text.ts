import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { RowOf } from '#kernel/field.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { unnamedBody, unnamedPerson } from '../reading/names.ts';
import type { Names } from '../reading/names.ts';
import { chineseDate, signedAt } from '../documents/wording.ts';

/** A value as a paper prints it; an empty text where there is none. */
export function valueText(field: FieldDescription, value: Json | undefined, names: Names): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field.control === 'files') return filesText([value].flat().length);
  if (Array.isArray(value)) {
    const separator = isObject(value[0]) ? '\n' : '、';
    return value.map((one) => valueText(field, one, names)).join(separator);
  }
  if (isObject(value)) return partsText(field, value, names);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  switch (field.control) {
    case 'date':
      return chineseDate(text);
    case 'instant':
      return signedAt(text);
    case 'choice':
    case 'choices':
      return field.options?.[text] ?? text;
    case 'organisation':
    case 'organisations':
      return names.get(text) ?? unnamedBody;
    case 'person':
    case 'people':
      return names.get(text) ?? unnamedPerson;
    case 'lot':
      return names.get(text) ?? unnamedBody;
    case 'record':
      return `存证编号${text}`;
    case 'proceeding':
      return names.get(text) ?? `事项编号${text}`;
    case 'text':
      return keyText(field, text, names);
    default:
      return field.unit === undefined ? text : `${text}${field.unit}`;
  }
}

/** A key of a picked record's row, with what the row says. */
function keyText({ rowOf }: FieldDescription, key: string, names: Names): string {
  const said = rowOf === undefined ? undefined : names.get(rowName(rowOf.record, key));
  return said === undefined ? key : `${key} ${said}`;
}

/** Under which name a row of a record that a field picks is kept among the names. */
function rowName(field: string, key: string): string {
  return `row:${field}/${key}`;
}

/** Fields that stand for rows of picked records, wherever they lie in a form. */
export function rowFields(fields: readonly FieldDescription[]): RowOf[] {
  return fields.flatMap(({ rowOf, fields: inner = [] }) => [
    ...(rowOf === undefined ? [] : [rowOf]),
    ...rowFields(inner),
  ]);
}

/** What the rows of a picked record say, under the names by which texts look them up. */
export function rowTexts(rowOf: RowOf, record: JsonObject): [name: string, text: string][] {
  return [record[rowOf.rows] ?? []]
    .flat()
    .filter(isObject)
    .flatMap((row) => {
      const key = row[rowOf.key];
      if (typeof key !== 'string') return [];
      const said = rowOf.shows.map((name) => row[name]).filter((part) => typeof part === 'string');
      return [[rowName(rowOf.record, key), said.join('：')]];
    });
}

/** Whether anything was filled in. */
export function isFilled(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}

/** Whether a value holds fields of its own. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A file that an input names: under which label, which content. */
export interface NamedFile {
  readonly label: string;
  readonly hash: string;
}

/** Every file that an input names, in the order of the form. */
export function filesNamed(fields: readonly FieldDescription[], input: JsonObject): NamedFile[] {
  return fields.flatMap((field) => {
    const parts = [input[field.name] ?? []].flat();
    if (field.control === 'files') {
      const hashes = parts.filter((part) => typeof part === 'string');
      return hashes.map((hash) => ({ label: field.label, hash }));
    }
    return parts.filter(isObject).flatMap((part) =>
      filesNamed(field.fields ?? [], part).map((file) => ({
        ...file,
        label: `${field.label}·${file.label}`,
      })),
    );
  });
}

function partsText(field: FieldDescription, value: JsonObject, names: Names): string {
  const parts = (field.fields ?? []).flatMap((inner) => {
    const text = valueText(inner, value[inner.name], names);
    return text === '' ? [] : [`${inner.label}：${text.replaceAll('\n', '、')}`];
  });
  return parts.join('；');
}

function filesText(count: number): string {
  return count === 0 ? '无' : `${count}件（见附件清单）`;
}
