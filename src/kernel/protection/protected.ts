import type { z } from 'zod';
import { innerForms, metaOf } from '../check/form.ts';
import type { ClauseId } from '../clause.ts';
import type { Procedure } from '../definition.ts';
import type { Effect } from '../effect.ts';
import type { PastAct } from '../facts.ts';
import type { FieldMeta, Form } from '../field.ts';
import type { Json, JsonObject } from '../json.ts';
import { refuse } from '../refusal.ts';
import type { FieldIssue, Refusal } from '../refusal.ts';

/** Files that came from somebody whom a clause protects: the hash of each, and the clause. */
export type ProtectedFiles = ReadonlyMap<string, ClauseId>;

/** A proceeding whose sources may be protected: its version and its acts. */
export interface Origin {
  readonly procedure: Procedure;
  readonly history: readonly PastAct[];
}

/** The files that an input hands in from somebody whom a clause protects. */
export function protectedFiles(form: Form, input: JsonObject): ProtectedFiles {
  return new Map(
    filled(form, input).flatMap(({ meta, value }) =>
      meta.control === 'files' && meta.protects !== undefined
        ? textsIn(value).map((hash) => [hash, meta.protects!] as const)
        : [],
    ),
  );
}

/**
 * Refuses an input that hands in elsewhere what came from somebody whom a clause protects. The hash alone counts: a copy
 * under another name is the same file.
 * @param known such files among those of the input, of whatever proceeding; those of this one are added.
 */
export function handsOn(
  { procedure, history }: Origin,
  form: Form,
  input: JsonObject,
  known: ProtectedFiles,
): Refusal | undefined {
  if (!namesFiles(form)) return undefined;
  const own = history.flatMap((past) => {
    const act = procedure.acts[past.act];
    return act === undefined ? [] : [...protectedFiles(act.form, past.input)];
  });
  const secret = new Map([...known, ...own]);
  const found = filled(form, input)
    .filter(({ meta }) => meta.control === 'files' && meta.protects === undefined)
    .flatMap(({ meta, path, value }) =>
      textsIn(value).flatMap((hash) => {
        const clause = secret.get(hash);
        return clause === undefined ? [] : [{ path, label: meta.label, clause }];
      }),
    );
  const [first] = found;
  if (first === undefined) return undefined;
  const issues = found.map(({ path }): FieldIssue => ({ path, sentence: fileSentence }));
  const sentence = `“${first.label}”${fileSentence}`;
  return refuse(
    'condition-unmet',
    sentence,
    [...new Set(found.map(({ clause }) => clause))],
    issues,
  );
}

const fileSentence = '选用了依法对来源保密的文件，不能用于案件、文书或者移送；请另行取证后上传。';

/**
 * Refuses effects that carry into other proceedings, messages or publications what a clause keeps secret here: a file, a
 * name, a number, a run of somebody's own words.
 */
export function carriesOut(
  { procedure, history }: Origin,
  effects: readonly Effect[],
): Refusal | undefined {
  return leakIn({ procedure, history }, textsIn(effects as unknown as Json));
}

/**
 * Refuses an input in a proceeding that came of one with protected sources, where what its subject may read tells them: a
 * notice or a decision. What is hidden from the subject may name a witness who agreed to it.
 */
export function tellsSubject(
  { roles }: Pick<Procedure, 'roles'>,
  form: Form,
  input: JsonObject,
  origin: Origin,
): Refusal | undefined {
  const subjects = Object.keys(roles).filter((role) => roles[role]?.fills === 'subject');
  const shown = filled(form, input).filter(
    ({ meta }) => !subjects.some((role) => meta.hiddenFrom?.includes(role)),
  );
  return leakIn(
    origin,
    shown.flatMap(({ value }) => textsIn(value)),
  );
}

function leakIn({ procedure, history }: Origin, carried: readonly string[]): Refusal | undefined {
  if (carried.length === 0) return undefined;
  const plain = carried.map(plainText);
  for (const past of history) {
    const form = procedure.acts[past.act]?.form;
    if (form === undefined) continue;
    const fields = filled(form, past.input);
    const open = fields.flatMap(({ meta, value }) =>
      meta.protects === undefined ? textsIn(value).map(plainText) : [],
    );
    for (const { meta, value } of fields) {
      if (meta.protects === undefined) continue;
      const isTold = textsIn(value).some((text) =>
        meta.control === 'files'
          ? carried.includes(text)
          : repeats(plain, plainText(text), open, meta),
      );
      if (!isTold) continue;
      const sentence = `填写的内容带出了依法保密的“${meta.label}”；请删去，或者用本部门核查的内容重写。`;
      return refuse('condition-unmet', sentence, [meta.protects]);
    }
  }
  return undefined;
}

/** The clauses that a form protects somebody by, with the field of each. */
export function protectionsOf(form: Form, prefix = ''): [field: string, clause: ClauseId][] {
  return Object.entries(form.shape).flatMap(([name, schema]): [string, ClauseId][] => {
    const field = schema as z.ZodType;
    const clause = metaOf(field)?.protects;
    return [
      ...(clause === undefined ? [] : [[prefix + name, clause] as [string, ClauseId]]),
      ...innerForms(field).flatMap((inner) => protectionsOf(inner, `${prefix}${name}.`)),
    ];
  });
}

/** So many characters in a row are not found in somebody else's words by chance. */
const run = 24;

/**
 * A name or number is told by standing there whole, somebody's own account by a run of its words, apart from what stands
 * openly beside it (the long name of a firm).
 */
function repeats(
  said: readonly string[],
  secret: string,
  open: readonly string[],
  { control }: FieldMeta,
): boolean {
  if (control !== 'long-text') return secret.length > 1 && said.some((one) => one.includes(secret));
  const parts = open
    .filter((known) => known.length > 1)
    .reduce((rest, known) => rest.flatMap((part) => part.split(known)), [secret]);
  return parts.some((part) =>
    Array.from({ length: Math.max(0, part.length - run + 1) }, (_, at) =>
      part.slice(at, at + run),
    ).some((words) => said.some((one) => one.includes(words))),
  );
}

function plainText(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}

function textsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner as Json | undefined));
}

interface FilledField {
  readonly meta: FieldMeta;
  readonly path: string;
  readonly value: Json;
}

/** The filled fields of an input that hold something of their own, also inside groups and rows. */
function filled(form: Form, input: JsonObject, prefix = ''): FilledField[] {
  return Object.entries(form.shape).flatMap(([name, schema]): FilledField[] => {
    const value = input[name];
    const field = schema as z.ZodType;
    const meta = metaOf(field);
    if (value === undefined || value === null || meta === undefined) return [];
    const path = prefix + name;
    const [inner] = innerForms(field);
    if (inner === undefined) return [{ meta, path, value }];
    if (!Array.isArray(value)) return filled(inner, value as JsonObject, `${path}.`);
    return value.flatMap((row, at) => filled(inner, row as JsonObject, `${path}.${at}.`));
  });
}

function namesFiles(form: Form): boolean {
  return Object.values(form.shape).some((schema) => {
    const field = schema as z.ZodType;
    return metaOf(field)?.control === 'files' || innerForms(field).some(namesFiles);
  });
}
