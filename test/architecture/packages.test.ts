import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { codeFiles, root } from './modules.ts';

const limit = 20;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Finds what is wrong with the packages that run in production. */
function packageDefects(manifest: Manifest, decisions: string, code: string): string[] {
  const names = Object.keys(manifest.dependencies);
  return [
    ...(names.length > limit ? [`${names.length} runtime dependencies; ${limit} are allowed`] : []),
    ...names
      .filter((name) => !decisions.includes(`\`${name}\``))
      .map((name) => `no decision record names \`${name}\``),
    ...Object.entries(manifest.dependencies)
      .filter(([name, version]) => !decisions.includes(`| \`${name}\` | ${version} |`))
      .map(([name, version]) => `the register of packages lacks ${name} ${version}`),
    ...names.filter((name) => !code.includes(name)).map((name) => `nothing uses ${name}`),
    ...Object.entries(manifest.dependencies)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name} is not pinned: ${version}`),
  ];
}

test('runtime dependencies are few, decided on, pinned and used', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  const text = (paths: readonly string[]) =>
    paths.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
  const decisions = text(globSync('docs/decisions/*.md', { cwd: root }));
  const code = text(codeFiles().filter((path) => path.startsWith('src/')));
  assert.deepEqual(packageDefects(manifest, decisions, code), []);
});

interface Lock {
  readonly packages: Readonly<
    Record<string, { optionalDependencies?: Readonly<Record<string, string>>; resolved?: string }>
  >;
}

/** Finds what a lock file leaves to the machine: packages of other platforms, and the address of somebody's registry. */
function lockDefects({ packages }: Lock): string[] {
  const known = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)));
  return Object.entries(packages).flatMap(([path, one]) => [
    ...Object.keys(one.optionalDependencies ?? {})
      .filter((name) => !known.has(name))
      .map((name) => `${path || 'the project'} may install ${name}, which is not locked`),
    ...(one.resolved === undefined ? [] : [`${path} names a registry`]),
  ]);
}

test('the lock file knows the packages of every platform and no registry', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  assert.ok(Object.keys(lock.packages).length > 100);
  assert.deepEqual(lockDefects(lock), []);
});

test('a package of another platform that is not locked is found, and so is a registry', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-mac': '1.0.0' } },
    'node_modules/a/node_modules/a-linux': { resolved: 'https://registry.example/a-linux.tgz' },
  };
  assert.deepEqual(lockDefects({ packages }), [
    'node_modules/a may install a-mac, which is not locked',
    'node_modules/a/node_modules/a-linux names a registry',
  ]);
});

test('a package too many, undecided, loose or unused is found', () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`p${index}`, '1.0.0']));
  const names = Object.keys(many);
  const decided = names.map((name) => `| \`${name}\` | 1.0.0 |`).join('\n');
  assert.deepEqual(packageDefects({ dependencies: many }, decided, names.join()), [
    '21 runtime dependencies; 20 are allowed',
  ]);
  assert.deepEqual(packageDefects({ dependencies: { loose: '^1.0.0' } }, 'loose', ''), [
    'no decision record names `loose`',
    'the register of packages lacks loose ^1.0.0',
    'nothing uses loose',
    'loose is not pinned: ^1.0.0',
  ]);
});
