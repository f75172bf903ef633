import { hasLoneSurrogate } from './bytes.ts';

/** Deepest nesting of arrays and objects that is written; deeper values are refused before the stack is. */
export const MAX_JSON_DEPTH = 100;

/** Thrown for a value that has no canonical JSON; `path` says where, e.g. `$.form.lots[2]`. */
export class CanonicalJsonError extends TypeError {
  override readonly name = 'CanonicalJsonError';
}

/**
 * Writes a value as canonical JSON (RFC 8785, JCS), so that equal values have equal bytes and therefore equal hashes.
 * Accepted are null, booleans, finite numbers, strings, dense arrays and plain objects. Unlike JSON.stringify nothing is
 * dropped or converted on the way (undefined, dates, maps, `toJSON`): what was hashed must be what was meant.
 * @throws CanonicalJsonError on every other value, on cycles, on lone surrogates, beyond MAX_JSON_DEPTH levels.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', []);
}

function write(value: unknown, path: string, ancestors: object[]): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new CanonicalJsonError(`${path}: ${value} is no number`);
      // ECMAScript's own notation is the one RFC 8785 §3.2.2.3 prescribes; -0 becomes 0.
      return String(value === 0 ? 0 : value);
    case 'string':
      return quote(value, path);
    case 'object':
      return value === null ? 'null' : writeComposite(value, path, ancestors);
    default:
      throw new CanonicalJsonError(`${path}: ${typeof value} has no JSON form`);
  }
}

function writeComposite(value: object, path: string, ancestors: object[]): string {
  if (ancestors.includes(value)) throw new CanonicalJsonError(`${path}: value contains itself`);
  if (ancestors.length === MAX_JSON_DEPTH) {
    throw new CanonicalJsonError(`${path}: deeper than ${MAX_JSON_DEPTH} levels`);
  }
  ancestors.push(value);
  const text = Array.isArray(value)
    ? writeArray(value, path, ancestors)
    : writeObject(value, path, ancestors);
  ancestors.pop();
  return text;
}

function writeArray(list: readonly unknown[], path: string, ancestors: object[]): string {
  const items: string[] = [];
  // By index: iteration methods skip the holes of a sparse array.
  for (let i = 0; i < list.length; i++) items.push(write(list[i], `${path}[${i}]`, ancestors));
  return `[${items.join(',')}]`;
}

function writeObject(value: object, path: string, ancestors: object[]): string {
  if (!isPlain(value)) throw new CanonicalJsonError(`${path}: not a plain object`);
  if (Object.getOwnPropertySymbols(value).length > 0) {
    throw new CanonicalJsonError(`${path}: symbol keys have no JSON form`);
  }
  const members = Object.entries(value);
  // RFC 8785 §3.2.3 orders by UTF-16 code units, which is how ECMAScript compares strings.
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  const texts = members.map(
    ([key, member]) => `${quote(key, path)}:${write(member, `${path}.${key}`, ancestors)}`,
  );
  return `{${texts.join(',')}}`;
}

/** An object literal or JSON.parse result of any realm, or an object without prototype. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function quote(text: string, path: string): string {
  if (hasLoneSurrogate(text)) throw new CanonicalJsonError(`${path}: lone surrogate in text`);
  return JSON.stringify(text);
}
