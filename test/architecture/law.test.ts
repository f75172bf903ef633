import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Definition } from '#kernel/definition.ts';
import { featureCoverage } from '#kernel/derive/matrix.ts';
import { upkeep } from '../../src/kernel/fixture/upkeep.ts';
import { law } from '#law/all.ts';
import { features } from '#law/features.ts';
import { drift, writeFolder } from '../../scripts/docs/folder.ts';
import { checkLock, extendLock } from '../../scripts/docs/lock.ts';
import { writePages } from '../../scripts/docs/pages.ts';
import { generatedFolder, loadLock, loadSources } from '../../scripts/docs/sources.ts';
import { root } from './modules.ts';

const glossary = readFileSync(join(root, 'GLOSSARY.md'), 'utf8');

/** Ids that stand as code in the second column of a glossary. */
function glossaryIds(text: string): ReadonlySet<string> {
  const rows = text.split('\n').map((line) => line.split('|')[2] ?? '');
  return new Set(rows.flatMap((cell) => /^ `([^`]+)` $/.exec(cell)?.[1] ?? []));
}

function unexplained(definitions: readonly { readonly id: string }[], text: string): string[] {
  const known = glossaryIds(text);
  return [...new Set(definitions.map(({ id }) => id))].filter((id) => !known.has(id));
}

/** Addresses of provisions in a cell; standards and foreign law are written otherwise. */
function clauseIds(cell: string): string[] {
  return cell.match(/\b[a-z][a-z0-9-]*\/\d[\d.]*/g) ?? [];
}

/** Definitions that a module exports. */
function definitionsOf(module: object): Definition[] {
  return Object.values(module).filter(
    (value): value is Definition =>
      typeof value === 'object' &&
      value !== null &&
      'inForce' in value &&
      ['duty', 'procedure', 'book'].includes((value as Definition).kind),
  );
}

test('every definition under src/law is in the law’s one list', async () => {
  const files = globSync('src/law/**/*.ts', { cwd: root }).filter(
    (path) => !path.endsWith('.test.ts'),
  );
  const found: Definition[] = [];
  for (const path of files) {
    found.push(...definitionsOf((await import(pathToFileURL(join(root, path)).href)) as object));
  }
  assert.ok(found.length >= law.definitions.length, `${found.length} definitions were seen`);
  const forgotten = found.filter((definition) => !law.definitions.includes(definition));
  assert.deepEqual(
    forgotten.map(({ id, inForce }) => `${id}@${inForce.from}`),
    [],
  );
});

test('a definition is told from what else a module exports', () => {
  assert.deepEqual(definitionsOf({ upkeep, form: upkeep.form, title: '甲', none: null }), [upkeep]);
});

test('every definition is explained in the glossary', () => {
  assert.deepEqual(unexplained(law.definitions, glossary), []);
});

test('a definition missing from the glossary is found, also where prose mentions it', () => {
  const text = '| 甲 | `known` | meaning of `other` | x |\n\nAbout `other`.';
  assert.deepEqual(unexplained([{ id: 'known' }, { id: 'other' }], text), ['other']);
});

test('the glossary’s sources are clauses that exist', () => {
  const cited = glossary.split('\n').flatMap((line) => clauseIds(line.split('|')[4] ?? ''));
  assert.ok(cited.length > 20);
  assert.deepEqual(
    cited.filter((id) => law.clauses.find(id) === undefined),
    [],
  );
  assert.deepEqual(clauseIds(' order-18/99, ISO 9000 3.6.2, Regulation (EU) 2019/1020 '), [
    'order-18/99',
  ]);
});

test('the features are F1 to F62, rest on clauses and name what exists', () => {
  assert.deepEqual(
    features.map(({ id }) => id),
    Array.from({ length: 62 }, (_, index) => `F${index + 1}`),
  );
  for (const { id, clause, screens, tests } of features) {
    assert.ok(law.clauses.find(clause), `${id} rests on unknown clause ${clause}`);
    const gone = [...screens, ...tests].filter((path) => !existsSync(join(root, path)));
    assert.deepEqual(gone, [], id);
  }
  const unknown = featureCoverage(features, law).flatMap((feature) => feature.unknown);
  assert.deepEqual(unknown, []);
});

test('no published version of a definition was edited or removed', async () => {
  assert.deepEqual(checkLock(await loadLock(), law.definitions), []);
});

test('an edited or removed published version is found and says what to do', () => {
  const lock = extendLock({}, [upkeep]);
  assert.deepEqual(Object.keys(lock), ['upkeep@2026-01-01']);
  const edited = { ...upkeep, record: '别的记录' };
  assert.deepEqual(checkLock(lock, [edited]), [
    'upkeep@2026-01-01 is published and was changed: restore it, close it with a last day in force, and add a new version beside it',
  ]);
  assert.match(checkLock(lock, []).join(), /upkeep@2026-01-01 is published and was removed/);
  const closed = { ...upkeep, inForce: { from: '2026-01-01', to: '2026-06-30' } };
  const next = { ...edited, inForce: { from: '2026-07-01' } };
  assert.deepEqual(checkLock(lock, [closed, next]), []);
  const extended = extendLock(lock, [edited, next]);
  assert.equal(extended['upkeep@2026-01-01'], lock['upkeep@2026-01-01']);
  assert.deepEqual(Object.keys(extended), ['upkeep@2026-01-01', 'upkeep@2026-07-01']);
});

test('the generated documents agree with the law', async () => {
  assert.deepEqual(await drift(generatedFolder, writePages(await loadSources())), []);
});

test('a document that drifted, is missing or is left over is found', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'sifang-docs-'));
  context.after(() => rm(folder, { recursive: true }));
  const pages = new Map([
    ['a.md', 'one'],
    ['deep/b.md', 'two'],
  ]);
  assert.deepEqual(await drift(folder, pages), ['a.md is missing', 'deep/b.md is missing']);
  await writeFolder(folder, pages);
  assert.deepEqual(await drift(folder, pages), []);
  await writeFile(join(folder, 'a.md'), 'edited by hand');
  await writeFile(join(folder, 'deep/old.md'), '');
  assert.deepEqual(await drift(folder, pages), ['a.md has drifted', 'deep/old.md is left over']);
  await writeFolder(folder, pages);
  assert.deepEqual(await drift(folder, pages), []);
});

test('the same law always gives the same documents', async () => {
  const sources = await loadSources();
  assert.deepEqual(writePages(sources), writePages(sources));
});
