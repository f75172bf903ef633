import { orderByTickets } from './order.ts';
import { select } from '../rfc3797/select.ts';
import type { Plan, PoolObject } from '../types.ts';

/** An object in the order in which an arm would draw it. */
export interface Candidate {
  readonly id: string;
  readonly stratum: string;
  /** Place in its arm (and stratum), from 1. */
  readonly rank: number;
}

/** The orders of a draw; each is read on for replacements. */
export interface Candidates {
  readonly uniform: () => Iterable<Candidate>;
  readonly stratum: (name: string) => Iterable<Candidate>;
}

/** Ranks a pool by the plan's method, FORMAT.md §3 and §4. */
export function candidatesOf(plan: Plan, items: readonly PoolObject[], seed: string): Candidates {
  const candidate = (at: number, rank: number): Candidate => {
    const { id, stratum } = items[at]!;
    return { id, stratum, rank };
  };
  if (plan.method === 'rfc3797') {
    const key = `${seed.toUpperCase()}/`;
    return { uniform: () => numbered(select(key, items.length), candidate), stratum: () => [] };
  }
  const orders = orderByTickets(seed, items);
  return {
    uniform: () => numbered(orders.uniform(), candidate),
    stratum: (name) => numbered(orders.stratum(name), candidate),
  };
}

function* numbered(
  places: Iterable<number>,
  candidate: (at: number, rank: number) => Candidate,
): Generator<Candidate> {
  let rank = 0;
  for (const at of places) yield candidate(at, ++rank);
}
