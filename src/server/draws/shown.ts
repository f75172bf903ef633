import type { DrawRecord } from '#law/regulator/random-draw/rounds.ts';
import { readResult } from '#insight/draw/result.ts';
import type { Drawn, PoolInspector, PoolObject } from '#insight/draw/types.ts';
import type { Context } from '../context.ts';
import { committedFile, openInspectors, openObjects } from './pool-files.ts';

/** What the public page shows beside the announcement; absent before the pools are public. */
export interface Shown {
  readonly objects: ReadonlyMap<string, PoolObject>;
  readonly inspectors: ReadonlyMap<string, PoolInspector>;
  /** The last result of each round; empty where it was not drawn. */
  readonly results: readonly (readonly Drawn[])[];
}

/** Reads pools and results as far as they are public. */
export async function readShown(
  context: Context,
  { pools, rounds }: DrawRecord,
  open: readonly string[],
): Promise<Shown | undefined> {
  if (!open.includes(pools.objects)) return undefined;
  const [firms, people] = await Promise.all([
    openObjects(context, pools.objects),
    openInspectors(context, pools.inspectors),
  ]);
  if (!firms?.ok || !people?.ok) return undefined;
  const results = await Promise.all(
    rounds.map(async (round) => {
      const hash = round.results.at(-1);
      const bytes = hash === undefined ? undefined : await committedFile(context, hash);
      return (bytes && readResult(Buffer.from(bytes).toString('utf8'))) ?? [];
    }),
  );
  const byId = <T extends { id: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]));
  return { objects: byId(firms.pool.items), inspectors: byId(people.pool.items), results };
}
