import type { Tx } from '#db/transaction.ts';
import { toHex } from '#ledger/bytes.ts';
import { formatProof } from '#ledger/proof.ts';
import { hashReader } from '#ledger/tile.ts';
import { headForReceipt, tileReader } from './heads.ts';
import type { LoggedEntry } from './present.ts';

/**
 * Tells anybody who knows the number of an entry whether it stands in the log, with the proof (`ledger/FORMAT.md` §6),
 * and nothing of what it says.
 * @returns undefined where there is no such entry.
 */
export async function findLogged(tx: Tx, entry: string): Promise<LoggedEntry | undefined> {
  const [row] = await tx.rows<{ index: number | null; content_hash: Uint8Array }>(
    'select index, content_hash from logged_entry($1)',
    [entry],
  );
  if (row === undefined) return undefined;
  const { index } = row;
  const head = index === null ? undefined : await headForReceipt(tx, index);
  if (index === null || head === undefined) return { state: 'waiting' };
  const hashes = await hashReader(tileReader(tx), head.size).inclusionProof(index);
  const proof = formatProof({ index, hashes, checkpoint: head.note });
  return { state: 'logged', contentHash: toHex(row.content_hash), proof };
}
