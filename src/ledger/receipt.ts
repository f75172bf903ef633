import { decodeUtf8, fromBase64, HASH_BYTES, toBase64, utf8 } from './bytes.ts';
import { verifyInclusion } from './audit-path.ts';
import { canonicalJson, CanonicalJsonError } from './canonical-json.ts';
import type { Checkpoint } from './checkpoint.ts';
import {
  openCheckpoint,
  type CheckpointRefusal,
  type Cosignature,
  type Policy,
} from './cosignature.ts';
import { contentHash, leafBytes, leafHash, SALT_BYTES } from './leaf.ts';
import { formatProof, parseProof } from './proof.ts';
import type { TlogProof } from './proof.ts';

/** What a receipt holds: an entry's salt and value, where it stands in the log, and the signed checkpoint. */
export interface ReceiptParts {
  /** The 32 random bytes the entry was salted with. */
  readonly salt: Uint8Array;
  /** The entry itself, any value with canonical JSON. */
  readonly value: unknown;
  /** Zero-based index in the log. */
  readonly index: number;
  /** Inclusion proof of that index in the checkpoint's tree. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint with its cosignatures, verbatim. */
  readonly checkpoint: string;
}

/** A receipt of an entry whose content was erased: the hash stands for it. */
export type ErasedParts = Omit<ReceiptParts, 'salt' | 'value'> & {
  readonly contentHash: Uint8Array;
};

/** Why a receipt does not hold. */
export type ReceiptRefusal =
  | 'malformed-receipt'
  | 'malformed-content'
  | CheckpointRefusal
  | 'not-in-log';

/** What a receipt proves, or why it proves nothing. */
export type ReceiptResult =
  | {
      readonly ok: true;
      /** The entry; undefined where its content was erased. */
      readonly value: unknown;
      /**
       * True where the receipt carries no content, because salt and value were erased: proved is then only that an entry
       * with this hash was in the log, not what it said.
       */
      readonly erased: boolean;
      readonly index: number;
      readonly checkpoint: Checkpoint;
      /** Names of the witnesses whose cosignatures were verified, in the order of the policy. */
      readonly witnesses: readonly string[];
      /** The same with the times at which they saw the checkpoint. */
      readonly cosignatures: readonly Cosignature[];
    }
  | {
      readonly ok: false;
      readonly reason: ReceiptRefusal;
      /** Chinese, addressed to whoever holds the receipt. */
      readonly sentence: string;
    };

/** What a proof without its entry proves: that a content hash stands in the log. */
export type PresenceResult =
  | Omit<Extract<ReceiptResult, { ok: true }>, 'value' | 'erased'>
  | Extract<ReceiptResult, { ok: false }>;

/** The sentence for each reason. */
export const RECEIPT_SENTENCES: Readonly<Record<ReceiptRefusal, string>> = {
  'malformed-receipt': '该文件不是有效的存证回执，或者已被编辑、转码。请重新下载原始回执文件。',
  'malformed-content': '回执中的记录内容缺失或格式不符。请重新下载原始回执文件。',
  'malformed-checkpoint': '回执中的账本检查点格式不符。请重新下载原始回执文件。',
  'wrong-log': '该回执出自其他账本，与所用信任策略不符。请核对信任策略文件。',
  'unsigned-checkpoint': '检查点没有信任策略所列账本的签名，不能证明记录已入账。',
  'bad-log-signature': '检查点上的账本签名无效，检查点可能被改动，不予采信。',
  'bad-witness-signature': '检查点上有见证方的签名无效，检查点可能被改动，不予采信。',
  'too-few-witnesses': '检查点上的有效见证签名数量不足，请在见证完成后重新下载回执。',
  'not-in-log': '记录内容与账本不一致：记录或者其序号被改动，或者该记录从未入账。',
};

/** Writes a receipt file, FORMAT.md §6. @throws RangeError or CanonicalJsonError where the parts make no receipt. */
export function formatReceipt({ salt, value, index, proof, checkpoint }: ReceiptParts): string {
  if (salt.length !== SALT_BYTES) throw new RangeError(`salt must be ${SALT_BYTES} bytes`);
  const extra = utf8(contentText(salt, value));
  return formatProof({ extra, index, hashes: proof, checkpoint });
}

