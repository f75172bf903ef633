import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsOf } from './imports.ts';

const specifiers = (source: string) => importsOf(source).map((found) => found.specifier);

test('every form of import and re-export is found', () => {
  const source = `
    import 'side-effect';
    import one from 'default';
    import * as all from 'namespace';
    import {
      a,
      b as c,
    } from 'named';
    import d, { e } from 'both';
    export * from 'star';
    export * as f from 'star-as';
    export { g } from 'export-named';
    const lazy = await import('dynamic');
    const typed = null as import('import-type').T;
  `;
  assert.deepEqual(specifiers(source), [
    'side-effect',
    'default',
    'namespace',
    'named',
    'both',
    'star',
    'star-as',
    'export-named',
    'dynamic',
    'import-type',
  ]);
});

test('type imports are told from imports of values', () => {
  const typeOnly = (source: string) => importsOf(source)[0]?.typeOnly;
  assert.equal(typeOnly(`import type { A } from 'x';`), true);
  assert.equal(typeOnly(`import type A from 'x';`), true);
  assert.equal(typeOnly(`export type { A } from 'x';`), true);
  assert.equal(typeOnly(`import { type A } from 'x';`), false);
  assert.equal(typeOnly(`import type from 'x';`), false);
});

test('a computed import is reported as such', () => {
  assert.deepEqual(importsOf('await import(name)'), [
    { specifier: '', typeOnly: false, computed: true },
  ]);
  assert.equal(importsOf('await import(`./${name}.ts`)')[0]?.computed, true);
});

test('what stands in comments, texts, templates and patterns is no import', () => {
  const source = [
    `// import 'comment';`,
    `/* import 'block'; */`,
    `const a = "import 'text'";`,
    'const b = `import "template" ${ `nested ${ 1 }` } import "template"`;',
    `const c = /import 'pattern'[/'"]/.test(a) ? 4 / 2 / 1 : 0;`,
    `object.import('member');`,
    `import.meta.dirname;`,
    `export const d = { from: 'value' };`,
    `export type E = { from: 'type' };`,
  ].join('\n');
  assert.deepEqual(specifiers(`${source}\nimport 'real';`), ['real']);
});

test('an apostrophe or a slash between tags hides nothing', () => {
  const source = `const a = <p title="x">Don't / do</p>;\nconst b = <br />;\nimport 'real';`;
  assert.deepEqual(specifiers(source), ['real']);
});

test('a template with an expression inside ends where it ends', () => {
  const source = 'const a = `${list.map((x) => { return `<${x}>`; }).join()}`;\nimport "real";';
  assert.deepEqual(specifiers(source), ['real']);
});
