import { time, timeTitle } from '#kernel/decide.ts';
import type { Tx } from '#db/transaction.ts';

/** Names of people, organisations, lots and proceedings by id, as far as the reader may know them. */
export type Names = ReadonlyMap<string, string>;

/** What stands in the place of a person whom the reader may not know by name. */
export const unnamedPerson = '（姓名不公开）';
/** What stands in the place of a body that has no name on record. */
export const unnamedBody = '（名称不公开）';

/**
 * Names whoever is behind some ids: bodies by their public names, people where they lie in the reader's scope or act
 * for an office or a laboratory. A party must see who acted, also where nobody but time did; citizens and other people's
 * staff stay unnamed.
 */
export async function namesOf(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<Names> {
  const asked = [...new Set(ids.filter((id) => typeof id === 'string'))];
  if (asked.length === 0) return new Map();
  const rows = await tx.rows<{ id: string; name: string }>(selectNames, [asked]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return asked.includes(time.account) ? names.set(time.account, timeTitle) : names;
}

/** How a lot is called: what it is, its number, its day. */
const lotName = `concat_ws(' ', product, nullif(model, ''), '批号' || number, made_on::text)`;

const selectNames = `select id, name from named_organisations($1::uuid[], null)
  union all select id, name from account where id = any($1::uuid[])
  union all select id, name from named_officials($1::uuid[])
  union all select id, ${lotName} from lot where id = any($1::uuid[])
  union all select id, title from proceeding where id = any($1::uuid[])`;
