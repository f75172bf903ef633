import type { z } from 'zod';
import type { FieldMeta, Form, GoesWith } from '../field.ts';
import { levelAbove } from '../party.ts';

/**
 * Finds what is wrong with a form: fields without a Chinese label, references to books and procedures that
 * do not exist, fields hidden
 * from roles that nobody plays.
 * @param known `kind/id` of all definitions.
 * @param roles the roles of the procedure; a duty or a book has none.
 * @param where how the defect names the form, e.g. `act notify`.
 * @param whole the form that this one is a part of.
 */
export function checkForm(
  form: Form,
  known: ReadonlySet<string>,
  roles: object,
  where: string,
  whole: Form = form,
): string[] {
  return Object.entries(form.shape).flatMap(([name, schema]) => {
    const field = schema as z.ZodType;
    const path = `${where}.${name}`;
    const meta = metaOf(field);
    const labelled = meta !== undefined && /[一-鿿]/.test(meta.label);
    const book = meta?.book;
    return [
      ...(labelled ? [] : [`${path} has no label`]),
      ...(book === undefined || known.has(`book/${book}`)
        ? []
        : [`${path} picks from unknown book ${book}`]),
      ...(meta?.procedure === undefined || known.has(`procedure/${meta.procedure}`)
        ? []
        : [`${path} picks from unknown procedure ${meta.procedure}`]),
      ...(meta?.hiddenFrom ?? [])
        .filter((role) => !Object.hasOwn(roles, role))
        .map((role) => `${path} is hidden from unknown role ${role}`),
      ...(meta?.rowOf === undefined || isRecord(whole.shape[meta.rowOf.record])
        ? []
        : [`${path} is a row of ${meta.rowOf.record}, which picks no record`]),
      ...(meta?.byEffect === true && !field.isOptional()
        ? [`${path} is filled in by effects alone and is not optional`]
        : []),
      ...(meta?.levelAbove === undefined ? [] : levelDefects(meta, whole, path)),
      ...(meta?.goesWith === undefined ? [] : choiceDefects(meta.goesWith, field, form, path)),
      ...innerForms(field).flatMap((sub) => checkForm(sub, known, roles, path, whole)),
    ];
  });
}

/** Whatever level an office has, the one above it must be among the choices. */
function levelDefects(
  { levelAbove: body = '', options = {} }: FieldMeta,
  whole: Form,
  path: string,
) {
  const picked = whole.shape[body] as z.ZodType | undefined;
  const isOffice = picked !== undefined && metaOf(picked)?.control === 'organisation';
  return [
    ...(isOffice ? [] : [`${path} is the level above ${body}, which picks no organisation`]),
    ...Object.values(levelAbove)
      .filter((level) => !Object.hasOwn(options, level))
      .map((level) => `${path} cannot be ${level}`),
  ];
}

/** What goes with a choice may be left out, and the choice has the values. */
function choiceDefects({ choice, values }: GoesWith, field: z.ZodType, form: Form, path: string) {
  const picked = form.shape[choice] as z.ZodType | undefined;
  const meta = picked === undefined ? undefined : metaOf(picked);
  const known = meta?.control === 'choice' ? (meta.options ?? {}) : {};
  return [
    ...(field.isOptional() ? [] : [`${path} goes with ${choice} and is not optional`]),
    ...(values.length === 0 ? [`${path} goes with no value of ${choice}`] : []),
    ...values
      .filter((value) => !Object.hasOwn(known, value))
      .map((value) => `${path} goes with ${choice} ${value}, which is no choice`),
  ];
}

function isRecord(field: unknown): boolean {
  return field !== undefined && metaOf(field as z.ZodType)?.control === 'record';
}

/** What a screen must know of a field; undefined where it was not built with the kernel's vocabulary. */
export function metaOf(field: z.ZodType): FieldMeta | undefined {
  return field.meta() as FieldMeta | undefined;
}

/** Whether a form names lots anywhere: only what names some can do anything to them. */
export function hasLots(form: Form): boolean {
  return Object.values(form.shape).some((schema) => {
    const field = schema as z.ZodType;
    return metaOf(field)?.control === 'lot' || innerForms(field).some(hasLots);
  });
}

/** The forms inside a field: a group's own, or the rows of a table. */
export function innerForms(field: z.ZodType): Form[] {
  const core = coreOf(field);
  if (core.def.type === 'object') return [core as unknown as Form];
  const { element } = core.def as { element?: z.ZodType };
  return element === undefined ? [] : innerForms(element);
}

/** The field itself, without the wrapper that makes it one that may be left out. */
export function coreOf(field: z.ZodType): z.ZodType {
  const { innerType } = field.def as { innerType?: z.ZodType };
  return innerType === undefined ? field : coreOf(innerType);
}
