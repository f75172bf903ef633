import type { Tx } from '#db/transaction.ts';
import { frozen } from './difference.ts';
import type { Audit, Difference } from './difference.ts';

interface Row {
  id: string;
  organisation_id: string;
  /** What the entry says; null where there is none or its content was erased. */
  said: string | null;
  has_entry: boolean;
  kept: string;
  /** Hash of the document as it lies in its pieces. */
  found: string | null;
  captured: number;
}

const batch = 50;

/** Hashes every captured document again, compares it with its entry, and counts the events that came of it. */
export async function checkDocuments(audit: Audit): Promise<Difference | undefined> {
  return audit.database.asSystem('audit', (tx) => inOneMoment(tx, audit), frozen);
}

async function inOneMoment(tx: Tx, audit: Audit): Promise<Difference | undefined> {
  const events = await eventCounts(tx);
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = await tx.rows<Row>(selectCaptures, [after, batch]);
    for (const row of rows) {
      const wrong = wrongColumn(row, events.get(row.id) ?? 0);
      if (wrong !== undefined) return differenceOf(row, wrong);
    }
    audit.count('documents', rows.length);
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) return undefined;
    after = last.id;
  }
}

function wrongColumn(
  row: Row,
  events: number,
): readonly [table: string, column: string] | undefined {
  if (!row.has_entry) return ['epcis_capture', 'id'];
  if (row.found !== row.kept) return ['epcis_piece', 'body'];
  if (row.said !== null && row.said !== `sha256:${row.kept}`)
    return ['epcis_capture', 'document_hash'];
  return events === row.captured ? undefined : ['epcis_event', 'piece'];
}

function differenceOf(row: Row, [table, column]: readonly [string, string]): Difference {
  return {
    check: 'documents',
    table,
    column,
    entry: row.id,
    organisation: row.organisation_id,
    zh: `采集${row.id}的追溯事件文件或者事件与存证的摘要不一致。`,
    en: `the document or the events of capture ${row.id} differ from its entry in ${table}.${column}`,
  };
}

async function eventCounts(tx: Tx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.rows<{ capture_id: string; n: number }>(
    `select p.capture_id, count(*)::int as n from epcis_event e join epcis_piece p on p.id = e.piece group by 1`,
  );
  return new Map(rows.map(({ capture_id: id, n }) => [id, n]));
}

const selectCaptures = `select c.id, c.organisation_id, e.id is not null as has_entry,
    case when e.salt is null then null else e.input ->> 'document' end as said,
    encode(c.document_hash, 'hex') as kept, c.captured,
    (select encode(sha256(string_agg(p.body, ''::bytea order by p.number)), 'hex') from epcis_piece p
      where p.capture_id = c.id) as found
  from epcis_capture c left join entry e on e.id = c.id and e.organisation_id = c.organisation_id
    and e.definition = 'trace-capture'
  where c.id > $1 order by c.id limit $2`;