/** Writes the receipt of an erased entry, FORMAT.md §6. @throws RangeError where the parts make no receipt. */
export function formatErasedReceipt(parts: ErasedParts): string {
  const { contentHash: hash, index, proof, checkpoint } = parts;
  if (hash.length !== HASH_BYTES) throw new RangeError(`content hash must be ${HASH_BYTES} bytes`);
  const extra = utf8(canonicalJson({ contentHash: toBase64(hash) }));
  return formatProof({ extra, index, hashes: proof, checkpoint });
}

/** Takes a receipt apart without checking what it claims. @returns undefined where it is out of form or its content erased. */
export function parseReceipt(text: string): ReceiptParts | undefined {
  const parsed = parseProof(text);
  const content = parsed && parseContent(parsed.extra);
  if (parsed === undefined || content === undefined) return undefined;
  return { ...content, index: parsed.index, proof: parsed.hashes, checkpoint: parsed.checkpoint };
}

/**
 * Checks a receipt offline: the checkpoint is signed by the policy's log and cosigned by enough of its witnesses, and the
 * entry's leaf stands at the stated index of that tree. Bad receipts are refused, never thrown.
 */
export async function verifyReceipt(text: string, policy: Policy): Promise<ReceiptResult> {
  const proof = parseProof(text);
  if (proof === undefined) return refuse('malformed-receipt');
  const content = parseContent(proof.extra);
  const hash = content === undefined ? parseErased(proof.extra) : hashOf(content);
  if (hash === undefined) return refuse('malformed-content');
  const present = await verifyProof(proof, hash, policy);
  if (!present.ok) return present;
  return { ...present, value: content?.value, erased: content === undefined };
}

/**
 * Checks offline that an entry of this content hash stands in the log, without knowing what it says. `extra` is not
 * looked at. Which hash belongs to which entry is the word of whoever gave it.
 */
export async function verifyPresence(
  text: string,
  hash: Uint8Array,
  policy: Policy,
): Promise<PresenceResult> {
  const proof = parseProof(text);
  if (proof === undefined) return refuse('malformed-receipt');
  if (hash.length !== HASH_BYTES) return refuse('malformed-content');
  return verifyProof(proof, hash, policy);
}

async function verifyProof(
  proof: TlogProof,
  hash: Uint8Array,
  policy: Policy,
): Promise<PresenceResult> {
  const opened = await openCheckpoint(proof.checkpoint, policy);
  if (!opened.ok) return refuse(opened.reason);
  const { checkpoint, cosignatures } = opened;

  const leaf = leafHash(leafBytes(hash));
  const { index, hashes } = proof;
  if (!verifyInclusion(leaf, index, checkpoint.size, hashes, checkpoint.root)) {
    return refuse('not-in-log');
  }
  const witnesses = cosignatures.map(({ witness }) => witness);
  return { ok: true, index, checkpoint, witnesses, cosignatures };
}

function refuse(reason: ReceiptRefusal): Extract<ReceiptResult, { ok: false }> {
  return { ok: false, reason, sentence: RECEIPT_SENTENCES[reason] };
}

/** `{"salt":…,"value":…}` in canonical JSON. */
function contentText(salt: Uint8Array, value: unknown): string {
  return `{"salt":"${toBase64(salt)}","value":${canonicalJson(value)}}`;
}

/** The hash that `formatErasedReceipt` wrote; undefined for anything else. */
function parseErased(extra: Uint8Array | undefined): Uint8Array | undefined {
  const found = /^\{"contentHash":"([^"]*)"\}$/.exec((extra && decodeUtf8(extra)) ?? '');
  const hash = found === null ? undefined : fromBase64(found[1] ?? '');
  return hash?.length === HASH_BYTES ? hash : undefined;
}

function hashOf({ salt, value }: { salt: Uint8Array; value: unknown }): Uint8Array {
  return contentHash(salt, value);
}

/** Reads what `contentText` wrote and nothing else: a repeated key would show two readers two values. */
function parseContent(
  extra: Uint8Array | undefined,
): { salt: Uint8Array; value: unknown } | undefined {
  const text = extra && decodeUtf8(extra);
  if (text === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const { salt: encoded, value } = parsed as Record<string, unknown>;
    const salt = typeof encoded === 'string' ? fromBase64(encoded) : undefined;
    if (salt?.length !== SALT_BYTES) return undefined;
    return contentText(salt, value) === text ? { salt, value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof CanonicalJsonError) return undefined;
    throw error;
  }
}
