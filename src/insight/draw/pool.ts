import { bytesOf, textOf } from './text.ts';
import type { Pool, PoolInspector, PoolObject } from './types.ts';

/** First line of a pool file. */
export const POOL_HEADER = 'sifang-draw-pool/v1';
/** Most lines of a pool. */
export const MAX_POOL = 1_000_000;
/** Most lottery tickets of one object. */
export const MAX_WEIGHT = 100;

/** A pool that was read, or why the file is none. */
export type PoolReading<T> =
  | { readonly ok: true; readonly pool: Pool<T> }
  /** `line` counts from 1; the sentence is Chinese. */
  | { readonly ok: false; readonly line: number; readonly sentence: string };

/** Writes the file of a pool of objects; sorts. @throws RangeError where the items make no pool. */
export function writeObjects(nonce: string, items: readonly PoolObject[]): Uint8Array {
  const line = ({ id, stratum, weight, label }: PoolObject) =>
    `${id}\t${stratum}\t${weight}\t${label}`;
  return write('objects', nonce, items, line, readObjects);
}

/** Writes the file of a pool of inspectors; sorts. @throws RangeError where the items make no pool. */
export function writeInspectors(nonce: string, items: readonly PoolInspector[]): Uint8Array {
  const line = ({ id, unit, avoids }: PoolInspector) => `${id}\t${unit}\t${ascending(avoids)}`;
  return write('inspectors', nonce, items, line, readInspectors);
}

/** Reads a pool of objects, FORMAT.md §1. */
export function readObjects(file: Uint8Array): PoolReading<PoolObject> {
  return read(file, 'objects', ([id, stratum, weight, label, ...more]) => {
    const tickets = wholeNumber(weight ?? '');
    const isGood =
      isId(id) && isPlain(stratum) && isPlain(label) && tickets !== undefined && more.length === 0;
    if (!isGood || tickets < 1 || tickets > MAX_WEIGHT) return undefined;
    return { id, stratum, weight: tickets, label };
  });
}

/** Reads a pool of inspectors, FORMAT.md §1. */
export function readInspectors(file: Uint8Array): PoolReading<PoolInspector> {
  return read(file, 'inspectors', ([id, unit, avoided, ...more]) => {
    if (!isId(id) || !isPlain(unit) || avoided === undefined || more.length > 0) return undefined;
    const avoids = avoided === '' ? [] : avoided.split(',');
    return avoids.every(isId) && ascending(avoids) === avoided ? { id, unit, avoids } : undefined;
  });
}

function write<T extends { readonly id: string }>(
  kind: string,
  nonce: string,
  items: readonly T[],
  line: (item: T) => string,
  readBack: (file: Uint8Array) => PoolReading<T>,
): Uint8Array {
  const sorted = items.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const lines = [POOL_HEADER, kind, nonce, String(items.length), ...sorted.map(line)];
  const file = bytesOf(`${lines.join('\n')}\n`);
  const back = readBack(file);
  if (!back.ok) throw new RangeError(`line ${back.line}: ${back.sentence}`);
  return file;
}

function read<T extends { readonly id: string }>(
  file: Uint8Array,
  kind: string,
  parse: (fields: readonly string[]) => T | undefined,
): PoolReading<T> {
  const text = textOf(file);
  if (text === undefined) return bad(1, '文件不是UTF-8文本。');
  const lines = text.split('\n');
  if (lines[0] !== POOL_HEADER) return bad(1, '不是名录库文件。');
  if (lines.pop() !== '') return bad(lines.length + 1, '文件末尾缺少换行。');
  const [, named, nonce = '', count = ''] = lines;
  if (named !== kind) return bad(2, '名录库的种类不符。');
  if (!/^[0-9a-f]{32}$/.test(nonce)) return bad(3, '随机数不符合格式。');
  if (wholeNumber(count) !== lines.length - 4) return bad(4, '行数与所载数目不符。');
  if (lines.length - 4 > MAX_POOL) return bad(4, '名录超过一百万行。');
  const items: T[] = [];
  for (let at = 4; at < lines.length; at++) {
    const item = parse(lines[at]!.split('\t'));
    if (item === undefined) return bad(at + 1, '这一行不符合格式。');
    const before = items.at(-1)?.id;
    if (before === item.id) return bad(at + 1, `编号${item.id}重复。`);
    if (before !== undefined && before > item.id) return bad(at + 1, '编号没有按升序排列。');
    items.push(item);
  }
  return { ok: true, pool: { nonce, items } };
}

function bad(line: number, sentence: string): { ok: false; line: number; sentence: string } {
  return { ok: false, line, sentence };
}

function isId(text: string | undefined): text is string {
  return text !== undefined && /^[0-9A-Za-z._:-]{1,64}$/.test(text);
}

function isPlain(text: string | undefined): text is string {
  if (text === undefined || text.length === 0 || text.length > 120) return false;
  return text.isWellFormed() && !/\p{Control}/u.test(text);
}

function wholeNumber(text: string): number | undefined {
  return /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : undefined;
}

function ascending(ids: readonly string[]): string {
  return [...new Set(ids)].sort().join(',');
}
