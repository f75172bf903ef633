import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import type { Block, FieldPair, TableBlock } from '../documents/model.ts';
import { chapter } from './numerals.ts';
import { isFilled, isObject, valueText } from './value-text.ts';
import type { Names } from '../reading/names.ts';

/** Values up to this many characters share a row with another. */
const halfRow = 15;
/** A table with more columns than this is laid out as one form for each row. */
const widestTable = 8;

/**
 * Lays a filled form out as the body of a paper: first a form with everything short, headed by what the caller adds,
 * then each text, group and table. Where there are several of these each becomes a numbered chapter.
 * @param first pairs that stand before the form's own.
 */
export function formBlocks(
  fields: readonly FieldDescription[],
  input: JsonObject,
  names: Names,
  first: readonly FieldPair[] = [],
): Block[] {
  const shown = fields.filter(
    (field) => isFilled(input[field.name]) || (field.control === 'rows' && field.required),
  );
  const chapters = shown.filter(isChapter);
  const isReport = chapters.length > 1;
  const inForm = shown.filter(
    (field) => !isChapter(field) || (!isReport && field.control === 'long-text'),
  );
  const pairs = inForm.map((field) => pairOf(field, input[field.name], names));
  const rest = isReport ? chapters : chapters.filter(({ control }) => control !== 'long-text');
  return [
    ...formOf([...first, ...pairs]),
    ...rest.flatMap((field, at): Block[] => {
      const body = chapterBody(field, input[field.name], names, isReport);
      return isReport ? [{ kind: 'heading', text: chapter(at + 1, field.label) }, ...body] : body;
    }),
  ];
}

/** A form of two pairs a row, long values over the whole width. */
export function formOf(pairs: readonly FieldPair[]): Block[] {
  return pairs.length === 0 ? [] : [{ kind: 'fields', columns: 4, fields: pairs }];
}

/** One label with its value; wide where the value is long. */
export function pair(label: string, value: string): FieldPair {
  return { label, value, wide: value.length > halfRow || value.includes('\n') };
}

function isChapter({ control }: FieldDescription): boolean {
  return control === 'long-text' || control === 'group' || control === 'rows';
}

function pairOf(field: FieldDescription, value: Json | undefined, names: Names): FieldPair {
  const own = pair(field.label, valueText(field, value, names));
  return field.control === 'long-text' ? { ...own, wide: true } : own;
}

function chapterBody(
  field: FieldDescription,
  value: Json | undefined,
  names: Names,
  isHeaded: boolean,
): Block[] {
  const caption = isHeaded ? undefined : field.label;
  if (field.control === 'rows') return rowsBlocks(field, value, names, caption);
  if (field.control === 'group') return groupBlocks(field, value, names, caption);
  return [{ kind: 'paragraph', text: valueText(field, value, names) }];
}

/** The parts of a group in their order; what is short and stands together shares one table. */
function groupBlocks(
  field: FieldDescription,
  value: Json | undefined,
  names: Names,
  caption: string | undefined,
): Block[] {
  if (!isObject(value)) return [];
  const blocks: Block[] = [];
  let run: FieldDescription[] = [];
  const flush = () => {
    blocks.push(...runBlocks(run, value, names, blocks.length === 0 ? caption : undefined));
    run = [];
  };
  for (const inner of field.fields ?? []) {
    if (inner.control !== 'group' && inner.control !== 'rows') {
      if (isFilled(value[inner.name])) run.push(inner);
      continue;
    }
    flush();
    blocks.push(...chapterBody(inner, value[inner.name], names, false));
  }
  flush();
  return blocks;
}

/** Figures stand in a table of one row, anything else in a form. */
function runBlocks(
  fields: readonly FieldDescription[],
  value: JsonObject,
  names: Names,
  caption: string | undefined,
): Block[] {
  if (fields.length === 0) return [];
  const figures = fields.filter(({ control }) => control === 'integer' || control === 'decimal');
  const isTable = figures.length >= 2 && fields.length <= widestTable;
  if (isTable && fields.every((field) => !isChapter(field))) {
    const row = fields.map((field) => valueText({ ...field, unit: '' }, value[field.name], names));
    const columns = fields.map((field) => ({ title: titleOf(field), align: 'center' as const }));
    return [{ kind: 'table', ...captioned(caption), columns, rows: [row] }];
  }
  const pairs = fields.map((field) => pairOf(field, value[field.name], names));
  const heading: Block[] =
    caption === undefined ? [] : [{ kind: 'heading', text: caption, level: 2 }];
  return [...heading, ...formOf(pairs)];
}

function rowsBlocks(
  field: FieldDescription,
  value: Json | undefined,
  names: Names,
  caption: string | undefined,
): Block[] {
  const rows = Array.isArray(value) ? value.filter(isObject) : [];
  if (rows.length === 0) {
    const text = caption === undefined ? '无。' : `${caption}：无。`;
    return [{ kind: 'paragraph', text }];
  }
  // Columns that nobody filled in would only take width from the others.
  const columns = (field.fields ?? []).filter((inner) =>
    rows.some((row) => isFilled(row[inner.name])),
  );
  if (columns.length > widestTable) {
    const heading = caption ?? field.label;
    return rows.flatMap((row, at): Block[] => [
      { kind: 'heading', text: `${heading}（${at + 1}）`, level: 2 },
      ...formOf(columns.map((inner) => pairOf(inner, row[inner.name], names))),
    ]);
  }
  return [tableOf(columns, rows, names, caption)];
}

function tableOf(
  fields: readonly FieldDescription[],
  rows: readonly JsonObject[],
  names: Names,
  caption: string | undefined,
): TableBlock {
  const cells = rows.map((row) =>
    fields.map((field) => valueText({ ...field, unit: '' }, row[field.name], names) || '—'),
  );
  const columns = fields.map((field, at) => {
    const title = titleOf(field);
    const longest = Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0));
    const align = longest <= 12 ? ('center' as const) : ('left' as const);
    return { title, align, width: widthFor(longest) };
  });
  return {
    kind: 'table',
    ...captioned(caption),
    columns: [{ title: '序号', align: 'center', width: 1.2 }, ...columns],
    rows: cells.map((row, at) => [String(at + 1), ...row]),
  };
}

/** Share of the width for a column whose longest text has so many characters. */
function widthFor(longest: number): number {
  if (longest <= 4) return 1.4;
  if (longest <= 8) return 2;
  return longest <= 20 ? 3 : 5;
}

function titleOf({ label, unit }: FieldDescription): string {
  return unit === undefined ? label : `${label}（${unit}）`;
}

function captioned(caption: string | undefined): { caption?: string } {
  return caption === undefined ? {} : { caption };
}
