import { inflateRawSync } from 'node:zlib';
import { refuse } from './refuse.ts';
import type { TableRefusal } from './table.ts';

/** What all parts together may inflate to. */
const MAX_INFLATED_BYTES = 200 * 1024 * 1024;
/** Inflated size over file size; spreadsheets of repeated rows reach about 100. */
const MAX_RATIO = 250;
/** Below this size the ratio says nothing. */
const RATIO_MATTERS_FROM_BYTES = 20 * 1024 * 1024;
const MAX_PARTS = 2_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const ZIP64 = 0xffffffff;

/** One part of the archive, as its central directory declares it. */
export interface ZipPart {
  name: string;
  method: number;
  compressedBytes: number;
  inflatedBytes: number;
  localHeader: number;
}

/**
 * Reads the central directory and refuses, before anything is inflated, what could not be a plain
 * spreadsheet: zip64, encryption, doubled names, and declared sizes beyond the bounds.
 * Source: PKWARE APPNOTE 6.3.10, §4.3.
 */
export function readDirectory(bytes: Uint8Array): ZipPart[] | TableRefusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return refuse('damaged');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count === 0 || count > MAX_PARTS || at === ZIP64) return refuse('damaged');
  const parts: ZipPart[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) return refuse('damaged');
    const nameBytes = view.getUint16(at + 28, true);
    const part = {
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes)),
      method: view.getUint16(at + 10, true),
      compressedBytes: view.getUint32(at + 20, true),
      inflatedBytes: view.getUint32(at + 24, true),
      localHeader: view.getUint32(at + 42, true),
    };
    const encrypted = (view.getUint16(at + 8, true) & 1) !== 0;
    if (encrypted || !isPlain(part)) return refuse('damaged');
    parts.push(part);
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (new Set(parts.map((part) => part.name)).size !== count) return refuse('damaged');
  const inflated = parts.reduce((sum, part) => sum + part.inflatedBytes, 0);
  const suspicious = inflated > RATIO_MATTERS_FROM_BYTES && inflated > bytes.length * MAX_RATIO;
  return inflated > MAX_INFLATED_BYTES || suspicious ? refuse('zip-bomb') : parts;
}

/**
 * Inflates every part once, never beyond its declared size, because a declaration can lie. Takes up to
 * a second: call it in the reading worker. Refuses XML with a document type, which no spreadsheet needs
 * and which can make a small text expand without end.
 */
export function checkParts(bytes: Uint8Array, parts: readonly ZipPart[]): TableRefusal | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const part of parts) {
    const stored = storedBytes(bytes, view, part);
    if (stored === undefined) return refuse('damaged');
    const content = part.method === 0 ? stored : inflate(stored, part.inflatedBytes);
    if (typeof content === 'string') return refuse(content);
    if (content.length !== part.inflatedBytes) return refuse('damaged');
    if (/\.(xml|rels|vml)$/i.test(part.name) && content.indexOf('<!DOCTYPE') >= 0) {
      return refuse('damaged');
    }
  }
  return undefined;
}

function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
    if (view.getUint32(at, true) !== END_OF_DIRECTORY) continue;
    if (at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

/** Stored or deflated, with sizes that the reader behind us will not have to guess. */
function isPlain({ method, compressedBytes, inflatedBytes, localHeader }: ZipPart): boolean {
  if ([compressedBytes, inflatedBytes, localHeader].includes(ZIP64)) return false;
  if (method === 0) return compressedBytes === inflatedBytes;
  return method === 8 && compressedBytes > 0;
}

function storedBytes(bytes: Uint8Array, view: DataView, part: ZipPart): Buffer | undefined {
  const at = part.localHeader;
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== LOCAL_HEADER) return undefined;
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + part.compressedBytes > view.byteLength) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, part.compressedBytes);
}

function inflate(stored: Buffer, declaredBytes: number): Buffer | 'zip-bomb' | 'damaged' {
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, declaredBytes) });
  } catch (error) {
    const tooLong = error instanceof RangeError;
    return tooLong ? 'zip-bomb' : 'damaged';
  }
}
