import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, CanonicalJsonError, MAX_JSON_DEPTH } from './canonical-json.ts';

test('the example of RFC 8785 section 3.2.2 is reproduced', () => {
  const input = JSON.parse(
    String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],` +
      String.raw`"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
  );
  assert.equal(
    canonicalJson(input),
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],` +
      String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('members stand in UTF-16 order, RFC 8785 section 3.2.3', () => {
  const input = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    1: 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  assert.deepEqual(Object.values(JSON.parse(canonicalJson(input)) as object).slice(1), [
    'Carriage Return',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
  assert.ok(canonicalJson(input).startsWith(String.raw`{"\r":"Carriage Return","1":"One","`));
});

test('numbers are written as in appendix B of RFC 8785', () => {
  const vectors: Record<string, string> = {
    '0000000000000000': '0',
    '8000000000000000': '0',
    '0000000000000001': '5e-324',
    '8000000000000001': '-5e-324',
    '7fefffffffffffff': '1.7976931348623157e+308',
    ffefffffffffffff: '-1.7976931348623157e+308',
    '4340000000000000': '9007199254740992',
    c340000000000000: '-9007199254740992',
    '4340000000000001': '9007199254740994',
    '4430000000000000': '295147905179352830000',
    '44b52d02c7e14af5': '9.999999999999997e+22',
    '44b52d02c7e14af6': '1e+23',
    '44b52d02c7e14af7': '1.0000000000000001e+23',
    '444b1ae4d6e2ef4e': '999999999999999700000',
    '444b1ae4d6e2ef4f': '999999999999999900000',
    '444b1ae4d6e2ef50': '1e+21',
    '3eb0c6f7a0b5ed8c': '9.999999999999997e-7',
    '3eb0c6f7a0b5ed8d': '0.000001',
    '41b3de4355555553': '333333333.3333332',
    '41b3de4355555554': '333333333.33333325',
    '41b3de4355555555': '333333333.3333333',
    '41b3de4355555556': '333333333.3333334',
    '41b3de4355555557': '333333333.33333343',
    becbf647612f3696: '-0.0000033333333333333333',
    '43143ff3c1cb0959': '1424953923781206.2',
  };
  for (const [bits, text] of Object.entries(vectors)) {
    const value = Buffer.from(bits, 'hex').readDoubleBE();
    assert.equal(canonicalJson(value), text);
    assert.ok(Number(text) === value);
  }
});

test('writing what was read changes nothing, whatever order the members came in', () => {
  const text = '{"a":[1,{"x":null,"y":"水泥"}],"b":{"__proto__":1,"c":false}}';
  assert.equal(canonicalJson(JSON.parse(text)), text);
  assert.equal(
    canonicalJson(JSON.parse('{"b":{"c":false,"__proto__":1},"a":[1,{"y":"水泥","x":null}]}')),
    text,
  );
  assert.equal(canonicalJson(Object.assign(Object.create(null), { a: 1 })), '{"a":1}');
});

test('nothing is dropped or converted on the way', () => {
  class Lot {
    number = 1;
  }
  const cycle: unknown[] = [];
  cycle.push({ cycle });
  const hopeless: unknown[] = [
    undefined,
    { a: undefined },
    [undefined],
    Array(1),
    NaN,
    Infinity,
    -Infinity,
    1n,
    Symbol('a'),
    { [Symbol('a')]: 1 },
    () => 1,
    { toJSON: () => 1 },
    new Date(0),
    new Map(),
    new Uint8Array(1),
    new Lot(),
    new String('a'),
    cycle,
    '\ud800',
    { '\udc00': 1 },
    ['a\ud83d'],
  ];
  for (const value of hopeless) assert.throws(() => canonicalJson(value), CanonicalJsonError);
  assert.throws(() => canonicalJson(cycle), /contains itself/);
  assert.throws(() => canonicalJson({ form: { lots: [1, NaN] } }), /\$\.form\.lots\[1\]/);
});

test('one object in two places is no cycle, and depth is limited before the stack is', () => {
  const shared = { a: 1 };
  assert.equal(canonicalJson([shared, shared]), '[{"a":1},{"a":1}]');
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
  assert.equal(canonicalJson(nested(MAX_JSON_DEPTH)).length, 2 * MAX_JSON_DEPTH);
  assert.throws(() => canonicalJson(nested(MAX_JSON_DEPTH + 1)), CanonicalJsonError);
  assert.throws(() => canonicalJson(nested(100_000)), CanonicalJsonError);
});
