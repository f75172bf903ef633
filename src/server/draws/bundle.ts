import type { Post } from '#kernel/party.ts';
import { readDraw } from '#law/regulator/random-draw/rounds.ts';
import type { DrawRecord } from '#law/regulator/random-draw/rounds.ts';
import { toBase64, toHex } from '#ledger/bytes.ts';
import { hashReader } from '#ledger/tile.ts';
import type { Tx } from '#db/transaction.ts';
import { receiptOf } from '../entries/receipt.ts';
import { headForReceipt, tileReader } from '../ledger/heads.ts';
import type { EntryRow } from '../reading/entries.ts';
import type { DrawBundle } from './present.ts';
import { publicFiles } from './queries.ts';

/** What is public of a draw. */
export interface PublicDraw {
  readonly rows: readonly EntryRow[];
  readonly record: DrawRecord;
}

/** Reads the disclosed entries of a draw; undefined where nothing of it is public. */
export async function readPublicDraw(tx: Tx, id: string): Promise<PublicDraw | undefined> {
  const found = await tx.rows<DisclosedRow>('select * from disclosed_entries($1)', [id]);
  const rows = found.map((row): EntryRow => ({ ...row, ...unnamed }));
  const record = readDraw(rows.map(({ id: entry, act, at, input }) => ({ entry, act, at, input })));
  return record && { rows, record };
}

type DisclosedRow = Omit<EntryRow, keyof typeof unnamed> & { posts: Post[] };

/** Names are not public; periods and corrections are of duties and books. */
const unnamed = {
  period: null,
  corrects: null,
  organisation_name: null,
  corrected_by: null,
  account_name: null,
  account_organisation_name: null,
} as const;

/** Packs what a visitor needs to compute a draw again. Entries that still wait for the log are left out. */
export async function bundleOf(
  tx: Tx,
  id: string,
  { rows, record }: PublicDraw,
): Promise<DrawBundle> {
  const receipts: string[] = [];
  for (const row of rows) {
    const receipt = await receiptOf(tx, row);
    if (receipt !== undefined) receipts.push(receipt);
  }
  const sizes = [...new Set(record.rounds.map(({ size }) => size))];
  const roots: DrawBundle['roots'][number][] = [];
  for (const size of sizes) {
    const root = await rootOf(tx, size);
    if (root !== undefined) roots.push(root);
  }
  const files = await publicFiles(tx, id);
  return { format: 'sifang-draw-bundle/v1', id, receipts, roots, files };
}

/** The root at a size and the proof that a checkpoint contains that tree; undefined while the log is shorter. */
async function rootOf(tx: Tx, size: number): Promise<DrawBundle['roots'][number] | undefined> {
  const head = await headForReceipt(tx, size - 1);
  if (head === undefined || head.size < size) return undefined;
  const reader = hashReader(tileReader(tx), head.size);
  const [root, proof] = await Promise.all([reader.root(size), reader.consistencyProof(size)]);
  return { size, root: toHex(root), proof: proof.map(toBase64), checkpoint: head.note };
}
