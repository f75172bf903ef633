/** A JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A JSON object: the input of an act. */
export type JsonObject = { readonly [key: string]: Json | undefined };

/**
 * What is left of a value when it is written as JSON and read again, in a third of the time: a copy in which `undefined`
 * is left out and numbers that JSON does not know are null.
 * @throws TypeError on big integers, as JSON.stringify; a cycle is a RangeError.
 */
export function plainJson(value: unknown): Json | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (value === null) return null;
  if (Array.isArray(value)) return plainList(value);
  if (typeof value !== 'object') return throughText(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  const { toJSON } = value as { toJSON?: unknown };
  // Dates and the like write themselves; a key `__proto__` cannot be set by assignment.
  if (prototype !== Object.prototype || toJSON !== undefined || Object.hasOwn(value, '__proto__')) {
    return throughText(value);
  }
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const member = plainJson((value as Readonly<Record<string, unknown>>)[key]);
    if (member !== undefined) copy[key] = member;
  }
  return copy;
}

function plainList(list: readonly unknown[]): Json[] {
  const copy: Json[] = [];
  // By index: iteration methods skip the holes of a sparse array.
  for (let i = 0; i < list.length; i++) copy.push(plainJson(list[i]) ?? null);
  return copy;
}

function throughText(value: unknown): Json | undefined {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}
