import type { Tx } from '#db/transaction.ts';
import type { ReadTile } from '#ledger/tile.ts';
import { listWitnesses, quorumOf } from './registered.ts';

/** A signed checkpoint as it is served: the note with all cosignature lines known so far. */
export interface Head {
  readonly size: number;
  readonly note: string;
}

interface Row {
  size: number;
  note: string;
  lines: string[];
}

const columns = `c.size, c.note, array(select line from cosignature s where s.size = c.size order by s.witness) as lines`;

/** The checkpoint of the whole log; undefined while the log is empty. */
export async function latestHead(tx: Tx): Promise<Head | undefined> {
  return present(
    await tx.rows<Row>(`select ${columns} from checkpoint c order by size desc limit 1`),
  );
}

/** The checkpoint of a size, where there is one. */
export async function headAt(tx: Tx, size: number): Promise<Head | undefined> {
  return present(await tx.rows<Row>(`select ${columns} from checkpoint c where size = $1`, [size]));
}

/**
 * The checkpoint that witnesses are asked to cosign: the largest that has been begun, until enough have cosigned it, and
 * then the latest. Without this the witnesses of a busy log would each cosign another one and none would get enough.
 */
export async function headToCosign(tx: Tx): Promise<Head | undefined> {
  const [[begun], witnesses] = await Promise.all([
    tx.rows<{ size: number; names: string[] }>(
      'select size, array_agg(witness) as names from cosignature group by size order by size desc limit 1',
    ),
    listWitnesses(tx),
  ]);
  if (begun === undefined) return latestHead(tx);
  const counted = witnesses.filter(({ name }) => begun.names.includes(name)).length;
  return counted < quorumOf(witnesses.length) ? headAt(tx, begun.size) : latestHead(tx);
}

/**
 * The checkpoint for a receipt of a leaf: the latest that enough witnesses have cosigned, or the latest of all where
 * none of those covers the leaf yet. Undefined where the leaf is in none.
 */
export async function headForReceipt(tx: Tx, index: number): Promise<Head | undefined> {
  const quorum = quorumOf((await listWitnesses(tx)).length);
  const rows = await tx.rows<Row>(selectForReceipt, [index, quorum]);
  return present(rows);
}

// Bounded: where witnesses have been silent for long, the latest checkpoint is as good as any.
const selectForReceipt = `with cosigned as (
    select r.size from (select size, witness from cosignature where size > $1 order by size desc limit 1000) r
    join witness w on w.name = r.witness group by r.size having count(*) >= $2 order by r.size desc limit 1)
  select ${columns} from checkpoint c where c.size = coalesce(
    (select size from cosigned), (select max(size) from checkpoint where size > $1))`;

/** Reads tiles of the stored log, for proofs. */
export function tileReader(tx: Tx): ReadTile {
  return async ({ level, index }) => {
    const bytes = await readTile(tx, level, index);
    if (bytes === undefined) throw new Error(`tile ${level}/${index} is missing`);
    return bytes;
  };
}

/** All hashes of a tile; at the right edge more of them as the log grows. */
export async function readTile(
  tx: Tx,
  level: number,
  index: number,
): Promise<Uint8Array | undefined> {
  const [row] = await tx.rows<{ hashes: Uint8Array }>(
    'select hashes from tile where level = $1 and n = $2',
    [level, index],
  );
  return row?.hashes;
}

function present(rows: readonly Row[]): Head | undefined {
  const [row] = rows;
  return row && { size: row.size, note: row.note + row.lines.join('') };
}
