import { parseQuantity, quantityText } from '#kernel/lot/quantity.ts';
import type { LayeredTrace, TraceEdge } from '#trace/layers.ts';
import type { Box, Line } from './boxes.ts';

/** The lines between the boxes of a picture; ways between the same two boxes are one. */
export function linesOf({ edges }: LayeredTrace, boxOf: ReadonlyMap<string, Box>): readonly Line[] {
  const ways = Map.groupBy(edges, ({ from, to, kind }) =>
    [boxOf.get(from)?.key, boxOf.get(to)?.key, kind].join('|'),
  );
  const lines = [...ways].flatMap(([key, own]): Omit<Line, 'words'>[] => {
    const [first] = own;
    const [from, to] = [boxOf.get(first?.from ?? ''), boxOf.get(first?.to ?? '')];
    if (first === undefined || from === undefined || to === undefined || from === to) return [];
    const units = new Set(own.map(({ unit }) => unit));
    const sum = own.reduce((all, { quantity }) => all + parseQuantity(quantity), 0n);
    const label = units.size === 1 ? `${quantityText(sum)}${first.unit}` : `${own.length}笔`;
    return [{ key, from, to, kind: first.kind, label, days: daysOf(own) }];
  });
  return lines.map((line) => ({ ...line, words: wordsAt(line, lines) }));
}

/** Lines that run together into one box would write over each other there; each begins at a box of its own. */
function wordsAt(line: Omit<Line, 'words'>, all: readonly Omit<Line, 'words'>[]): Line['words'] {
  const isForth = ({ from, to }: Omit<Line, 'words'>) => from.x < to.x;
  if (!isForth(line)) return 'end';
  const others = all.filter((one) => one !== line && isForth(one));
  const meets = others.some(({ to }) => to === line.to);
  return meets && others.every(({ from }) => from !== line.from) ? 'start' : 'end';
}

function daysOf(edges: readonly TraceEdge[]): string {
  const days = edges.flatMap(({ first, last }) => [first, last]).filter((day) => day !== undefined);
  const [from, to] = [days.toSorted()[0], days.toSorted().at(-1)];
  if (from === undefined || to === undefined) return '';
  return from === to ? from : `${from}至${to}`;
}
