import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TracedHolding, TracedLot, TracedMove, TraceGraph } from './graph.ts';
import { around, layersOf } from './layers.ts';

const lot = (id: string, depth: number): TracedLot => ({
  id,
  depth,
  number: id,
  product: '水泥',
  model: '',
  unit: '吨',
  quantity: '10',
  madeOn: '2026-11-01',
  registeredBy: 'works',
  origin: '',
  event: null,
  blocked: false,
});
const holding = (of: string, holder: string): TracedHolding => ({
  lot: of,
  holder,
  own: true,
  got: '10',
  used: '0',
  shipped: '0',
  returned: '0',
  destroyed: '0',
  onHand: '10',
});
const move = (
  of: string,
  from: string,
  to: string | null,
  kind = 'shipped' as const,
): TracedMove => ({
  lot: of,
  kind,
  from,
  to,
  toName: to === null ? '信丰某工地' : '',
  quantity: '5',
  times: 1,
  first: '2026-11-05',
  last: '2026-11-05',
});

/** Clinker and gypsum become cement, which goes to a builder, who makes beams of it for a site. */
const graph: TraceGraph = {
  total: 4,
  lots: [lot('clinker', -1), lot('gypsum', -1), lot('cement', 0), lot('beam', 1)],
  holdings: [
    holding('clinker', 'works'),
    holding('gypsum', 'works'),
    holding('cement', 'works'),
    holding('cement', 'builder'),
    holding('beam', 'builder'),
  ],
  parts: [
    { parent: 'clinker', child: 'cement', by: 'works', quantity: '9' },
    { parent: 'gypsum', child: 'cement', by: 'works', quantity: '1' },
    { parent: 'cement', child: 'beam', by: 'builder', quantity: '4' },
  ],
  moves: [
    move('cement', 'works', 'builder'),
    { ...move('cement', 'builder', 'works'), kind: 'returned' },
    move('beam', 'builder', null),
  ],
};

test('goods go from left to right, and what came back moves nobody', () => {
  const { nodes, tiers } = layersOf(graph);
  const tier = Object.fromEntries(nodes.map(({ key, tier: place }) => [key, place]));
  assert.deepEqual(tier, {
    'clinker@works': 0,
    'gypsum@works': 0,
    'cement@works': 1,
    'cement@builder': 2,
    'beam@builder': 3,
    'beam>信丰某工地': 4,
  });
  assert.equal(tiers, 5);
});

test('around a lot stands what it came from and what became of it, not its neighbours', () => {
  const layered = layersOf(graph);
  assert.deepEqual([...around(layered, ['clinker@works'])].sort(), [
    'beam>信丰某工地',
    'beam@builder',
    'cement@builder',
    'cement@works',
    'clinker@works',
  ]);
});

test('a delivery that goes round in a ring ends, and a receiver beyond sight still has a place', () => {
  const ring = layersOf({
    ...graph,
    moves: [
      move('cement', 'works', 'builder'),
      move('cement', 'builder', 'works'),
      move('beam', 'builder', 'stranger'),
    ],
  });
  assert.ok(
    ring.nodes.some(({ key, holding: own }) => key === 'beam@stranger' && own === undefined),
  );
  assert.equal(new Set(ring.nodes.map(({ key }) => key)).size, ring.nodes.length);
});

test('a part whose lot was left out of the nearest ones draws no edge', () => {
  const { edges } = layersOf({ ...graph, holdings: graph.holdings.slice(1) });
  assert.ok(edges.every(({ from }) => from !== 'clinker@works'));
});
