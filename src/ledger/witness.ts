import { equalBytes } from './bytes.ts';
import { verifyConsistency } from './audit-path.ts';
import { cosign, openCheckpoint, type CheckpointRefusal } from './cosignature.ts';
import type { Signer, VerifierKey } from './keys.ts';
import type { NoteSignature } from './note.ts';
import { emptyRoot } from './tree.ts';

/** All a witness remembers of a log: the largest tree it has cosigned. */
export interface WitnessState {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Why a witness does not cosign. `fork` is proof of two histories: the same size with another root. `rollback` is a tree
 * smaller than the one cosigned. `unproven` means that the consistency proof does not lead from the old root to the new.
 */
export type WitnessRefusal = CheckpointRefusal | 'rollback' | 'fork' | 'unproven';

/** What the log sends and with what the witness answers. */
export interface WitnessRequest {
  /** The checkpoint, signed by the log. */
  readonly checkpoint: string;
  /** Consistency proof from the witness's size to the checkpoint's; empty on first sight and at the same size. */
  readonly proof: readonly Uint8Array[];
  /** The log's key. */
  readonly log: VerifierKey;
  /** The witness's own key. */
  readonly signer: Signer;
  /** Seconds since the Unix epoch. */
  readonly timestamp: number;
}

/** The state to keep and the signature line to return, or a refusal that leaves the state as it was. */
export type WitnessResult =
  | { readonly ok: true; readonly state: WitnessState; readonly cosignature: NoteSignature }
  | { readonly ok: false; readonly reason: WitnessRefusal };

/**
 * One step of a witness: cosigns a checkpoint that continues the tree seen before. The first one seen is taken on trust.
 * Store the new state durably before the cosignature leaves: a witness that forgets can be shown two histories.
 * @param state undefined at first sight of the log.
 */
export async function witnessStep(
  state: WitnessState | undefined,
  { checkpoint: input, proof, log, signer, timestamp }: WitnessRequest,
): Promise<WitnessResult> {
  const opened = await openCheckpoint(input, { log, witnesses: [], quorum: 0 });
  if (!opened.ok) return opened;
  const { size, root } = opened.checkpoint;
  const known = state ?? (size === 0 ? { size, root: emptyRoot() } : { size, root });
  if (size < known.size) return { ok: false, reason: 'rollback' };
  if (size === known.size && !equalBytes(root, known.root)) return { ok: false, reason: 'fork' };
  if (!verifyConsistency(known.size, known.root, size, root, proof)) {
    return { ok: false, reason: 'unproven' };
  }
  const cosignature = await cosign(opened.text, signer, timestamp);
  return { ok: true, state: { size, root }, cosignature };
}
