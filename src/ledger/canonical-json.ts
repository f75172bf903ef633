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
  return write(value, { ancestors: [], keys: [] });
}

/** Where the writer is: the objects around it, and under which key each holds the next. */
interface Trail {
  readonly ancestors: object[];
  readonly keys: (string | number)[];
}

function write(value: unknown, trail: Trail): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw objection(trail, `${value} is no number`);
      // ECMAScript's own notation is the one RFC 8785 §3.2.2.3 prescribes; -0 becomes 0.
      return String(value === 0 ? 0 : value);
    case 'string':
      return quote(value, trail);
    case 'object':
      return value === null ? 'null' : writeComposite(value, trail);
    default:
      throw objection(trail, `${typeof value} has no JSON form`);
  }
}

function writeComposite(value: object, trail: Trail): string {
  const { ancestors } = trail;
  if (ancestors.includes(value)) throw objection(trail, 'value contains itself');
  if (ancestors.length === MAX_JSON_DEPTH) {
    throw objection(trail, `deeper than ${MAX_JSON_DEPTH} levels`);
  }
  if (!Array.isArray(value)) checkPlain(value, trail);
  ancestors.push(value);
  const text = Array.isArray(value) ? writeArray(value, trail) : writeObject(value, trail);
  ancestors.pop();
  return text;
}

function writeArray(list: readonly unknown[], trail: Trail): string {
  const at = trail.ancestors.length - 1;
  let text = '[';
  // By index: iteration methods skip the holes of a sparse array.
  for (let i = 0; i < list.length; i++) {
    trail.keys[at] = i;
    text += (i === 0 ? '' : ',') + write(list[i], trail);
  }
  return `${text}]`;
}

function writeObject(value: object, trail: Trail): string {
  const at = trail.ancestors.length - 1;
  let text = '{';
  // RFC 8785 §3.2.3 orders by UTF-16 code units, which is how ECMAScript compares strings.
  for (const key of sorted(Object.keys(value))) {
    trail.keys[at] = key;
    const member = (value as Readonly<Record<string, unknown>>)[key];
    text += `${text.length === 1 ? '' : ','}${quote(key, trail)}:${write(member, trail)}`;
  }
  return `${text}}`;
}

/** An object literal or JSON.parse result of any realm, or an object without prototype; all of it under string keys. */
function checkPlain(value: object, trail: Trail): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw objection(trail, 'not a plain object');
  }
  if (Object.getOwnPropertySymbols(value).length > 0) {
    throw objection(trail, 'symbol keys have no JSON form');
  }
}

function quote(text: string, trail: Trail): string {
  // Most texts are short and stand as they are, and reading them here takes less than asking for it.
  if (text.length <= 64 && isVerbatim(text)) return `"${text}"`;
  if (hasLoneSurrogate(text)) throw objection(trail, 'lone surrogate in text');
  return JSON.stringify(text);
}

/** Nothing to escape and no surrogate. */
function isVerbatim(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x22 || code === 0x5c || (code & 0xf800) === 0xd800) return false;
  }
  return true;
}

/** Most objects have few keys, for which this takes half of the time that the general method does. */
function sorted(keys: string[]): string[] {
  if (keys.length > 16) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    let at = i;
    for (; at > 0 && keys[at - 1]! > key; at--) keys[at] = keys[at - 1]!;
    keys[at] = key;
  }
  return keys;
}

function objection({ ancestors, keys }: Trail, reason: string): CanonicalJsonError {
  const path = keys
    .slice(0, ancestors.length)
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`));
  return new CanonicalJsonError(`$${path.join('')}: ${reason}`);
}
