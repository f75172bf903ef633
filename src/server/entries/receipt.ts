import type { Tx } from '#db/transaction.ts';
import { equalBytes } from '#ledger/bytes.ts';
import { contentHash } from '#ledger/leaf.ts';
import { formatErasedReceipt, formatReceipt } from '#ledger/receipt.ts';
import { hashReader } from '#ledger/tile.ts';
import { headForReceipt, tileReader } from '../ledger/heads.ts';
import { valueOfRow } from './present.ts';
import type { EntryRow } from '../reading/entries.ts';

/**
 * Writes the receipt of an entry, which proves it offline (`ledger/FORMAT.md` §6), under the latest checkpoint that
 * enough witnesses have cosigned, or under the latest of all while they have not. The receipt of an entry whose content
 * was erased proves its hash alone.
 * @returns undefined while the entry waits for its place in the log.
 * @throws Error where the row no longer hashes to what was logged: damage that the audit will find too.
 */
export async function receiptOf(tx: Tx, row: EntryRow): Promise<string | undefined> {
  const { index, salt } = row;
  const head = index === null ? undefined : await headForReceipt(tx, index);
  if (index === null || head === undefined) return undefined;
  const proof = await hashReader(tileReader(tx), head.size).inclusionProof(index);
  const place = { index, proof, checkpoint: head.note };
  if (salt === null) return formatErasedReceipt({ ...place, contentHash: row.content_hash });
  const value = valueOfRow(row);
  if (!equalBytes(contentHash(salt, value), row.content_hash)) {
    throw new Error(`entry ${row.id} does not hash to its content hash`);
  }
  return formatReceipt({ ...place, salt, value });
}
