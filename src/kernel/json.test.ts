import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainJson } from './json.ts';

const holes: unknown[] = [1];
holes[2] = undefined;

const values: unknown[] = [
  'text',
  '\ud800',
  true,
  null,
  0,
  -0,
  1.5,
  NaN,
  Infinity,
  [],
  {},
  [undefined, NaN, () => 1, Symbol('a'), [null]],
  holes,
  { a: undefined, b: () => 1, c: Symbol('c'), d: NaN, e: { f: [1, { g: undefined }] } },
  new Date(0),
  { at: new Date(0), invalid: new Date(NaN) },
  { toJSON: () => ({ other: 1 }) },
  { toJSON: 1 },
  new Map([[1, 2]]),
  new (class {
    own = 1;
    get inherited() {
      return 2;
    }
  })(),
  Object.assign(Object.create(null), { a: 1 }),
  JSON.parse('{"__proto__":{"a":1},"b":{"constructor":2}}'),
  new Uint8Array(2),
  new Number(3),
];

test('a value comes out as JSON would bring it back', () => {
  for (const value of values) {
    const expected: unknown = JSON.parse(JSON.stringify(value));
    const copy = plainJson(value);
    assert.deepEqual(copy, expected);
    assert.ok(Object.is(copy, expected) || typeof copy === 'object');
    assert.equal(JSON.stringify(copy), JSON.stringify(expected));
  }
  assert.equal(plainJson(undefined), undefined);
  assert.equal(
    plainJson(() => 1),
    undefined,
  );
});

test('what is copied is not shared, and what has no JSON is a fault', () => {
  const inner = [1];
  const copy = plainJson({ inner }) as { inner: number[] };
  assert.notEqual(copy.inner, inner);
  assert.throws(() => plainJson(1n), TypeError);
  assert.throws(() => plainJson({ deep: [1n] }), TypeError);
});
