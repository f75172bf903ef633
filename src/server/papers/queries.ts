import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';
import { namesOf } from '../reading/names.ts';
import type { Names } from '../reading/names.ts';

/** An entry with what its paper prints beside the form. */
export interface PaperRow {
  id: string;
  organisation_id: string;
  kind: 'duty' | 'procedure' | 'book';
  definition: string;
  act: string;
  proceeding_id: string | null;
  period: PlainDate | null;
  corrects: string | null;
  corrected_by: string | null;
  at: Instant;
  late: boolean;
  late_reason: string | null;
  account_id: string;
  account_organisation_id: string | null;
  posts: Post[];
  input: JsonObject;
  index: number | null;
  /** True where its content was erased by law. */
  erased: boolean;
}

/** One entry that the actor may see. */
export async function findPaperRow(tx: Tx, id: string): Promise<PaperRow | undefined> {
  const [row] = await tx.rows<PaperRow>(
    `select e.id, e.organisation_id, e.kind, e.definition, e.act, e.proceeding_id, e.period, e.corrects, e.at, e.late,
      e.late_reason, e.account_id, e.account_organisation_id, e.posts, e.input, l.index, e.salt is null as erased,
      (select c.id from entry c where c.organisation_id = e.organisation_id and c.definition = e.definition
        and c.corrects = e.id order by c.at limit 1) as corrected_by
     from entry e left join leaf l on l.organisation_id = e.organisation_id and l.entry_id = e.id
     where e.id = $1`,
    [id],
  );
  return row;
}

/** Names and credit codes for papers, by id. An id without a name stays unnamed: its reader may not know it. */
export interface PaperNames {
  readonly names: Names;
  readonly creditCodes: ReadonlyMap<string, string>;
}

/** Reads names, and the credit codes of bodies. */
export async function paperNames(
  tx: Tx,
  ids: readonly (string | null | undefined)[],
): Promise<PaperNames> {
  const [names, bodies] = await Promise.all([
    namesOf(tx, ids),
    tx.rows<{ id: string; credit_code: string }>(
      'select id, credit_code from named_organisations($1::uuid[], null) where credit_code is not null',
      [ids.filter((id) => typeof id === 'string')],
    ),
  ]);
  return { names, creditCodes: new Map(bodies.map((one) => [one.id, one.credit_code])) };
}

/** What records say that an input picks; a record that the reader may not see says nothing. */
export async function pickedRecords(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, JsonObject>> {
  const rows = await tx.rows<{ id: string; input: JsonObject }>(
    `select id, input from entry where id = any($1::uuid[]) and kind = 'book'`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.input]));
}

/** Which entries of a proceeding stand in the log, by entry id. */
export async function paperIndexes(
  tx: Tx,
  entries: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ entry_id: string; index: number }>(
    'select entry_id, index from leaf where entry_id = any($1::uuid[])',
    [entries],
  );
  return new Map(rows.map((row) => [row.entry_id, row.index]));
}

/** The people's governments whose departments offices are, by office; the national ones are departments of none of them. */
export async function governmentsOf(
  tx: Tx,
  offices: readonly (string | undefined)[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ id: string; name: string }>(
    `select o.id, r.name from named_organisations($1::uuid[], null) o join region r on r.code = o.region`,
    [[...new Set(offices.filter((id) => id !== undefined))]],
  );
  return new Map(rows.map(({ id, name }) => [id, `${name}人民政府`]));
}
