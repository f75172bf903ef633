import type { Tx } from '#db/transaction.ts';
import { equalBytes } from '#ledger/bytes.ts';
import { checkContent, entryColumns, hashOf } from './leaf.ts';
import type { StoredEntry } from './leaf.ts';
import { frozen } from './difference.ts';
import type { Audit, Difference } from './difference.ts';

interface QueueRow extends StoredEntry {
  seq: number;
  entry_id: string;
  queue_organisation: string;
  queued_hash: Uint8Array;
  is_logged: boolean;
}

const batchSize = 2_000;

/**
 * Checks that every entry stands in the log or waits for it, once. The log's own check has shown that each leaf has its
 * entry, so equal numbers mean that no entry is left over.
 */
export async function checkQueue(audit: Audit): Promise<Difference | undefined> {
  let last = 0;
  for (;;) {
    const after = last;
    const rows = await audit.database.asSystem(
      'audit',
      (tx) => tx.rows<QueueRow>(selectQueue, [after, batchSize]),
      frozen,
    );
    for (const row of rows) {
      const difference = checkQueued(row);
      if (difference !== undefined) return difference;
    }
    if (rows.length < batchSize) break;
    last = rows.at(-1)!.seq;
  }
  return audit.database.asSystem('audit', findUnlogged, frozen);
}

const selectQueue = `select q.seq, q.entry_id, q.organisation_id as queue_organisation, q.content_hash as queued_hash,
    l.entry_id is not null as is_logged, ${entryColumns}
  from leaf_queue q
  left join entry e on e.organisation_id = q.organisation_id and e.id = q.entry_id
  left join leaf l on l.organisation_id = q.organisation_id and l.entry_id = q.entry_id
  where q.seq > $1 order by q.seq limit $2`;

function checkQueued(row: QueueRow): Difference | undefined {
  const { entry_id: entry, queue_organisation: organisation } = row;
  const found = { check: 'queue', entry, organisation } as const;
  if ((row.id as string | null) === null) {
    return {
      ...found,
      table: 'entry',
      column: 'id',
      zh: `待入账的记录${entry}已被删除。`,
      en: `entry ${entry}, which waits for the log, was deleted`,
    };
  }
  if (row.is_logged || !equalBytes(row.queued_hash, row.content_hash)) {
    return {
      ...found,
      table: 'leaf_queue',
      column: row.is_logged ? 'entry_id' : 'content_hash',
      zh: `待入账队列中记录${entry}${row.is_logged ? '已经入账' : '的内容哈希被改动'}。`,
      en: `entry ${entry} in the queue ${row.is_logged ? 'is logged already' : 'has another content hash'}`,
    };
  }
  return checkContent(row, hashOf(row), found);
}

async function findUnlogged(tx: Tx): Promise<Difference | undefined> {
  const [counted] = await tx.rows<{ entries: number; leaves: number; waiting: number }>(
    `select (select count(*) from entry) as entries, (select count(*) from leaf) as leaves,
      (select count(*) from leaf_queue) as waiting`,
  );
  const { entries, leaves, waiting } = counted!;
  if (entries === leaves + waiting) return undefined;
  const [row] = await tx.rows<{ id: string; organisation_id: string }>(
    `select e.id, e.organisation_id from entry e
      where not exists (select from leaf l where l.organisation_id = e.organisation_id and l.entry_id = e.id)
        and not exists (select from leaf_queue q where q.organisation_id = e.organisation_id and q.entry_id = e.id)
      order by e.at limit 1`,
  );
  // Fewer entries than places in the log would have been found there.
  if (row === undefined)
    throw new Error('the tables changed between two statements of one snapshot');
  return {
    check: 'queue',
    table: 'leaf',
    column: 'entry_id',
    entry: row.id,
    organisation: row.organisation_id,
    zh: `记录${row.id}既不在账本中，也不在待入账队列中：绕过平台写入，或者账本条目被删除。`,
    en: `entry ${row.id} is neither in the log nor waiting for it: it was written past the platform`,
  };
}
