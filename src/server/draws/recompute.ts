import type { DrawEffect } from '#kernel/effect.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { commitObjection, drawStages } from '#insight/draw/draw.ts';
import { resultText } from '#insight/draw/result.ts';
import { seedOf } from '#insight/draw/seed.ts';
import type { Drawn, PoolObject, SeedParts } from '#insight/draw/types.ts';
import { toHex, utf8 } from '#ledger/bytes.ts';
import { sha256 } from '#ledger/sha256.ts';
import { hashReader } from '#ledger/tile.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';
import { latestHead, tileReader } from '../ledger/heads.ts';
import { openPools } from './pool-files.ts';

const basis = ['order-18/15'];

/** What a draw is asked with; the claim is compared by whoever asked. */
export type DrawQuestion = Pick<DrawEffect, 'pools' | 'plan'> & {
  readonly drawn: Omit<NonNullable<DrawEffect['drawn']>, 'result' | 'inspectors'>;
};

/** A computed draw. */
export interface Computed {
  readonly ok: true;
  readonly seed: SeedParts;
  readonly drawn: readonly Drawn[];
  readonly text: string;
  /** SHA-256 of the text, lower-case hexadecimal. */
  readonly hash: string;
  /** Accounts of everybody who is sent. */
  readonly inspectors: readonly string[];
  /** The pool that was drawn from. */
  readonly objects: readonly PoolObject[];
}

/** Computes a draw from its pools and the log. Refuses what cannot be drawn yet, or not so. */
export async function computeDraw(
  tx: Tx,
  context: Context,
  { pools, plan, drawn }: DrawQuestion,
): Promise<Computed | Refusal> {
  const log = await rootAt(tx, drawn.size, drawn.announced);
  if ('ok' in log) return log;
  const opened = await openPools(context, pools);
  if (!opened.ok) return opened;
  const seed: SeedParts = { ...pools, log, beacon: drawn.beacon };
  const hash = seedOf(seed, sha256);
  const request = { plan, ...opened, seed: hash, steps: drawn.steps };
  const outcome = drawStages(request).findLast(() => true)!;
  if (!outcome.ok) return refuse('condition-unmet', outcome.sentence, basis);
  const text = resultText(hash, outcome.drawn);
  return {
    ok: true,
    seed,
    drawn: outcome.drawn,
    objects: opened.objects,
    text,
    hash: toHex(sha256(utf8(text))),
    inspectors: [...new Set(outcome.drawn.flatMap(({ inspectors }) => inspectors))].sort(),
  };
}

/** Carries the effect `draw` out: nothing is written, but a draw that comes out otherwise undoes the act. */
export async function carryOutDraw(
  tx: Tx,
  context: Context,
  { pools, plan, drawn }: DrawEffect,
): Promise<Refusal | undefined> {
  if (drawn === undefined) {
    const opened = await openPools(context, pools);
    if (!opened.ok) return opened;
    const objection = commitObjection(plan, opened.objects, opened.inspectors.length);
    return objection && refuse('condition-unmet', objection.sentence, basis);
  }
  const computed = await computeDraw(tx, context, { pools, plan, drawn });
  if (!computed.ok) return computed;
  if (computed.hash !== drawn.result) {
    return refuse('condition-unmet', '所交抽取结果与按种子重算的结果不一致，不予受理。', basis);
  }
  const isSame = computed.inspectors.join() === drawn.inspectors.toSorted().join();
  return isSame ? undefined : refuse('condition-unmet', '所填检查人员与抽取结果不一致。', basis);
}

/** Carries the effect `name-size` out: refuses a size that the log has reached or nearly so. */
export async function checkSizeAhead(
  tx: Tx,
  { size, ahead }: { readonly size: number; readonly ahead: number },
): Promise<Refusal | undefined> {
  const now = (await latestHead(tx))?.size ?? 0;
  if (size >= now + ahead) return undefined;
  const sentence = `账本已有${now}条记录，随机源须是将来的记录，请填写不小于${now + ahead}的序号。`;
  return refuse('condition-unmet', sentence, basis);
}

/**
 * The log's root at exactly a size. The entry that named it must stand before the last leaf of that tree: otherwise the
 * root was known, or could have been, when it was named.
 */
async function rootAt(
  tx: Tx,
  size: number,
  announced: string,
): Promise<SeedParts['log'] | Refusal> {
  const [head, [leaf]] = await Promise.all([
    latestHead(tx),
    tx.rows<{ index: number }>('select index from leaf where entry_id = $1', [announced]),
  ]);
  const now = head?.size ?? 0;
  if (size > now) {
    const sentence = `随机源尚未产生：账本现有${now}条记录，到第${size}条时方可抽取。`;
    return refuse('too-early', sentence, basis);
  }
  if (leaf === undefined || leaf.index >= size - 1) {
    return refuse('condition-unmet', '公布随机源时该随机源已经产生，须重新公布。', basis);
  }
  return { size, root: toHex(await hashReader(tileReader(tx), now).root(size)) };
}
