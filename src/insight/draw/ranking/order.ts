import type { PoolObject } from '../types.ts';
import { TicketHasher } from './tickets.ts';

/** Where each object stands in the two orders of a draw, as indexes into the pool, lowest first. */
export interface Orders {
  readonly uniform: () => Iterable<number>;
  readonly stratum: (name: string) => Iterable<number>;
}

/** Words of half a ticket. */
const half = 4;

/** Ranks every object of a pool by its tickets, FORMAT.md §3: one hash for each ticket. */
export function orderByTickets(seed: string, items: readonly PoolObject[]): Orders {
  const hasher = new TicketHasher(seed);
  const uniform = new Uint32Array(items.length * half);
  const stratum = new Uint32Array(items.length * half).fill(0xff_ff_ff_ff);
  const members = new Map<string, number[]>();
  for (let at = 0; at < items.length; at++) {
    const { id, weight, stratum: name } = items[at]!;
    for (let number = 0; number < weight; number++) {
      const ticket = hasher.hash(`\n${id}\n${number}`);
      if (number === 0) for (let i = 0; i < half; i++) uniform[at * half + i] = ticket[i]!;
      keepLower(stratum, at * half, ticket);
    }
    const found = members.get(name);
    if (found === undefined) members.set(name, [at]);
    else found.push(at);
  }
  return {
    uniform: () => ascending(uniform, half, items.keys()),
    stratum: (name) => ascending(stratum, half, members.get(name) ?? []),
  };
}

/** Ranks inspectors for one object: by `H(seed \n object \n inspector)`. */
export function orderInspectors(
  hasher: TicketHasher,
  object: string,
  ids: readonly string[],
): string[] {
  const keys = new Uint32Array(ids.length * 2 * half);
  ids.forEach((id, at) => keys.set(hasher.hash(`\n${object}\n${id}`), at * 2 * half));
  return Array.from(ascending(keys, 2 * half, ids.keys()), (at) => ids[at]!);
}

function keepLower(keys: Uint32Array, offset: number, ticket: Int32Array): void {
  for (let i = 0; i < half; i++) {
    const difference = (ticket[half + i]! >>> 0) - keys[offset + i]!;
    if (difference > 0) return;
    if (difference < 0) {
      for (let j = i; j < half; j++) keys[offset + j] = ticket[half + j]!;
      return;
    }
  }
}

/** Share of the keys in the first part that is sorted; a draw mostly needs no more. */
const firstPart = 2 ** 32 / 64;

/**
 * Places by their keys, equal keys by place, which is by id. Sorted in parts, each four times as wide as the one before:
 * a draw of 1,000 from 200,000 reads the beginning only.
 */
function* ascending(keys: Uint32Array, width: number, places: Iterable<number>): Generator<number> {
  const compare = (a: number, b: number) => {
    for (let i = 0; i < width; i++) {
      const difference = keys[a * width + i]! - keys[b * width + i]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  };
  let rest = Array.from(places);
  for (let bound = firstPart; rest.length > 0; bound *= 4) {
    const later: number[] = [];
    const part = rest.filter((at) => keys[at * width]! < bound || (later.push(at), false));
    yield* part.sort(compare);
    rest = later;
  }
}
