import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from './bytes.ts';
import { formatCheckpoint, parseCheckpoint, parseDecimal } from './checkpoint.ts';
import { parseVerifierKey } from './keys.ts';
import { parseNote, verifyNote } from './note.ts';

const ROOT = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const TEXT = `example.com/behind-the-sofa\n20852163\n${ROOT}\n`;

test('the example of the specification is read and written alike', () => {
  const checkpoint = parseCheckpoint(TEXT)!;
  assert.equal(checkpoint.origin, 'example.com/behind-the-sofa');
  assert.equal(checkpoint.size, 20852163);
  assert.equal(toHex(checkpoint.root).slice(0, 8), '0ac5186a');
  assert.deepEqual(checkpoint.extensions, []);
  assert.equal(formatCheckpoint(checkpoint), TEXT);
  assert.equal(formatCheckpoint(parseCheckpoint(`${TEXT}one\ntwo\n`)!), `${TEXT}one\ntwo\n`);
});

test('checkpoints that the Go checksum database signed verify', async () => {
  const key = parseVerifierKey(
    'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
  )!;
  const published = [
    [
      15081221,
      'go.sum database tree\n15081221\nBoMMe1wd25Tco0mYGROkyqxHZWx+hcSCtMV315Lu6Lg=\n\n— sum.golang.org Az3grilD7vQqTrv66jRgKM84Y80KTprrSt4bKmiOPxgmS5ZVBTeCl6dUvjYnN13R+C8j0jGY1WnUADGMkok3U0m2Zgo=\n',
    ],
    [
      63096908,
      'go.sum database tree\n63096908\n8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=\n\n— sum.golang.org Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk=\n',
    ],
  ] as const;
  for (const [size, text] of published) {
    const note = parseNote(text)!;
    assert.equal(await verifyNote(note, key), 'valid');
    assert.equal(parseCheckpoint(note.text)?.size, size);
  }
});

test('malformed checkpoints are refused', () => {
  const wrong = [
    '',
    '\n',
    TEXT.slice(0, -1),
    `\n${TEXT}`,
    `${TEXT}\n`,
    `${TEXT}\nextension\n`,
    `example.com\n20852163\n`,
    `\n20852163\n${ROOT}\n`,
    TEXT.replace(ROOT, ROOT.slice(4)),
    TEXT.replace(ROOT, `AAAA${ROOT}`),
    TEXT.replace(ROOT, ROOT.replace('2I=', '2J=')),
    TEXT.replace(ROOT, ` ${ROOT}`),
    ...['', '-1', '+1', '007', '1.5', '1e3', '0x1', ' 1', '1 ', '١', '9007199254740992'].map(
      (size) => TEXT.replace('20852163', size),
    ),
  ];
  for (const text of wrong) assert.ok(parseCheckpoint(text) === undefined, JSON.stringify(text));
});

test('decimals are read up to the largest exact number', () => {
  assert.equal(parseDecimal('0'), 0);
  assert.equal(parseDecimal('9007199254740991'), Number.MAX_SAFE_INTEGER);
  for (const text of ['00', '01', '9007199254740992', '99999999999999999', '', '1\n']) {
    assert.equal(parseDecimal(text), undefined, text);
  }
});

test('a checkpoint that could not be read back is a fault', () => {
  const good = parseCheckpoint(TEXT)!;
  for (const bad of [
    { ...good, origin: '' },
    { ...good, origin: 'two\nlines' },
    { ...good, size: -1 },
    { ...good, size: 1.5 },
    { ...good, root: new Uint8Array(31) },
    { ...good, extensions: [''] },
    { ...good, extensions: ['two\nlines'] },
  ]) {
    assert.throws(() => formatCheckpoint(bad), RangeError);
  }
});
