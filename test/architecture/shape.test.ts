import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeFiles, root } from './modules.ts';
import {
  defaultExports,
  drawers,
  fullFolders,
  greenwichDays,
  halfWidth,
  longFiles,
  promises,
  thenableAnswers,
  undocumented,
} from './shape.ts';
import type { Text } from './shape.ts';

const paths = codeFiles();
const files: readonly Text[] = paths.map((path) => ({
  path,
  source: readFileSync(join(root, path), 'utf8'),
}));
const own = files.filter(({ path }) => !path.startsWith('test/architecture/shape'));
const lines = (count: number, line = 'a();') =>
  Array.from({ length: count }, () => line).join('\n');

test('no folder is a drawer', () => {
  assert.deepEqual(drawers(paths), []);
});

test('folders called utils, common, helpers or services are found', () => {
  const bad = ['src/kernel/utils/a.ts', 'src/common/a.ts', 'helpers/a.ts', 'src/web/services/a.ts'];
  assert.equal(drawers(bad).length, 4);
  assert.deepEqual(drawers(['src/server/service.ts', 'src/law/commons-law.ts']), []);
});

test('no file is too long, and no definition', () => {
  assert.deepEqual(longFiles(files), []);
});

test('a long file and a long definition are found, tables of data are not', () => {
  assert.deepEqual(longFiles([{ path: 'src/server/a.ts', source: lines(401) }]), [
    'src/server/a.ts has 401 lines; 400 are allowed',
  ]);
  assert.deepEqual(longFiles([{ path: 'src/server/a.ts', source: `${lines(400)}\n` }]), []);
  const source = `export const a = defineDuty({\n${lines(160)}`;
  assert.deepEqual(longFiles([{ path: 'src/law/enterprise/a.ts', source }]), [
    'src/law/enterprise/a.ts has 161 lines; 160 are allowed',
  ]);
  const tables = ['src/law/division-table.ts', 'src/insight/sampling/tables.ts', 'src/db/types.ts'];
  assert.deepEqual(longFiles(tables.map((path) => ({ path, source: lines(900) }))), []);
});

test('no folder is too full', () => {
  assert.deepEqual(fullFolders(paths), []);
});

test('a folder with sixteen files is found, its tests are not counted', () => {
  const many = Array.from({ length: 15 }, (_, index) => [
    `src/a/f${index}.ts`,
    `src/a/f${index}.test.ts`,
  ]);
  assert.deepEqual(fullFolders(many.flat()), []);
  assert.deepEqual(fullFolders([...many.flat(), 'src/a/one-more.tsx']), [
    'src/a holds 16 files; 15 are allowed',
  ]);
});

test('nothing is exported as default', () => {
  assert.deepEqual(files.flatMap(defaultExports), []);
});

test('a default export is found, also as a name of a list', () => {
  const find = (source: string) => defaultExports({ path: 'a.ts', source }).length;
  assert.equal(find('export default function a() {}'), 1);
  assert.equal(find('// export default\nexport const a = "export default";'), 0);
});

test('every export says what it is for', () => {
  assert.deepEqual(files.flatMap(undocumented), []);
});

test('an export without a docstring is found', () => {
  const find = (source: string) => undocumented({ path: 'src/kernel/a.ts', source });
  assert.deepEqual(find('export const a = 1;'), ['src/kernel/a.ts:1 a has no docstring']);
  assert.equal(find('/* how */\nexport interface A {}').length, 1);
  assert.equal(find('// why\nexport type A = string;').length, 1);
  assert.equal(find('const b = 1;\nexport async function a() {}').length, 1);
  assert.equal(find('/** What it is for. */\nconst b = 1;\nexport class A {}').length, 1);
  assert.deepEqual(find('/** What for. */\nexport const a = 1;'), []);
  assert.deepEqual(find('/**\n * What for.\n */\nexport const a = 1;'), []);
  assert.deepEqual(
    find('/** For. */\nexport function a(b: 1): 1;\nexport function a(b: 2): 2;'),
    [],
  );
  assert.deepEqual(find('/** For. */\nexport const a = {};\nexport type A = keyof typeof a;'), []);
  assert.deepEqual(find("export const a = defineAct({ title: '甲' });"), []);
  assert.deepEqual(find('const text = `\nexport const a = 1;\n`;'), []);
});

test('no async function answers with a definition', () => {
  assert.deepEqual(own.flatMap(thenableAnswers), []);
});

test('an async function that answers with a definition is found', () => {
  const find = (source: string) => thenableAnswers({ path: 'a.ts', source }).length;
  assert.equal(find('async function find(): Promise<Procedure | undefined> {}'), 1);
  assert.equal(find('async function find(): Promise<Duty> {}'), 1);
  assert.equal(find('async function find(): Promise<{ procedure: Procedure }> {}'), 0);
});

test('Chinese sentences have Chinese punctuation', () => {
  // Lists of fonts and a cell that holds several values, not sentences.
  const technical = ['src/server/documents/docx-styles.ts', 'src/server/registry/import.ts'];
  const spoken = own.filter(({ path }) => !/\.test\.ts|^test\//.test(path));
  const sentences = spoken.filter(({ path }) => !technical.includes(path));
  assert.deepEqual(sentences.flatMap(halfWidth), []);
});

test('a comma of half width in a Chinese sentence is found', () => {
  const find = (source: string) => halfWidth({ path: 'a.ts', source }).length;
  assert.equal(find("refuse('内容有误,请改正');"), 1);
  assert.equal(find("say('共3项:', '甲');"), 1);
  assert.equal(find("say('甲，乙', '丙');\n// 甲,乙"), 0);
});

test('nothing is promised and no test is switched off', () => {
  assert.deepEqual(own.flatMap(promises), []);
});

test('a promise and a switched-off test are found', () => {
  const find = (source: string) => promises({ path: 'a.ts', source }).length;
  assert.equal(find('// TODO write it'), 1);
  assert.equal(find("test.skip('later', () => {});"), 1);
  assert.equal(find("const todo = test('now', () => {});"), 0);
});

test('no day is cut off a point in time', () => {
  assert.deepEqual(own.flatMap(greenwichDays), []);
});

test('a day cut off a point in time is found, one of a plain day or a text is not', () => {
  const find = (source: string) => greenwichDays({ path: 'src/web/a.ts', source }).length;
  const bad = ['openedAt.slice(0, 10)', 'one.at.slice(0, 10)', 'latest!.at?.slice(0, 10)'];
  const other = [
    'now().slice(0, 10)',
    'new Date().toISOString().slice(0, 10)',
    'at.substring(0,10)',
  ];
  assert.deepEqual([...bad, ...other].map(find), [1, 1, 1, 1, 1, 1]);
  assert.deepEqual(
    ['text.slice(0, 10)', 'chat.slice(0, 10)', 'at.slice(0, 16)'].map(find),
    [0, 0, 0],
  );
});
