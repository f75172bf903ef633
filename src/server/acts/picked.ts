import type { z } from 'zod';
import { innerForms, metaOf } from '#kernel/check/form.ts';
import type { FieldMeta, Form } from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { ProtectedFiles } from '#kernel/protection/protected.ts';
import { refuse } from '#kernel/refusal.ts';
import type { FieldIssue, Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';

/** What an input points to: people, organisations, uploaded files, proceedings, standards. */
export interface Pick {
  readonly what: 'person' | 'organisation' | 'file' | 'proceeding' | 'standard';
  readonly id: string;
  readonly path: string;
  /**
   * Kinds of organisations that the field allows, the procedure that a proceeding must be of, or `picture` for files that
   * must be photos; empty for any.
   */
  readonly kinds: readonly string[];
}

/**
 * Checks that everything an input points to exists: people, uploaded files and proceedings that the actor may see,
 * organisations of a kind that the field allows, standards of the register. Otherwise an entry could name a stranger or a photo that nobody has.
 */
export async function checkPicked(
  tx: Tx,
  form: Form,
  input: JsonObject,
  basis: readonly string[],
): Promise<Refusal | undefined> {
  const picks = picksOf(form, input);
  if (picks.length === 0) return undefined;
  const ids = (what: Pick['what']) =>
    picks.filter((pick) => pick.what === what).map(({ id }) => id);
  const [people, organisations, files, proceedings, standards] = await Promise.all([
    found(tx, 'select id, null as kind from account where id = any($1::uuid[])', ids('person')),
    found(tx, 'select id, kind from named_organisations($1::uuid[], null)', ids('organisation')),
    found(
      tx,
      `select hash as id, case when type like 'image/%' then 'picture' end as kind
        from file where hash = any($1::text[])`,
      ids('file'),
    ),
    found(
      tx,
      'select id, procedure as kind from proceeding where id = any($1::uuid[])',
      ids('proceeding'),
    ),
    found(
      tx,
      'select number as id, null as kind from standard where number = any($1::text[])',
      ids('standard'),
    ),
  ]);
  const issues = picks.flatMap((pick): FieldIssue[] => {
    if (pick.what === 'person')
      return people.has(pick.id) ? [] : [issue(pick, '没有找到这位人员，请重新选择')];
    if (pick.what === 'file') return fileIssues(pick, files);
    if (pick.what === 'standard')
      return standards.has(pick.id) ? [] : [issue(pick, `标准登记簿没有${pick.id}，请重新选择`)];
    const [among, name] =
      pick.what === 'proceeding' ? [proceedings, '这一事项'] : [organisations, '这个单位'];
    const kind = among.get(pick.id);
    if (kind === undefined || kind === null) return [issue(pick, `没有找到${name}，请重新选择`)];
    const allowed = pick.kinds.length === 0 || pick.kinds.includes(kind);
    return allowed ? [] : [issue(pick, `${name}的类型不符，请重新选择`)];
  });
  if (issues.length === 0) return undefined;
  return refuse(
    'invalid-input',
    '所选的人员、单位、文件、事项或者标准有误，请逐项改正后重新提交。',
    basis,
    issues,
  );
}

function fileIssues(pick: Pick, files: ReadonlyMap<string, string | null>): FieldIssue[] {
  const kind = files.get(pick.id);
  if (kind === undefined) return [issue(pick, '文件尚未上传成功，请重新上传')];
  const isWanted = pick.kinds.length === 0 || (kind !== null && pick.kinds.includes(kind));
  return isWanted ? [] : [issue(pick, '这里须为照片（JPEG、PNG或WebP），PDF等文件不能代替照片')];
}

async function found(
  tx: Tx,
  sql: string,
  ids: readonly string[],
): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; kind: string | null }>(sql, [ids]);
  return new Map(rows.map((row) => [row.id, row.kind]));
}

function issue({ path }: Pick, sentence: string): FieldIssue {
  return { path, sentence };
}

/**
 * Which of these files came from somebody whom a clause protects, by hash; for offices that carry cases on, whatever
 * they may see. Nobody else is told.
 */
export async function protectedAmong(tx: Tx, hashes: readonly string[]): Promise<ProtectedFiles> {
  if (hashes.length === 0) return new Map();
  const rows = await tx.rows<{ file_hash: string; clause: string }>(
    'select file_hash, clause from protected_files($1)',
    [hashes],
  );
  return new Map(rows.map(({ file_hash: hash, clause }) => [hash, clause]));
}

/** Everything that an input points to, with the path of its field below `prefix`. */
export function picksOf(form: Form, input: JsonObject, prefix = ''): Pick[] {
  return pickingFields(form).flatMap(({ name, what, kinds, inner }) => {
    const value = input[name];
    const path = prefix + name;
    if (value === undefined || value === null) return [];
    if (what !== undefined) {
      const ids = [value].flat().filter((id) => typeof id === 'string');
      return ids.map((id): Pick => ({ what, id, path, kinds }));
    }
    if (inner === undefined) return [];
    if (!Array.isArray(value)) return picksOf(inner, value as JsonObject, `${path}.`);
    return value.flatMap((row, at) => picksOf(inner, row as JsonObject, `${path}.${at}.`));
  });
}

/** A field that points to something, or whose inner form does. */
interface PickingField {
  readonly name: string;
  readonly what: Pick['what'] | undefined;
  readonly kinds: readonly string[];
  readonly inner: Form | undefined;
}

/** The fields of a form that can point to anything; found once, most have none. */
function pickingFields(form: Form): readonly PickingField[] {
  const known = picking.get(form);
  if (known !== undefined) return known;
  const fields = Object.entries(form.shape).flatMap(([name, schema]): PickingField[] => {
    const meta = metaOf(schema as z.ZodType);
    if (meta === undefined) return [];
    const what = kindOfControl[meta.control];
    const inner = innerForms(schema as z.ZodType).find((one) => pickingFields(one).length > 0);
    if (what === undefined && inner === undefined) return [];
    return [{ name, what, kinds: kindsOf(meta), inner }];
  });
  picking.set(form, fields);
  return fields;
}

function kindsOf({ procedure, pictures, kinds = [] }: FieldMeta): readonly string[] {
  if (procedure !== undefined) return [procedure];
  return pictures === true ? ['picture'] : kinds;
}

const picking = new WeakMap<Form, readonly PickingField[]>();

const kindOfControl: Partial<Record<string, Pick['what']>> = {
  person: 'person',
  people: 'person',
  organisation: 'organisation',
  organisations: 'organisation',
  files: 'file',
  proceeding: 'proceeding',
  standards: 'standard',
};

/**
 * Ids of the proceedings that an input not yet judged points to, whatever else is wrong with it.
 * @param wanted those alone that are picked as proceedings of such a procedure.
 */
export function pickedProceedings(
  form: Form | undefined,
  input: unknown,
  wanted?: (procedure: string) => boolean,
): string[] {
  if (form === undefined || pickingFields(form).length === 0) return [];
  const parsed = form.safeParse(input);
  if (!parsed.success) return [];
  return picksOf(form, parsed.data as JsonObject)
    .filter(
      ({ what, kinds }) => what === 'proceeding' && (wanted === undefined || kinds.some(wanted)),
    )
    .map(({ id }) => id);
}
