import type { TracedHolding, TracedLot, TraceGraph } from './graph.ts';

/** A lot at one of its holders, or with a receiver outside the platform. */
export interface TraceNode {
  readonly key: string;
  readonly lot: TracedLot;
  /** Id of the holder; absent outside the platform. */
  readonly holder?: string;
  /** Name of the receiver outside the platform; `消费者` for all consumers together. */
  readonly outside?: string;
  /** What the holder has of it; absent outside the platform. */
  readonly holding?: TracedHolding;
  /** Place from left to right: everything that goes somewhere stands left of where it goes. */
  readonly tier: number;
  /** Whether it was asked about. */
  readonly isSeed: boolean;
  /** The first day on which it came to be there, as far as it is known. */
  readonly since?: string;
}

/** Goods that went from one node to another: by making, or by delivery. */
export interface TraceEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: 'part' | 'shipped' | 'returned';
  readonly quantity: string;
  readonly unit: string;
  /** First and last day of the deliveries. */
  readonly first?: string;
  readonly last?: string;
  readonly times?: number;
}

/** A trace as a picture can show it. */
export interface LayeredTrace {
  readonly nodes: readonly TraceNode[];
  readonly edges: readonly TraceEdge[];
  /** How many tiers there are. */
  readonly tiers: number;
}

const consumers = '消费者';

/**
 * Sets every lot at every holder into a tier, so that goods go from left to right: the tier is the longest way that leads
 * there. What was returned goes back and moves nobody; so does a delivery round in a ring, which is left at its place.
 */
export function layersOf(graph: TraceGraph): LayeredTrace {
  const lots = new Map(graph.lots.map((lot) => [lot.id, lot]));
  const since = new Map<string, string>();
  const nodes = new Map<string, Omit<TraceNode, 'tier' | 'since'>>();
  for (const holding of graph.holdings) {
    const lot = lots.get(holding.lot);
    if (lot === undefined) continue;
    const key = keyOf(holding.lot, holding.holder);
    nodes.set(key, { key, lot, holder: holding.holder, holding, isSeed: lot.depth === 0 });
  }
  const edges: TraceEdge[] = [];
  for (const { parent, child, by, quantity } of graph.parts) {
    const unit = lots.get(parent)?.unit ?? '';
    edges.push({ from: keyOf(parent, by), to: keyOf(child, by), kind: 'part', quantity, unit });
  }
  for (const { lot: id, from, to, toName, ...move } of graph.moves) {
    const lot = lots.get(id);
    if (lot === undefined) continue;
    const outside = toName === '' ? consumers : toName;
    const key = to === null ? `${id}>${outside}` : keyOf(id, to);
    // Whoever is beyond what the reader may see is still told by name: one step up, one step down.
    const isSeed = lot.depth === 0;
    if (to === null && !nodes.has(key)) nodes.set(key, { key, lot, outside, isSeed });
    if (to !== null && !nodes.has(key)) nodes.set(key, { key, lot, holder: to, isSeed });
    const source = keyOf(id, from);
    if (!nodes.has(source)) nodes.set(source, { key: source, lot, holder: from, isSeed });
    if (move.kind === 'shipped') since.set(key, earlier(since.get(key), move.first));
    edges.push({ from: source, to: key, unit: lot.unit, ...move });
  }
  const drawn = edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to));
  const tiers = tiersOf([...nodes.keys()], drawn);
  const placed = [...nodes.values()].map((node): TraceNode => {
    const day = since.get(node.key) ?? node.lot.madeOn ?? node.lot.begunOn ?? undefined;
    const tier = tiers.get(node.key) ?? 0;
    return { ...node, tier, ...(day === undefined ? {} : { since: day }) };
  });
  const count = placed.reduce((most, { tier }) => Math.max(most, tier + 1), 0);
  return { nodes: placed, edges: drawn, tiers: count };
}

/** Everything that leads to some nodes and everything that follows from them, themselves included. */
export function around(
  { edges }: Pick<LayeredTrace, 'edges'>,
  keys: Iterable<string>,
): ReadonlySet<string> {
  const goods = edges.filter(({ kind }) => kind !== 'returned');
  const [down, up] = [
    Map.groupBy(goods, ({ from }) => from),
    Map.groupBy(goods, ({ to }) => to),
  ] as const;
  const start = [...keys];
  const found = new Set<string>();
  const follow = (next: (key: string) => readonly string[]) => {
    const seen = new Set(start);
    for (const key of seen) for (const other of next(key)) seen.add(other);
    for (const key of seen) found.add(key);
  };
  follow((key) => (down.get(key) ?? []).map(({ to }) => to));
  follow((key) => (up.get(key) ?? []).map(({ from }) => from));
  return found;
}

function tiersOf(keys: readonly string[], edges: readonly TraceEdge[]): Map<string, number> {
  const goods = edges.filter(({ kind, from, to }) => kind !== 'returned' && from !== to);
  const outgoing = Map.groupBy(goods, ({ from }) => from);
  const open = new Map(keys.map((key) => [key, 0]));
  for (const { to } of goods) open.set(to, (open.get(to) ?? 0) + 1);
  const tiers = new Map(keys.map((key) => [key, 0]));
  const ready = keys.filter((key) => open.get(key) === 0);
  // Grows while it is read: whoever has all its sources placed comes next.
  for (const key of ready) {
    for (const { to } of outgoing.get(key) ?? []) {
      tiers.set(to, Math.max(tiers.get(to) ?? 0, (tiers.get(key) ?? 0) + 1));
      const left = (open.get(to) ?? 1) - 1;
      open.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return tiers;
}

function keyOf(lot: string, holder: string): string {
  return `${lot}@${holder}`;
}

function earlier(one: string | undefined, other: string): string {
  return one === undefined || other < one ? other : one;
}
