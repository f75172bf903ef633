import type { Json, JsonObject } from '../json.ts';
import type { FieldDescription } from './describe.ts';

const naming: ReadonlySet<string> = new Set([
  'organisation',
  'organisations',
  'person',
  'people',
  'lot',
]);

/** The fields of a form that stand for people, organisations or lots, by the way to them through groups and rows. */
export function namingPaths(fields: readonly FieldDescription[]): string[][] {
  return fields.flatMap(({ name, control, fields: inner = [] }) => [
    ...(naming.has(control) ? [[name]] : []),
    ...namingPaths(inner).map((path) => [name, ...path]),
  ]);
}

/** What has a name that is shown in the place of its id, although no list is searched by it. */
const shown: ReadonlySet<string> = new Set([...naming, 'proceeding']);

/**
 * Ids of people, organisations, lots and proceedings that an input names, also in groups and rows; each as often as it is
 * named.
 */
export function idsNamed(fields: readonly FieldDescription[], input: JsonObject): string[] {
  return fields.flatMap(({ name, control, fields: inner = [] }) => {
    const parts = [input[name] ?? []].flat();
    if (shown.has(control)) return parts.filter((part) => typeof part === 'string');
    return parts.filter(isObject).flatMap((part) => idsNamed(inner, part));
  });
}

/** The fields without personal data, which stays out of lists and exports; also inside groups and rows. */
export function withoutPersonal(fields: readonly FieldDescription[]): FieldDescription[] {
  return fields
    .filter(({ personal }) => personal !== true)
    .map((field) =>
      field.fields === undefined ? field : { ...field, fields: withoutPersonal(field.fields) },
    );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
