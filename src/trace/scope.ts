/**
 * The scope of a recall over a graph of lots in memory. The database finds it by the same rules; a test holds the two
 * against each other. Quantities are whole numbers of the smallest part (ten-thousandths of the unit).
 */

/** So much of a lot went into another one. */
export interface Part {
  readonly child: string;
  readonly parent: string;
}

/** A lot at a holder. */
export interface Holding {
  readonly holder: string;
  readonly lot: string;
  readonly got: bigint;
  readonly used: bigint;
  readonly shipped: bigint;
  readonly returned: bigint;
  readonly destroyed: bigint;
}

/** A delivery; without `to` it left the platform, to a buyer known by name or to a consumer. */
export interface Delivery {
  readonly from: string;
  readonly lot: string;
  readonly quantity: bigint;
  readonly to?: string;
  readonly consumer?: boolean;
}

/** Lots, who holds them and how they got there. */
export interface LotGraph {
  readonly parts: readonly Part[];
  readonly holdings: readonly Holding[];
  readonly deliveries: readonly Delivery[];
  /** Who made each lot, or brought it onto the platform. */
  readonly makers: ReadonlyMap<string, string>;
}

/** A lot of the scope at a holder. */
export interface ScopeLine {
  readonly lot: string;
  readonly holder: string;
  /** Deliveries from whoever made the lots with the defect. */
  readonly tier: number;
  readonly got: bigint;
  readonly used: bigint;
  /** Sold on to organisations of the platform. */
  readonly passed: bigint;
  /** Sold to buyers outside it. */
  readonly outside: bigint;
  readonly consumers: bigint;
  readonly returned: bigint;
  readonly destroyed: bigint;
  readonly onHand: bigint;
}

/** Everything that the seeds went into, the seeds included. */
export function closureOf(parts: readonly Part[], seeds: readonly string[]): ReadonlySet<string> {
  const children = Map.groupBy(parts, ({ parent }) => parent);
  const seen = new Set(seeds);
  // A set that grows while it is walked is walked to its end.
  for (const lot of seen) for (const { child } of children.get(lot) ?? []) seen.add(child);
  return seen;
}

/** How many deliveries of these lots each holder is away from whoever made the seeds. */
export function tiersOf(
  { deliveries, makers }: Pick<LotGraph, 'deliveries' | 'makers'>,
  seeds: readonly string[],
  lots: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const within = deliveries.filter(({ lot, to }) => to !== undefined && lots.has(lot));
  const takers = Map.groupBy(within, ({ from }) => from);
  const tiers = new Map<string, number>();
  for (const seed of seeds) {
    const maker = makers.get(seed);
    if (maker !== undefined) tiers.set(maker, 0);
  }
  for (const [holder, tier] of tiers) {
    for (const { to } of takers.get(holder) ?? []) {
      if (to !== undefined && !tiers.has(to)) tiers.set(to, tier + 1);
    }
  }
  return tiers;
}

/** The scope of a recall that begins with these lots, in the order of lots and holders. */
export function scopeOf(graph: LotGraph, seeds: readonly string[]): readonly ScopeLine[] {
  const lots = closureOf(graph.parts, seeds);
  const tiers = tiersOf(graph, seeds, lots);
  const sold = new Map<string, { outside: bigint; consumers: bigint }>();
  for (const { from, lot, quantity, to, consumer = false } of graph.deliveries) {
    if (to !== undefined) continue;
    const key = `${lot} ${from}`;
    const before = sold.get(key) ?? { outside: 0n, consumers: 0n };
    sold.set(key, {
      outside: before.outside + (consumer ? 0n : quantity),
      consumers: before.consumers + (consumer ? quantity : 0n),
    });
  }
  return graph.holdings
    .filter(({ lot, got }) => lots.has(lot) && got > 0n)
    .map(({ holder, lot, got, used, shipped, returned, destroyed }) => {
      const { outside, consumers } = sold.get(`${lot} ${holder}`) ?? { outside: 0n, consumers: 0n };
      return {
        lot,
        holder,
        tier: tiers.get(holder) ?? 0,
        got,
        used,
        passed: shipped - outside - consumers,
        outside,
        consumers,
        returned,
        destroyed,
        onHand: got - used - shipped - returned - destroyed,
      };
    })
    .toSorted((one, other) => inOrder(`${one.lot} ${one.holder}`, `${other.lot} ${other.holder}`));
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
