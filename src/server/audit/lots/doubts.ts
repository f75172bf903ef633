import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';
import { blockDifference, differ } from './compare.ts';
import type { StoredOfEntry } from './compare.ts';
import { blockKey } from './effects.ts';

/**
 * What the records of a house kept back by its own doubt, and what later ones let go again, gathered over all batches: a
 * retest stands in another one than the inspection that it answers.
 */
export class Doubts {
  readonly #missing = new Map<string, Difference>();
  readonly #lifted = new Set<string>();
  #unfounded: Difference | undefined;

  /**
   * Notes what an entry kept back and let go.
   * @param lifted by what the entry says, also where it was corrected since: what was let go is not kept back again.
   */
  add(
    entry: string,
    blocked: readonly string[],
    lifted: readonly string[],
    { blocks }: StoredOfEntry,
  ): void {
    const stored = new Set(blocks.map(({ lot }) => lot));
    for (const lot of new Set(blocked).difference(stored)) {
      const difference = blockDifference(entry, new Set([lot]), new Set());
      if (difference !== undefined) this.#missing.set(blockKey(entry, lot), difference);
    }
    this.#unfounded ??= blockDifference(entry, new Set(), stored.difference(new Set(blocked)));
    for (const key of lifted) this.#lifted.add(key);
  }

  /** The first lot that is kept back without reason, or not kept back where it should be. */
  async compare(tx: Tx): Promise<Difference | undefined> {
    if (this.#unfounded !== undefined) return this.#unfounded;
    const [missing] = [...this.#missing].filter(([key]) => !this.#lifted.has(key));
    if (missing !== undefined) return missing[1];
    const [row] = await tx.rows<{ cause: string; lot: string }>(
      `select b.cause, l.id as lot from lot_block b join lot l on l.seq = b.lot
       where b.cause::text || '/' || l.id::text = any ($1::text[]) limit 1`,
      [[...this.#lifted]],
    );
    return row === undefined ? undefined : differ(row.cause, 'lot_block', row.lot, '-', '封存');
  }
}
