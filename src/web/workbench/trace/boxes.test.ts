import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TraceGraph } from '#trace/graph.ts';
import { layersOf } from '#trace/layers.ts';
import { gotAt, pictureOf, sizes, sumsOf } from './boxes.ts';
import { choicesOf, narrowed } from './narrow.ts';

const places = {
  works: { name: '贡江水泥', region: 360_704, regionName: '赣县区' },
  yard: { name: '青原构件', region: 360_803, regionName: '青原区' },
};

/** One lot of cement of which a yard makes so many lots of beams. */
function cement(children: number): TraceGraph {
  const lot = (id: string, depth: number, product: string) => ({
    id,
    depth,
    number: id,
    product,
    model: '',
    unit: depth === 0 ? '吨' : '件',
    quantity: '10',
    madeOn: depth === 0 ? '2026-11-01' : '2026-11-05',
    registeredBy: depth === 0 ? 'works' : 'yard',
    origin: '',
    event: null,
    blocked: id === 'b1',
  });
  const held = { own: true, got: '10', used: '0', shipped: '0', returned: '0', destroyed: '0' };
  const beams = Array.from({ length: children }, (_, n) => `b${n}`);
  return {
    total: children + 1,
    lots: [lot('c', 0, '水泥'), ...beams.map((id) => lot(id, 1, '梁板'))],
    holdings: [
      { ...held, lot: 'c', holder: 'works', onHand: '2.5' },
      { ...held, lot: 'c', holder: 'yard', onHand: '0' },
      ...beams.map((id) => ({ ...held, lot: id, holder: 'yard', onHand: '1' })),
    ],
    parts: beams.map((id) => ({ parent: 'c', child: id, by: 'yard', quantity: '0.5' })),
    moves: [
      {
        lot: 'c',
        kind: 'shipped',
        from: 'works',
        to: 'yard',
        toName: '',
        quantity: '5',
        times: 1,
        first: '2026-11-03',
        last: '2026-11-04',
      },
    ],
  };
}

test('a tier of many is folded by product with its sums, and unfolds when asked', () => {
  const layered = layersOf(cement(800));
  const folded = pictureOf(layered, places, new Set());
  assert.equal(folded.boxes.length, 3);
  const beams = folded.boxes.at(-1)!;
  assert.deepEqual([beams.title, beams.holder, beams.amount], ['梁板', '800批 · 1家', '现存800件']);
  assert.equal(beams.isBlocked, true);
  assert.deepEqual(
    folded.lines.map(({ label, days }) => [label, days]),
    [
      ['400吨', ''],
      ['5吨', '2026-11-03至2026-11-04'],
    ],
  );
  const open = pictureOf(layered, places, new Set([2]));
  assert.equal(open.boxes.length, 62, '60 of the tier, the last of them for all the rest');
  assert.match(open.boxes.at(-1)!.title, /其余741处/);
  assert.ok(
    open.boxes.some(({ key }) => key === 'b1@yard'),
    'what is kept back is among those shown',
  );
});

test('goods of several kinds are not added together, even where they are counted alike', () => {
  const both = cement(4);
  const counted = { ...both, lots: both.lots.map((lot) => ({ ...lot, unit: '件' })) };
  const { nodes } = layersOf(counted);
  assert.equal(sumsOf(nodes), '水泥2.5件、梁板4件');
  assert.equal(sumsOf(nodes.filter(({ lot }) => lot.product === '梁板')), '4件');
});

test('no two boxes of a picture overlap, and all lie within it', () => {
  const { boxes, width, height } = pictureOf(layersOf(cement(6)), places, new Set());
  for (const one of boxes) {
    assert.ok(one.x + sizes.box <= width && one.y + sizes.height <= height);
    const others = boxes.filter(({ key }) => key !== one.key);
    assert.ok(others.every(({ x, y }) => x !== one.x || Math.abs(y - one.y) >= sizes.height));
  }
});

test('a trace is narrowed by product, holder, place, days, and to what belongs to one lot', () => {
  const layered = layersOf(cement(3));
  const keys = (filter: object) =>
    narrowed(layered, places, filter)
      .nodes.map(({ key }) => key)
      .sort();
  assert.deepEqual(keys({ product: '水泥' }), ['c@works', 'c@yard']);
  assert.deepEqual(keys({ holder: 'works' }), ['c@works']);
  assert.deepEqual(keys({ region: '赣县区' }), ['c@works']);
  assert.deepEqual(keys({ from: '2026-11-02', to: '2026-11-04' }), ['c@yard']);
  assert.deepEqual(keys({ focus: 'b2@yard' }), ['b2@yard', 'c@works', 'c@yard']);
  assert.deepEqual(keys({ product: '沙' }), []);
  assert.deepEqual(
    choicesOf(layered, places).regions.map(({ label }) => label),
    ['赣县区', '青原区'],
  );
});

test('what is kept back is so where it lies, not at a buyer outside; place and day have a line', () => {
  const { lots, moves, ...rest } = cement(1);

  const sold = { ...moves[0]!, to: null, toName: '外省构件厂', quantity: '1' };
  const stopped = {
    ...rest,
    lots: lots.map((lot) => ({ ...lot, blocked: true })),
    moves: [...moves, sold],
  };
  const { boxes } = pictureOf(layersOf(stopped), places, new Set());
  const shown = boxes.map(({ title, goods, holder, place, isBlocked }) => [
    title,
    goods,
    holder,
    place,
    isBlocked,
  ]);
  assert.deepEqual(
    shown.filter(([title]) => title === 'c'),
    [
      ['c', '水泥', '贡江水泥', '赣县区 2026-11-01', true],
      ['c', '水泥', '青原构件', '青原区 2026-11-03', true],
      ['c', '水泥', '外省构件厂', '2026-11-03', false],
    ],
  );
});

test('where the reader does not see what somebody holds, what was delivered there is told', () => {
  const graph = cement(1);
  const hidden = graph.holdings.filter(({ holder }) => holder !== 'yard');
  const layered = layersOf({ ...graph, holdings: hidden });
  const got = layered.nodes.map((node) => [node.holder, gotAt(layered, node)]);
  assert.deepEqual(got.slice(0, 2), [
    ['works', '10'],
    ['yard', '5'],
  ]);
});

test('lines that run into one box bear their words where they begin, those that part where they end', () => {
  const graph = cement(1);
  const slag = { ...graph.lots[0]!, id: 's', number: 's', product: '矿渣粉' };
  const layered = layersOf({
    ...graph,
    lots: [...graph.lots, slag],
    holdings: [...graph.holdings, { ...graph.holdings[1]!, lot: 's' }],
    parts: [...graph.parts, { parent: 's', child: 'b0', by: 'yard', quantity: '2' }],
  });
  const { lines } = pictureOf(layered, places, new Set());
  const words = lines.map((line) => [line.from.title, line.to.title, line.words]);
  assert.deepEqual(
    words.toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
    [
      ['c', 'b0', 'start'],
      ['c', 'c', 'end'],
      ['s', 'b0', 'start'],
    ],
  );
});
