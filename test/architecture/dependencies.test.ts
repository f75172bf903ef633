import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { areaOf, layerDefects, layers } from './layers.ts';
import { codeFiles, codeFolders, isTest, parseModule, readModule, root } from './modules.ts';

const modules = codeFiles().map(readModule);

/** What the rule says of one import, standing in a file that need not exist. */
function defects(path: string, source: string): string[] {
  return layerDefects(parseModule(path, source));
}

test('every import keeps the dependency rule', () => {
  assert.deepEqual(modules.flatMap(layerDefects), []);
});

test('no file and no import is overlooked', (context) => {
  if (!existsSync(join(root, '.git'))) return context.skip('no repository to compare with');
  const tracked = execFileSync('git', ['ls-files', ...codeFolders], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((path) => /\.tsx?$/.test(path) && existsSync(join(root, path)));
  const seen = new Set(modules.map(({ path }) => path));
  assert.deepEqual(
    tracked.filter((path) => !seen.has(path)),
    [],
  );
});

test('a plain reading of the lines finds no import that the tokenizer missed', () => {
  const line = /^(?:import|export|\})[^'"`]*\bfrom '([^']+)';$|^import '([^']+)';$/;
  // Scripts and tests hold examples of code in their texts.
  for (const { path, source, imports } of modules.filter((one) => !isTest(one.path))) {
    if (path.startsWith('scripts/')) continue;
    const read = source
      .split('\n')
      .flatMap((text) => line.exec(text)?.slice(1).find(Boolean) ?? []);
    const found = new Set(imports.map(({ specifier }) => specifier));
    assert.deepEqual(
      read.filter((specifier) => !found.has(specifier)),
      [],
      path,
    );
  }
});

test('every area is seen with files and imports', () => {
  for (const area of ['ledger', 'kernel', 'law', 'db', 'server', 'test', 'scripts']) {
    const own = modules.filter(({ path }) => areaOf(path) === area);
    const count = own.reduce((sum, { imports }) => sum + imports.length, 0);
    assert.ok(
      own.length > 3 && count > own.length / 2,
      `${area}: ${own.length} files, ${count} imports`,
    );
  }
  assert.deepEqual(
    modules.map(({ path }) => path).filter((path) => layers[areaOf(path)] === undefined),
    [],
  );
});

const forbidden: readonly (readonly [path: string, source: string, reason: RegExp])[] = [
  ['src/ledger/a.ts', `import '#kernel/json.ts';`, /across the dependency rule/],
  ['src/ledger/a.ts', `import { z } from 'zod';`, /package zod/],
  ['src/ledger/a.ts', `import { hash } from 'node:crypto';`, /must run in browsers/],
  ['src/trace/a.ts', `export * from '../ledger/tree.ts';`, /across the dependency rule/],
  [
    'src/insight/a.ts',
    `const a = await import('../ledger/tree.ts');`,
    /across the dependency rule/,
  ],
  ['src/kernel/a.ts', `import type { Leaf } from '#ledger/leaf.ts';`, /across the dependency rule/],
  ['src/kernel/a.ts', `import { law } from '#law/all.ts';`, /across the dependency rule/],
  ['src/law/a.ts', `import '#ledger/sha256.ts';`, /across the dependency rule/],
  ['src/db/a.ts', `import '#law/all.ts';`, /across the dependency rule/],
  ['src/server/a.ts', `import pg from 'pg';`, /only src\/db/],
  ['src/server/a.ts', `import { Cursor } from 'pg-cursor';`, /only src\/db/],
  ['src/server/a.ts', `import { seed } from '#test/seed.ts';`, /for tests/],
  ['src/kernel/a.ts', `import { loan } from './fixture/loan.ts';`, /for tests/],
  ['src/kernel/a.ts', `import './gone.ts';`, /does not exist/],
  ['src/kernel/a.ts', `import '#nowhere/gone.ts';`, /does not exist/],
  ['src/server/a.ts', 'await import(name);', /computed name/],
  ['src/web/a.tsx', `import { connect } from '#db/connect.ts';`, /across the dependency rule/],
  ['src/web/a.tsx', `import { readFile } from 'node:fs';`, /must run in browsers/],
  ['src/other/a.ts', ``, /no known area/],
];

for (const [path, source, reason] of forbidden) {
  test(`the rule refuses ${source || 'a file'} in ${path}`, () => {
    assert.match(defects(path, source).join('\n'), reason);
  });
}

test('the web takes types of presenters and nothing else of the server', () => {
  const present = modules.find(({ path }) => /^src\/server\/.*\/present\.ts$/.test(path))?.path;
  const other = modules.find(({ path }) => /^src\/server\/.*\/routes\.ts$/.test(path))?.path;
  const ask = (file: string | undefined, kind: string) =>
    file === undefined
      ? undefined
      : defects('src/web/kit/a.tsx', `import ${kind}{ a } from '../../../${file}';`).join();
  assert.equal(ask(present, 'type ') ?? '', '');
  assert.match(ask(present, '') ?? 'only types', /only types/);
  assert.match(ask(other, 'type ') ?? 'only present.ts', /only present\.ts/);
});

test('a feature’s queries are its own', () => {
  const queries = modules.find(({ path }) => /^src\/server\/.*\/queries\.ts$/.test(path))?.path;
  if (queries === undefined) return;
  const source = `import { a } from '../../../${queries}';`;
  assert.match(defects('src/server/another/routes.ts', source).join(), /another feature/);
  assert.deepEqual(
    defects(`${queries.replace('queries.ts', 'routes.ts')}`, `import './queries.ts';`),
    [],
  );
});

test('packages that the code imports are declared', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };
  const run = new Set(Object.keys(manifest.dependencies));
  const all = new Set([...run, ...Object.keys(manifest.devDependencies)]);
  const missing = modules.flatMap(({ path, imports }) =>
    imports.flatMap(({ target, typeOnly, computed }) => {
      if (computed || !('package' in target)) return [];
      const ships = /^src\/(kernel|law|ledger|trace|insight|db|server)\//.test(path);
      const isProduct = ships && !typeOnly && !path.endsWith('.test.ts');
      return (isProduct ? run : all).has(target.package) ? [] : `${path} imports ${target.package}`;
    }),
  );
  assert.deepEqual(missing, []);
});
