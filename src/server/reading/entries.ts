import { timeTitle } from '#kernel/decide.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry } from '#db/types.ts';

/** An entry as its table holds it, with the names that screens need. */
export interface EntryRow extends Omit<Entry, 'request_hash'> {
  organisation_name: string | null;
  corrected_by: string | null;
  account_name: string | null;
  account_organisation_name: string | null;
  posts: Post[];
  input: JsonObject;
  index: number | null;
  total?: number;
}

/** Columns and joins of an entry row; `e` is the entry. */
const columns = `e.id, e.organisation_id, o.name as organisation_name, e.region, e.domains, e.kind, e.definition,
  e.definition_hash, e.act, e.proceeding_id, e.period, e.corrects, e.cause, e.at, e.client_at, e.late, e.late_reason,
  e.account_id, case when e.account_id = time_account() then '${timeTitle}' else a.name end as account_name, e.account_organisation_id, b.name as account_organisation_name, e.posts, e.input,
  e.salt, e.content_hash, l.index,
  (select c.id from entry c where c.organisation_id = e.organisation_id and c.definition = e.definition
    and c.corrects = e.id order by c.at limit 1) as corrected_by`;
const joins = `left join organisation o on o.id = e.organisation_id
  left join organisation b on b.id = e.account_organisation_id
  left join account a on a.id = e.account_id
  left join leaf l on l.organisation_id = e.organisation_id and l.entry_id = e.id`;

/** One entry that the actor may see. */
export async function findEntry(tx: Tx, id: string): Promise<EntryRow | undefined> {
  const [row] = await tx.rows<EntryRow>(`select ${columns} from entry e ${joins} where e.id = $1`, [
    id,
  ]);
  return row;
}

/** What a list of records is narrowed by. */
export interface RecordFilter {
  readonly organisation: string;
  readonly definition: string;
  /** Bounds of the period's first day (duties) or of the day of the entry (books). */
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  readonly limit: number;
  readonly offset: number;
}

/**
 * Records of a book or duty of one organisation, latest first, with the total in each row. Acts of proceedings are none,
 * whatever id is asked for: what of them is confidential depends on the reader's roles there.
 */
export function listRecords(tx: Tx, filter: RecordFilter): Promise<EntryRow[]> {
  return tx.rows<EntryRow>(
    `select ${columns}, e.total from (
      select e.*, count(*) over () as total from entry e
      where e.organisation_id = $1 and e.definition = $2 and e.kind <> 'procedure'
        and ($3::date is null or coalesce(e.period, (e.at at time zone 'Asia/Shanghai')::date) >= $3)
        and ($4::date is null or coalesce(e.period, (e.at at time zone 'Asia/Shanghai')::date) <= $4)
      order by e.at desc limit $5 offset $6) e
    ${joins} order by e.at desc`,
    [
      filter.organisation,
      filter.definition,
      filter.from ?? null,
      filter.to ?? null,
      filter.limit,
      filter.offset,
    ],
  );
}
