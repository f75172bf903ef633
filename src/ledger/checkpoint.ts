import { fromBase64, HASH_BYTES, toBase64 } from './bytes.ts';

/** The head of a log at a size, C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** Identifies the log; equal to the name of its key. */
  readonly origin: string;
  /** Number of leaves. */
  readonly size: number;
  /** Root hash of the RFC 6962 tree at that size, 32 bytes. */
  readonly root: Uint8Array;
  /** Further lines, opaque; we write none. */
  readonly extensions: readonly string[];
}

/** Writes the text of a checkpoint, to be signed as a note. @throws RangeError where `parseCheckpoint` would not read it. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root, extensions } = checkpoint;
  const text = [origin, size, toBase64(root), ...extensions].map((line) => `${line}\n`).join('');
  const back = parseCheckpoint(text);
  if (back?.origin !== origin || back.extensions.length !== extensions.length) {
    throw new RangeError('not a checkpoint');
  }
  return text;
}

/** Reads the text of a checkpoint. @returns undefined where it is out of form or the size is beyond 2^53 - 1. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined;
  const lines = text.slice(0, -1).split('\n');
  if (lines.some((line) => line === '')) return undefined;
  const [origin, decimal, encoded, ...extensions] = lines;
  if (origin === undefined || decimal === undefined || encoded === undefined) return undefined;
  const size = parseDecimal(decimal);
  const root = fromBase64(encoded);
  if (size === undefined || root?.length !== HASH_BYTES) return undefined;
  return { origin, size, root, extensions };
}

/** Reads an ASCII decimal without leading zeroes. @returns undefined for anything else and beyond 2^53 - 1. */
export function parseDecimal(text: string): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,15})$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}
