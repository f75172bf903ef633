import { concat, utf8 } from './bytes.ts';
import { parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { verifyEd25519 } from './ed25519/verify.ts';
import { KEY_TYPES, parseVerifierKey, type Signer, type VerifierKey } from './keys.ts';
import { parseNote, signaturesOf, verifyNote, type Note, type NoteSignature } from './note.ts';

/** Whom a verifier trusts: the log's key, the witnesses' keys, and how many of them must have cosigned. */
export interface Policy {
  /** Key of type `log`; its name is the origin of the checkpoints that are accepted. */
  readonly log: VerifierKey;
  /** Keys of type `witness`, no two with a name or a public key in common. */
  readonly witnesses: readonly VerifierKey[];
  /** 0 (the log's word suffices) to all witnesses. */
  readonly quorum: number;
}

/** Result of reading a policy file; the sentence is Chinese. */
export type PolicyResult =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly sentence: string };

/** Reads a policy from its JSON form `{log: vkey, witnesses: vkey[], quorum: number}`; further members are ignored. */
export function parsePolicy(json: unknown): PolicyResult {
  const refuse = (sentence: string): PolicyResult => ({ ok: false, sentence });
  if (typeof json !== 'object' || json === null) return refuse('信任策略应为 JSON 对象。');
  const { log, witnesses, quorum } = json as Record<string, unknown>;
  const logKey = typeof log === 'string' ? parseVerifierKey(log) : undefined;
  if (logKey?.type !== KEY_TYPES.log) return refuse('信任策略中的账本公钥（log）无效。');
  if (!Array.isArray(witnesses)) return refuse('信任策略中的见证方公钥（witnesses）应为数组。');
  const keys: VerifierKey[] = [];
  for (const text of witnesses as unknown[]) {
    const key = typeof text === 'string' ? parseVerifierKey(text) : undefined;
    if (key?.type !== KEY_TYPES.witness) return refuse('信任策略中有无效的见证方公钥。');
    keys.push(key);
  }
  // A cosignature does not commit to its signer's name: one key under two names would count twice.
  const distinctKeys = new Set([logKey, ...keys].map(({ publicKey }) => publicKey.join()));
  const distinctNames = new Set(keys.map(({ name }) => name));
  if (distinctKeys.size !== keys.length + 1 || distinctNames.size !== keys.length) {
    return refuse('信任策略中有重复的见证方，或者见证方与账本共用一把密钥。');
  }
  if (
    typeof quorum !== 'number' ||
    !Number.isInteger(quorum) ||
    quorum < 0 ||
    quorum > keys.length
  ) {
    return refuse('信任策略中的最少见证数（quorum）应为 0 至见证方总数之间的整数。');
  }
  return { ok: true, policy: { log: logKey, witnesses: keys, quorum } };
}

/**
 * Cosigns the text of a checkpoint as a witness, C2SP tlog-cosignature v1 (Ed25519). Call only from `witnessStep`, which
 * has checked that the log did not rewrite its past.
 * @param timestamp seconds since the Unix epoch.
 * @throws RangeError on a key of another type or a bad timestamp.
 */
export async function cosign(
  text: string,
  signer: Signer,
  timestamp: number,
): Promise<NoteSignature> {
  if (signer.type !== KEY_TYPES.witness) throw new RangeError('only a witness key cosigns');
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) throw new RangeError('bad timestamp');
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, BigInt(timestamp));
  const signature = concat(time, await signer.sign(cosignedMessage(text, timestamp)));
  return { name: signer.name, keyId: signer.id, signature };
}

/**
 * Checks one cosignature over the text of a checkpoint.
 * @returns the time it was made, in seconds since the Unix epoch, or undefined where it does not verify.
 */
export async function verifyCosignature(
  text: string,
  { signature }: NoteSignature,
  key: VerifierKey,
): Promise<number | undefined> {
  if (key.type !== KEY_TYPES.witness || signature.length !== 72) return undefined;
  const view = new DataView(signature.buffer, signature.byteOffset);
  const timestamp = Number(view.getBigUint64(0));
  if (!Number.isSafeInteger(timestamp)) return undefined;
  const message = cosignedMessage(text, timestamp);
  return (await verifyEd25519(key.publicKey, message, signature.slice(8))) ? timestamp : undefined;
}

/** A witness's verified statement: at this time it saw this tree as the largest, and consistent with all before. */
export interface Cosignature {
  readonly witness: string;
  /** Seconds since the Unix epoch. */
  readonly timestamp: number;
}

/** Why a checkpoint is not accepted. */
export type CheckpointRefusal =
  | 'malformed-checkpoint'
  | 'wrong-log'
  | 'unsigned-checkpoint'
  | 'bad-log-signature'
  | 'bad-witness-signature'
  | 'too-few-witnesses';

/** A checkpoint that satisfies a policy, or the reason why it does not. */
export type OpenedCheckpoint =
  | {
      readonly ok: true;
      readonly checkpoint: Checkpoint;
      /** The signed text, with its final newline. */
      readonly text: string;
      readonly cosignatures: readonly Cosignature[];
    }
  | { readonly ok: false; readonly reason: CheckpointRefusal };

/**
 * Reads a signed checkpoint and checks it against a policy: origin, log signature, then every cosignature by a known
 * witness, of which enough must be there. Signatures by unknown keys are ignored; a false one by a known key spoils all.
 */
export async function openCheckpoint(input: string, policy: Policy): Promise<OpenedCheckpoint> {
  const note = parseNote(input);
  const checkpoint = note && parseCheckpoint(note.text);
  if (note === undefined || checkpoint === undefined) return refuse('malformed-checkpoint');
  if (checkpoint.origin !== policy.log.name) return refuse('wrong-log');
  const signed = await verifyNote(note, policy.log);
  if (signed === 'absent') return refuse('unsigned-checkpoint');
  if (signed === 'invalid') return refuse('bad-log-signature');

  const cosignatures: Cosignature[] = [];
  for (const key of policy.witnesses) {
    const timestamp = await cosignatureTime(note, key);
    if (timestamp === 'invalid') return refuse('bad-witness-signature');
    if (timestamp !== 'absent') cosignatures.push({ witness: key.name, timestamp });
  }
  if (cosignatures.length < policy.quorum) return refuse('too-few-witnesses');
  return { ok: true, checkpoint, text: note.text, cosignatures };
}

function refuse(reason: CheckpointRefusal): OpenedCheckpoint {
  return { ok: false, reason };
}

/** Earliest time at which a witness cosigned; a witness that signed twice still counts once. */
async function cosignatureTime(
  note: Note,
  key: VerifierKey,
): Promise<number | 'absent' | 'invalid'> {
  let earliest = Infinity;
  for (const signature of signaturesOf(note, key)) {
    const timestamp = await verifyCosignature(note.text, signature, key);
    if (timestamp === undefined) return 'invalid';
    earliest = Math.min(earliest, timestamp);
  }
  return earliest === Infinity ? 'absent' : earliest;
}

function cosignedMessage(text: string, timestamp: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${timestamp}\n${text}`);
}
