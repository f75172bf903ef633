import { bytesOf } from './text.ts';
import type { PoolObject, Sha256 } from './types.ts';

/** Where each object stands in the two orders of a draw. */
export interface Orders {
  /** Objects by their rank in the uniform arm, as indexes into the pool. */
  readonly uniform: Uint32Array;
  /** Objects by their rank in their stratum. */
  readonly strata: ReadonlyMap<string, Uint32Array>;
}

const half = 16;

/** Ranks every object of a pool by its tickets, FORMAT.md §3: one hash for each ticket. */
export function orderByTickets(seed: string, items: readonly PoolObject[], sha256: Sha256): Orders {
  const uniform = new Uint8Array(items.length * half);
  const stratum = new Uint8Array(items.length * half).fill(255);
  // Reused: 200,000 short-lived texts would cost more than their hashes.
  const message = new Uint8Array(seed.length + 72);
  const encoder = new TextEncoder();
  encoder.encodeInto(`${seed}\n`, message);
  const start = seed.length + 1;
  for (let at = 0; at < items.length; at++) {
    const { id, weight } = items[at]!;
    for (let number = 0; number < weight; number++) {
      const { written } = encoder.encodeInto(`${id}\n${number}`, message.subarray(start));
      const ticket = sha256(message.subarray(0, start + written));
      if (number === 0) uniform.set(ticket.subarray(0, half), at * half);
      keepLower(stratum, at * half, ticket);
    }
  }
  const all = Uint32Array.from(items, (_item, at) => at);
  const strata = new Map<string, number[]>();
  items.forEach((item, at) => {
    const found = strata.get(item.stratum);
    if (found === undefined) strata.set(item.stratum, [at]);
    else found.push(at);
  });
  return {
    uniform: sorted(all, uniform),
    strata: new Map(
      Array.from(strata, ([name, members]) => [name, sorted(Uint32Array.from(members), stratum)]),
    ),
  };
}

/** Ranks inspectors for one object: by `H(seed \n object \n inspector)`. */
export function orderInspectors(
  seed: string,
  object: string,
  ids: readonly string[],
  sha256: Sha256,
): string[] {
  const prefix = bytesOf(`${seed}\n${object}\n`);
  const message = new Uint8Array(prefix.length + 64);
  message.set(prefix);
  const keys = new Uint8Array(ids.length * 2 * half);
  ids.forEach((id, at) => {
    for (let i = 0; i < id.length; i++) message[prefix.length + i] = id.charCodeAt(i);
    keys.set(sha256(message.subarray(0, prefix.length + id.length)), at * 2 * half);
  });
  const all = Uint32Array.from(ids, (_id, at) => at);
  return Array.from(sorted(all, keys, 2 * half), (at) => ids[at]!);
}

function keepLower(keys: Uint8Array, offset: number, ticket: Uint8Array): void {
  for (let i = 0; i < half; i++) {
    const difference = ticket[half + i]! - keys[offset + i]!;
    if (difference > 0) return;
    if (difference < 0) return keys.set(ticket.subarray(half), offset);
  }
}

/** Sorts by keys of a fixed width; equal keys by place, which is by id. */
function sorted(members: Uint32Array, keys: Uint8Array, width = half): Uint32Array {
  const view = new DataView(keys.buffer);
  // Six bytes make an exact number; what ties on them, about one pair in 10^4 pools, is compared in full.
  const first = Float64Array.from(
    { length: keys.length / width },
    (_value, at) => view.getUint32(at * width) * 65_536 + view.getUint16(at * width + 4),
  );
  return members.sort((a, b) => {
    const difference = first[a]! - first[b]!;
    if (difference !== 0) return difference;
    for (let i = 6; i < width; i++) {
      const rest = keys[a * width + i]! - keys[b * width + i]!;
      if (rest !== 0) return rest;
    }
    return a - b;
  });
}
