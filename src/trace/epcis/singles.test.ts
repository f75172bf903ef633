import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pieces, resolved } from './singles.ts';
import type { MadePiece } from './singles.ts';
import type { Telling } from './told.ts';

const made = (piece: string, maker: string, number: string): MadePiece => ({
  piece,
  maker,
  link: `link ${number}`,
  gtin: '1',
  number,
});
const told: Telling = {
  kind: 'shipped',
  lots: [],
  used: [],
  units: [],
  pieces: [],
  from: [],
  to: [],
  isWithin: false,
  atMs: 0,
  unnumbered: ['one', 'two', 'three', 'four'],
  loose: ['one', 'two', 'three', 'four'].map((piece) => ({ piece, isUsed: false })),
  singles: [],
};

test('a piece is of the lot that its house says, else of the one that its only maker says', () => {
  const pieces = new Pieces('us', [
    made('one', 'them', 'B'),
    made('one', 'us', 'A'),
    made('two', 'them', 'B'),
    made('three', 'others', 'C'),
    made('three', 'them', 'B'),
    made('three', 'us too', 'C'),
  ]);
  const { lots, unnumbered, loose } = resolved(told, pieces);
  assert.deepEqual(
    lots.map(({ number, quantity }) => [number, quantity]),
    [
      ['A', 1],
      ['B', 1],
    ],
  );
  assert.deepEqual(unnumbered, ['three', 'four']);
  assert.equal(loose.length, 2);
  assert.deepEqual([...pieces.doubtful], ['three']);
  assert.deepEqual(pieces.ofOthers(told), { them: ['two'] });
  assert.equal(new Pieces('us').ofOthers(told), undefined);
});

test('two makers that say the same are of one mind', () => {
  const pieces = new Pieces('us', [made('one', 'them', 'B'), made('one', 'others', 'B')]);
  assert.equal(pieces.get('one')?.number, 'B');
  assert.deepEqual(pieces.ofOthers(told), { them: ['one'] });
});
