import { z } from 'zod';
import { toHex, utf8 } from '#ledger/bytes.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import { sha256 } from '#ledger/sha256.ts';
import type { Definition } from '../definition.ts';
import type { Form } from '../field.ts';
import { describeForm } from './describe.ts';
import { formSchema } from './json-schema.ts';

/**
 * Hashes what a definition says, so that an entry can name the very rules it was made under and an edit of a published
 * version is noticed: its data, its forms, the source of its functions without layout. The last day in force is left
 * out, because a version is closed when the next one is added. What a function reads from outside itself is not seen.
 * Server only: a bundler rewrites functions.
 * @returns SHA-256 in lower-case hexadecimal.
 */
export function definitionHash(definition: Definition): string {
  const known = hashes.get(definition);
  if (known !== undefined) return known;
  const { inForce, ...rest } = definition;
  const said = plain({ ...rest, inForce: { from: inForce.from } });
  const hash = toHex(sha256(utf8(canonicalJson(said))));
  hashes.set(definition, hash);
  return hash;
}

/** Definitions never change while they are loaded, and every entry names one: each is hashed once. */
const hashes = new WeakMap<Definition, string>();

/** The source of a function without comments, layout and trailing commas: formatting a file changes nothing. */
export function sourceOf(code: (...args: never[]) => unknown): string {
  const tokens = String(code).match(tokenPattern) ?? [];
  return tokens
    .filter((token) => !/^(\s|\/\/|\/\*)/.test(token))
    .map((token) => (/^"(?:[^"'\\])*"$/.test(token) ? `'${token.slice(1, -1)}'` : token))
    .reduce((source, token) => join(source, token), '')
    .replaceAll(/,(?=[)\]}])/g, '');
}

const tokenPattern =
  /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|`(?:[^`\\]|\\[^])*`|\s+|[\p{L}\p{N}_$]+|[^]/gu;

/** Words keep one space between them; everything else stands close. */
function join(source: string, token: string): string {
  const word = /[\p{L}\p{N}_$]/u;
  const touches = word.test(source.slice(-1)) && word.test(token.charAt(0));
  return touches ? `${source} ${token}` : source + token;
}

function plain(value: unknown): unknown {
  if (typeof value === 'function') return { function: sourceOf(value as () => unknown) };
  if (value instanceof z.ZodObject) return plainForm(value as unknown as Form);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([key, member]) => [key, plain(member)]));
}

function plainForm(form: Form): unknown {
  return { schema: formSchema(form), fields: describeForm(form), refinements: refinements(form) };
}

/** Own conditions of a form, which no schema language can state. */
function refinements(schema: z.ZodType): string[] {
  const { checks, shape, element, innerType } = schema.def as unknown as {
    checks?: readonly { readonly _zod: { readonly def: { readonly fn?: () => unknown } } }[];
    shape?: Readonly<Record<string, z.ZodType>>;
    element?: z.ZodType;
    innerType?: z.ZodType;
  };
  const inside = [...Object.values(shape ?? {}), element, innerType].filter(
    (part) => part !== undefined,
  );
  return [
    ...(checks ?? []).flatMap(({ _zod: { def } }) =>
      def.fn === undefined ? [] : sourceOf(def.fn),
    ),
    ...inside.flatMap(refinements),
  ];
}
