import type { DrawEffect } from '#kernel/effect.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { readInspectors, readObjects } from '#insight/draw/pool.ts';
import type { PoolReading } from '#insight/draw/pool.ts';
import type { PoolInspector, PoolObject } from '#insight/draw/types.ts';
import { toHex } from '#ledger/bytes.ts';
import { sha256 } from '#ledger/sha256.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import type { FileStore } from '../files/store.ts';

/** Media type of pools and results. */
export const poolType = 'text/plain; charset=utf-8';

/** Both pools, read and compared with what was committed to. */
export interface OpenPools {
  readonly ok: true;
  readonly objects: readonly PoolObject[];
  readonly inspectors: readonly PoolInspector[];
}

/** Keeps a pool or a result as a file of the actor, so that an entry can name it. @returns its hash. */
export async function keepText(
  context: Context,
  who: SignedIn,
  tx: Tx,
  bytes: Uint8Array,
): Promise<string> {
  const { hash, size } = await context.files.put(bytes);
  await tx.rows(insertFile, [
    hash,
    size,
    poolType,
    who.account.id,
    who.actor.organisation ?? null,
    context.now(),
  ]);
  return hash;
}

const insertFile = `insert into file (hash, size, type, account_id, organisation_id, at) values ($1,$2,$3,$4,$5,$6)
  on conflict (hash, account_id) do nothing`;

/** Opens the pools of a draw. A file that no longer has the hash that was committed to is refused. */
export async function openPools(
  context: Context,
  pools: DrawEffect['pools'],
): Promise<OpenPools | Refusal> {
  const [objects, inspectors] = await Promise.all([
    openObjects(context, pools.objects),
    openInspectors(context, pools.inspectors),
  ]);
  if (objects === undefined || inspectors === undefined) return changed;
  if (!objects.ok) return notAPool('检查对象名录库', objects);
  if (!inspectors.ok) return notAPool('执法检查人员名录库', inspectors);
  return { ok: true, objects: objects.pool.items, inspectors: inspectors.pool.items };
}

/** Reads a pool of objects that still has its hash; undefined where it has not. */
export function openObjects(
  context: Context,
  hash: string,
): Promise<PoolReading<PoolObject> | undefined> {
  return openOnce(context, `objects ${hash}`, hash, readObjects);
}

/** Reads a pool of inspectors that still has its hash; undefined where it has not. */
export function openInspectors(
  context: Context,
  hash: string,
): Promise<PoolReading<PoolInspector> | undefined> {
  return openOnce(context, `inspectors ${hash}`, hash, readInspectors);
}

/** Pools that are kept as they were read: what a hash names never changes. */
const poolsKept = 4;
const kept = new WeakMap<FileStore, Map<string, unknown>>();

/** The file is hashed each time, because it may have been changed since; it is taken apart once. */
async function openOnce<T>(
  context: Context,
  key: string,
  hash: string,
  read: (bytes: Uint8Array) => PoolReading<T>,
): Promise<PoolReading<T> | undefined> {
  const bytes = await committedFile(context, hash);
  if (bytes === undefined) return undefined;
  const known = kept.get(context.files) ?? new Map<string, unknown>();
  kept.set(context.files, known);
  const before = known.get(key) as PoolReading<T> | undefined;
  const reading = before ?? read(bytes);
  known.delete(key);
  known.set(key, reading);
  for (const oldest of known.keys()) if (known.size > poolsKept) known.delete(oldest);
  return reading;
}

/** The bytes of a file that still has its hash. */
export async function committedFile(
  context: Pick<Context, 'files'>,
  hash: string,
): Promise<Uint8Array | undefined> {
  const bytes = await context.files.get(hash);
  return bytes !== undefined && toHex(sha256(bytes)) === hash ? bytes : undefined;
}

const changed = refuse(
  'condition-unmet',
  '名录库文件与锁定时不一致或者已经丢失，不能据以抽取。名录库锁定之后不得改动。',
  ['order-18/15'],
);

function notAPool(what: string, { line, sentence }: { line: number; sentence: string }): Refusal {
  return refuse('condition-unmet', `${what}第${line}行：${sentence}`, ['order-18/15']);
}
