import type { Trace } from '#server/trace/present.ts';
import { around } from '#trace/layers.ts';
import type { LayeredTrace, TraceNode } from '#trace/layers.ts';

/** What a trace is narrowed to; whatever is left out does not narrow it. */
export interface TraceFilter {
  readonly product?: string | undefined;
  /** Id of the holder, or the name outside the platform. */
  readonly holder?: string | undefined;
  /** Name of the county. */
  readonly region?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** A node: only what leads to it and what follows from it. */
  readonly focus?: string | undefined;
}

/** The part of a trace that a filter leaves, with its tiers as they were. */
export function narrowed(
  layered: LayeredTrace,
  places: Trace['places'],
  filter: TraceFilter,
): LayeredTrace {
  const { product, holder, region, from, to, focus } = filter;
  const near = focus === undefined ? undefined : around(layered, [focus]);
  const nodes = layered.nodes.filter((node) => {
    const { lot, since, key } = node;
    if (near !== undefined && !near.has(key)) return false;
    if (product !== undefined && lot.product !== product) return false;
    if (holder !== undefined && (node.holder ?? node.outside) !== holder) return false;
    if (region !== undefined && places[node.holder ?? '']?.regionName !== region) return false;
    if (from !== undefined && (since === undefined || since < from)) return false;
    return to === undefined || (since !== undefined && since <= to);
  });
  const left = new Set(nodes.map(({ key }) => key));
  const edges = layered.edges.filter((edge) => left.has(edge.from) && left.has(edge.to));
  return { ...layered, nodes, edges };
}

/** Who has a node. */
export function holderName(node: TraceNode, places: Trace['places']): string {
  return node.outside ?? places[node.holder ?? '']?.name ?? '（名称不公开）';
}

/** Whether goods are kept back where they are: nobody keeps back what left the platform. */
export function isKeptBack({ lot, outside }: TraceNode): boolean {
  return lot.blocked && outside === undefined;
}

/** What can be chosen in the filters, in the order of the names. */
export function choicesOf({ nodes }: LayeredTrace, places: Trace['places']) {
  const sorted = (pairs: Iterable<readonly [string, string]>) =>
    [...new Map(pairs)]
      .map(([value, label]) => ({ value, label }))
      .sort((a, b) => a.label.localeCompare(b.label, 'zh'));
  const regions = nodes.flatMap(({ holder = '' }) => places[holder]?.regionName ?? []);
  return {
    products: sorted(nodes.map(({ lot }) => [lot.product, lot.product])),
    holders: sorted(
      nodes.map((node) => [node.holder ?? node.outside ?? '', holderName(node, places)]),
    ),
    regions: sorted(regions.filter(Boolean).map((name) => [name, name])),
  };
}
