import { fromBase64, HASH_BYTES, toBase64 } from './bytes.ts';
import { parseDecimal } from './checkpoint.ts';

/** First line of a proof file, C2SP tlog-proof. */
export const PROOF_HEADER = 'c2sp.org/tlog-proof@v1';
/** Longest proof file read, in UTF-16 code units. */
export const MAX_PROOF_LENGTH = 8_000_000;
/** A tree of up to 2^53 leaves has no longer inclusion proof. */
const MAX_PROOF_HASHES = 53;

/** A proof file taken apart. Nothing in it is checked yet, and `extra` is never covered by a signature. */
export interface TlogProof {
  /** Application data; absent, never empty. */
  readonly extra?: Uint8Array;
  readonly index: number;
  /** Inclusion proof, from the leaf's sibling up to the root's child. */
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

/** Writes a proof file. @throws RangeError where `parseProof` would not read it back. */
export function formatProof({ extra, index, hashes, checkpoint }: TlogProof): string {
  const lines = [
    PROOF_HEADER,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  const text = `${lines.join('\n')}\n\n${checkpoint}`;
  if (parseProof(text) === undefined) throw new RangeError('not a proof');
  return text;
}

/** Reads a proof file. @returns undefined where it is out of form or over the limits; the checkpoint is not looked into. */
export function parseProof(text: string): TlogProof | undefined {
  if (text.length > MAX_PROOF_LENGTH) return undefined;
  const split = text.indexOf('\n\n');
  if (split < 0) return undefined;
  const checkpoint = text.slice(split + 2);
  const [header, ...lines] = text.slice(0, split).split('\n');
  if (header !== PROOF_HEADER || checkpoint === '') return undefined;

  let extra: Uint8Array | undefined;
  if (lines[0]?.startsWith('extra ')) {
    extra = fromBase64(lines.shift()!.slice('extra '.length));
    if (extra === undefined || extra.length === 0) return undefined;
  }
  const [indexLine, ...encoded] = lines;
  if (!indexLine?.startsWith('index ') || encoded.length > MAX_PROOF_HASHES) return undefined;
  const index = parseDecimal(indexLine.slice('index '.length));
  if (index === undefined) return undefined;
  const hashes: Uint8Array[] = [];
  for (const line of encoded) {
    const hash = fromBase64(line);
    if (hash?.length !== HASH_BYTES) return undefined;
    hashes.push(hash);
  }
  return { ...(extra === undefined ? {} : { extra }), index, hashes, checkpoint };
}
