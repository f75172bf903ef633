import type { Tx } from '#db/transaction.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { parseCheckpoint } from '#ledger/checkpoint.ts';
import { verifyCosignature } from '#ledger/cosignature.ts';
import { parseVerifierKey } from '#ledger/keys.ts';
import { formatSignature, parseNote } from '#ledger/note.ts';
import type { NoteSignature } from '#ledger/note.ts';
import { listWitnesses } from './registered.ts';

/** Which witnesses' lines are now under a checkpoint. */
export interface CosignatureReceipt {
  readonly ok: true;
  readonly size: number;
  readonly accepted: readonly string[];
}

/**
 * Puts cosignatures under a checkpoint. They come as a signed note: the text of the checkpoint, a blank line, and lines
 * of witnesses. Only registered witnesses are accepted, only over a checkpoint that this log published, and only lines
 * that verify; one bad line refuses all. Sending the same again changes nothing.
 */
export async function keepCosignatures(
  tx: Tx,
  input: string,
  now: Instant,
): Promise<CosignatureReceipt | Refusal> {
  const note = parseNote(input);
  const checkpoint = note && parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) {
    return refuse('invalid-input', '内容不是有效的检查点和见证签名。');
  }
  const { size } = checkpoint;
  const [witnesses, [head]] = await Promise.all([
    listWitnesses(tx),
    tx.rows<{ note: string }>('select note from checkpoint where size = $1', [size]),
  ]);
  if (head === undefined) return refuse('not-found', '本账本没有这个检查点。');
  if (parseNote(head.note)?.text !== note.text) {
    return refuse('condition-unmet', '检查点与本账本公布的不一致，请保留证据并向各方报告。');
  }
  const accepted: NoteSignature[] = [];
  for (const signature of note.signatures) {
    const key = witnesses
      .map(({ vkey }) => parseVerifierKey(vkey))
      .find((known) => known?.name === signature.name && known.id === signature.keyId);
    if (key === undefined) return refuse('not-entitled', `${signature.name}不是登记的见证方。`);
    if ((await verifyCosignature(note.text, signature, key)) === undefined) {
      return refuse('invalid-input', `${signature.name}的见证签名无效。`);
    }
    accepted.push(signature);
  }
  for (const signature of accepted) {
    await tx.rows(insertLine, [size, signature.name, formatSignature(signature), now]);
  }
  return { ok: true, size, accepted: accepted.map(({ name }) => name) };
}

const insertLine = `with kept as (
    insert into cosignature (size, witness, line, at) values ($1, $2, $3, $4) on conflict do nothing)
  update witness set size = greatest(size, $1) where name = $2`;
