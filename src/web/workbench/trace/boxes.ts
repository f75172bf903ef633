import { parseQuantity, quantityText, sumOf } from '#kernel/lot/quantity.ts';
import type { Trace } from '#server/trace/present.ts';
import type { LayeredTrace, TraceEdge, TraceNode } from '#trace/layers.ts';
import { linesOf } from './lines.ts';
import { holderName, isKeptBack } from './narrow.ts';

/** A box of the picture: one lot at one holder, or all of one product in a tier that is folded up. */
export interface Box {
  readonly key: string;
  readonly tier: number;
  readonly nodes: readonly TraceNode[];
  /** The number of a lot, or the product of many. */
  readonly title: string;
  /** What it is; empty where the title says it. */
  readonly goods: string;
  readonly holder: string;
  readonly amount: string;
  /** Place and day; empty where there are several, or nobody knows. */
  readonly place: string;
  readonly isBlocked: boolean;
  readonly isThere: boolean;
  readonly isSeed: boolean;
  readonly x: number;
  readonly y: number;
}

/** A line between two boxes with what went along it. */
export interface Line {
  readonly key: string;
  readonly from: Box;
  readonly to: Box;
  readonly kind: TraceEdge['kind'];
  /** Quantity with its unit; of several units only how many ways there are. */
  readonly label: string;
  readonly days: string;
  /** Where its words stand: at the end where lines of one tier lie apart, or where it begins. */
  readonly words: 'start' | 'end';
}

/** The whole picture; sizes in units of the drawing. */
export interface Picture {
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly tiers: readonly TierHead[];
  readonly width: number;
  readonly height: number;
}

/** What stands above a tier. */
export interface TierHead {
  readonly tier: number;
  readonly x: number;
  readonly lots: number;
  readonly holders: number;
  readonly isFolded: boolean;
  /** Few enough to be shown one by one anyhow. */
  readonly isSmall: boolean;
}

/** Measures of the picture. */
export const sizes = { box: 220, gap: 78, height: 98, space: 14, head: 44, edge: 16 } as const;
/** So many boxes of a tier are shown one by one without being asked. */
const fewBoxes = 8;
/** So many are drawn at most; the table has them all. */
const mostBoxes = 60;

/**
 * Lays a trace out: tiers from left to right, in each the boxes near to where their goods come from.
 * @param unfolded tiers that are shown one by one although they hold many.
 */
export function pictureOf(
  layered: LayeredTrace,
  places: Trace['places'],
  unfolded: ReadonlySet<number>,
): Picture {
  const used = [...new Set(layered.nodes.map(({ tier }) => tier))].sort((a, b) => a - b);
  const boxOf = new Map<string, Box>();
  const boxes: Box[] = [];
  const heads: TierHead[] = [];
  for (const [column, tier] of used.entries()) {
    const own = layered.nodes.filter((node) => node.tier === tier);
    const isSmall = own.length <= fewBoxes;
    const isFolded = !isSmall && !unfolded.has(tier);
    const x = sizes.edge + column * (sizes.box + sizes.gap);
    const groups = groupsOf(own, places, isFolded);
    const wanted = groups.map((group) => [sourceY(layered, group.nodes, boxOf), group] as const);
    wanted.sort(([a], [b]) => a - b);
    for (const [row, [, group]] of wanted.entries()) {
      const y = sizes.head + row * (sizes.height + sizes.space);
      const box: Box = { ...group, tier, x, y };
      boxes.push(box);
      for (const { key } of group.nodes) boxOf.set(key, box);
    }
    const holders = new Set(own.map((node) => node.holder ?? node.outside)).size;
    const lots = new Set(own.map(({ lot }) => lot.id)).size;
    heads.push({ tier, x, lots, holders, isFolded, isSmall });
  }
  const rows = [...Map.groupBy(boxes, ({ tier }) => tier).values()].map((all) => all.length);
  return {
    boxes,
    lines: linesOf(layered, boxOf),
    tiers: heads,
    width: sizes.edge * 2 + used.length * sizes.box + Math.max(0, used.length - 1) * sizes.gap,
    height: sizes.head + Math.max(1, ...rows) * (sizes.height + sizes.space) + sizes.edge,
  };
}

/** How much a node got: what its holder says, or beyond the reader's sight what was delivered there. Without its unit. */
export function gotAt({ edges }: Pick<LayeredTrace, 'edges'>, node: TraceNode): string | undefined {
  if (node.holding !== undefined) return node.holding.got;
  const delivered = edges.filter(({ to, kind }) => to === node.key && kind === 'shipped');
  return delivered.length === 0 ? undefined : sumOf(delivered.map(({ quantity }) => quantity));
}

