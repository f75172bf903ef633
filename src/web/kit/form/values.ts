import type { FieldDescription } from '#kernel/derive/describe.ts';

/** What stands in the inputs of a form, by field name. */
export type Values = { [name: string]: unknown };

/** Where a field stands: names of fields and numbers of rows. */
export type Path = readonly (string | number)[];

const blankText: ReadonlySet<string> = new Set(['text', 'long-text', 'decimal', 'date', 'instant']);
const lists: ReadonlySet<string> = new Set([
  'choices',
  'organisations',
  'people',
  'standards',
  'files',
  'rows',
]);

/**
 * Makes what stands in the inputs into the input of an act: fields that may be left out and were left blank are left
 * out, as is what goes with another choice; lists that were never touched are empty, and nothing but the form's own fields
 * goes on.
 */
export function toInput(fields: readonly FieldDescription[], values: Values): Values {
  const entries = fields.flatMap((field): [string, unknown][] => {
    const value = isAsked(field, values) ? inputOf(field, values[field.name]) : undefined;
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries(entries);
}

function inputOf(field: FieldDescription, raw: unknown): unknown {
  const value = raw === null ? undefined : raw;
  if (field.control === 'group') {
    if (value === undefined && !field.required) return undefined;
    return toInput(field.fields ?? [], asValues(value));
  }
  if (field.control === 'rows') {
    const rows = asList(value).map((row) => toInput(field.fields ?? [], asValues(row)));
    return rows.length === 0 && !field.required ? undefined : rows;
  }
  if (lists.has(field.control)) {
    const picked = asList(value);
    return picked.length === 0 && !field.required ? undefined : picked;
  }
  if (typeof value === 'string' && value.trim() === '') {
    return field.required && blankText.has(field.control) ? '' : undefined;
  }
  if (value === undefined && field.required && blankText.has(field.control)) return '';
  return value;
}

/** Whether a field is asked for beside what stands in the others of its form. */
export function isAsked({ goesWith }: FieldDescription, beside: Values): boolean {
  return (
    goesWith === undefined || goesWith.values.some((value) => value === beside[goesWith.choice])
  );
}

/** Whether something must stand in a field: a list that may be empty need not be touched. */
export function isNeeded(field: FieldDescription): boolean {
  const { control, required, goesWith, min = 0, minLength } = field;
  if ((!required && goesWith === undefined) || minLength === 0) return false;
  return !lists.has(control) || min > 0;
}

/** What a form starts with: groups that must be filled are there, and tables that need a row have one. */
export function startValues(fields: readonly FieldDescription[], given: Values = {}): Values {
  const entries = fields.flatMap((field): [string, unknown][] => {
    const value = given[field.name];
    if (field.control === 'group') {
      if (value === undefined && !field.required) return [];
      return [[field.name, startValues(field.fields ?? [], asValues(value))]];
    }
    if (field.control === 'rows') {
      const rows = asList(value).map((row) => startValues(field.fields ?? [], asValues(row)));
      const first = field.required && (field.min ?? 1) > 0 ? [startValues(field.fields ?? [])] : [];
      return [[field.name, rows.length > 0 ? rows : first]];
    }
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries(entries);
}

/** A path as refusals write it, e.g. `items.3.note`, as the path of a field. */
export function toPath(path: string): (string | number)[] {
  return path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/**
 * The place that a change touched, from what a form tells of it: the one way that leads down through single fields and
 * rows. Where a whole table comes along, as when a row was added, it is the table.
 */
export function changedPath(changed: unknown): Path {
  if (typeof changed !== 'object' || changed === null) return [];
  const [name, ...others] = Object.keys(changed);
  if (name === undefined || others.length > 0) return [];
  const step = Array.isArray(changed) ? Number(name) : name;
  return [step, ...changedPath((changed as Values)[name])];
}

/** Whether what was said about a place is about what was changed: the place itself, or the row or group around it. */
export function isAbout(place: Path, changed: Path): boolean {
  return place.length > 0 && place.every((part, at) => part === changed[at]);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function asValues(value: unknown): Values {
  return typeof value === 'object' && value !== null ? (value as Values) : {};
}
