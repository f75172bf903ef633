import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { checkDefinition } from '#kernel/check/definition.ts';
import type { Definition } from '#kernel/definition.ts';
import { parties } from '#kernel/party.ts';
import type { Party } from '#kernel/party.ts';
import { clauses } from '#law/clauses/all.ts';
import { constantOf, glossaryLine, skeleton } from './skeleton.ts';
import type { Wish } from './skeleton.ts';

const root = join(import.meta.dirname, '../..');
const wish: Wish = {
  kind: 'duty',
  id: 'night-watch',
  party: 'enterprise',
  title: '夜间巡查',
  from: '2026-01-01',
};

/** Loads a skeleton without writing it anywhere; boxed, because a definition with a `then` must not be awaited. */
async function load(one: Wish): Promise<readonly [Definition]> {
  const source = skeleton(one).get(`src/law/${one.party}/${one.id}.ts`) ?? '';
  const kernel = pathToFileURL(join(root, 'src/kernel/')).href;
  const code = stripTypeScriptTypes(source).replaceAll("'#kernel/", `'${kernel}`);
  const loaded = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
    string,
    Definition
  >;
  return [loaded[constantOf(one.id)]!];
}

for (const kind of ['duty', 'procedure', 'book'] as const) {
  for (const party of Object.keys(parties) as Party[]) {
    test(`a new ${kind} of the ${party} is a sound definition`, async () => {
      const [definition] = await load({ ...wish, kind, party });
      assert.deepEqual([definition.kind, definition.party], [kind, party]);
      assert.deepEqual(checkDefinition(definition, clauses, new Set()), []);
    });
  }
}

test('a definition comes with a test that imports it, beside it', () => {
  const files = skeleton(wish);
  assert.deepEqual(
    [...files.keys()],
    ['src/law/enterprise/night-watch.ts', 'src/law/enterprise/night-watch.test.ts'],
  );
  const source = files.get('src/law/enterprise/night-watch.test.ts') ?? '';
  assert.match(source, /import \{ nightWatch \} from '\.\/night-watch\.ts'/);
  assert.ok(existsSync(join(root, 'src/law/all.ts')));
});

test('the glossary line holds title, id and source', () => {
  assert.equal(
    glossaryLine(wish),
    '| 夜间巡查 | `night-watch` | duty: to be described | guidance/2.1 |',
  );
});