type Group = Omit<Box, 'tier' | 'x' | 'y'>;

function groupsOf(
  nodes: readonly TraceNode[],
  places: Trace['places'],
  isFolded: boolean,
): readonly Group[] {
  if (isFolded) return byProduct(nodes);
  if (nodes.length <= mostBoxes) return nodes.map((node) => single(node, places));
  // What was asked about, what is kept back and what is still there come first.
  const weight = (node: TraceNode) =>
    (node.isSeed ? 4 : 0) + (isKeptBack(node) ? 2 : 0) + (isThere(node) ? 1 : 0);
  const sorted = nodes.toSorted((a, b) => weight(b) - weight(a));
  const rest = sorted.slice(mostBoxes - 1);
  return [
    ...sorted.slice(0, mostBoxes - 1).map((node) => single(node, places)),
    { ...together(rest), key: `rest/${rest[0]?.key ?? ''}`, title: `其余${rest.length}处` },
  ];
}

function single(node: TraceNode, places: Trace['places']): Group {
  const { lot, holding, key } = node;
  const { product, model, number, unit } = lot;
  return {
    key,
    nodes: [node],
    title: number,
    goods: [product, model].filter(Boolean).join(' '),
    holder: holderName(node, places),
    amount: holding === undefined ? '' : `取得${holding.got} 现存${holding.onHand}${unit}`,
    place: [places[node.holder ?? '']?.regionName, node.since].filter(Boolean).join(' '),
    isBlocked: isKeptBack(node),
    isThere: isThere(node),
    isSeed: node.isSeed,
  };
}

function byProduct(nodes: readonly TraceNode[]): readonly Group[] {
  const kinds = Map.groupBy(nodes, ({ lot, outside }) =>
    [lot.product, outside === undefined ? '' : '平台外'].join('/'),
  );
  return [...kinds].map(([kind, own]) => ({
    ...together(own),
    key: `group/${own[0]?.tier ?? 0}/${kind}`,
    title: own[0]?.lot.product ?? '',
  }));
}

function together(nodes: readonly TraceNode[]): Group {
  const lots = new Set(nodes.map(({ lot }) => lot.id)).size;
  const holders = new Set(nodes.map(({ holder, outside }) => holder ?? outside)).size;
  const isOutside = nodes.every(({ outside }) => outside !== undefined);
  return {
    key: '',
    nodes,
    title: '',
    goods: '',
    place: '',
    holder: `${lots}批 · ${holders}家${isOutside ? '（平台外）' : ''}`,
    amount: isOutside ? '' : `现存${sumsOf(nodes)}`,
    isBlocked: nodes.some(isKeptBack),
    isThere: nodes.some(isThere),
    isSeed: nodes.some(({ isSeed }) => isSeed),
  };
}

function isThere({ holding }: TraceNode): boolean {
  return holding !== undefined && holding.onHand !== '0';
}

/** What is still there of some lots, unit by unit, and by product where there are several: boards are no tables. */
export function sumsOf(nodes: readonly TraceNode[]): string {
  const isOne = new Set(nodes.map(({ lot }) => lot.product)).size === 1;
  const kinds = Map.groupBy(nodes, ({ lot }) => JSON.stringify([lot.product, lot.unit]));
  const sums = [...kinds.values()].flatMap((own) => {
    const { product, unit } = own[0]!.lot;
    const sum = own.reduce((all, { holding }) => all + parseQuantity(holding?.onHand ?? '0'), 0n);
    return sum === 0n ? [] : [`${isOne ? '' : product}${quantityText(sum)}${unit}`];
  });
  return sums.length === 0 ? '0' : sums.join('、');
}

/** The middle of where the goods of some nodes come from; those that come from nowhere keep their order at the top. */
function sourceY(
  { edges }: LayeredTrace,
  nodes: readonly TraceNode[],
  boxOf: ReadonlyMap<string, Box>,
): number {
  const own = new Set(nodes.map(({ key }) => key));
  const ys = edges.flatMap(({ from, to, kind }) =>
    own.has(to) && kind !== 'returned' ? (boxOf.get(from)?.y ?? []) : [],
  );
  return ys.length === 0 ? 0 : ys.reduce((sum, y) => sum + y, 0) / ys.length;
}
