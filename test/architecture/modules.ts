import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { importsOf } from './imports.ts';
import type { Import } from './imports.ts';

/** Where an import leads: a file of ours by its path from the root, a package, a part of Node, or nowhere. */
export type Target =
  | { readonly file: string }
  | { readonly package: string }
  | { readonly builtin: string }
  | { readonly missing: string };

/** A code file with its imports. */
export interface Module {
  /** Path from the root with forward slashes. */
  readonly path: string;
  readonly source: string;
  readonly imports: readonly (Import & { readonly target: Target })[];
}

/** The root of the repository. */
export const root = join(import.meta.dirname, '../..');

/** Folders that hold our code. */
export const codeFolders = ['src', 'test', 'world', 'scripts', 'bench'] as const;

/** Paths of all code files, tests included. */
export function codeFiles(): string[] {
  return globSync(`{${codeFolders.join(',')}}/**/*.{ts,tsx}`, { cwd: root }).toSorted();
}

/** Reads a code file and resolves what it imports. */
export function readModule(path: string): Module {
  return parseModule(path, readFileSync(join(root, path), 'utf8'));
}

/** Resolves what a source text would import if it stood at a path. */
export function parseModule(path: string, source: string): Module {
  const imports = importsOf(source).map((found) => ({
    ...found,
    target: resolve(path, found.specifier),
  }));
  return { path, source, imports };
}

/** Tests, what only tests use, and test settings; rules for the product don't bind them. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('test/') || path.includes('/fixture/');
}

const aliases = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports as Readonly<
  Record<string, string>
>;

function resolve(from: string, specifier: string): Target {
  if (isBuiltin(specifier)) return { builtin: specifier };
  if (specifier.startsWith('.')) return file(join(dirname(from), specifier), specifier);
  if (!specifier.startsWith('#')) {
    return {
      package: specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    };
  }
  const [alias, folder] = Object.entries(aliases).find(([pattern]) =>
    specifier.startsWith(pattern.slice(0, -1)),
  ) ?? ['', ''];
  const inside = specifier.slice(alias.length - 1);
  return alias === '' ? { missing: specifier } : file(folder.replace('*', inside), specifier);
}

function file(path: string, specifier: string): Target {
  // Vite reads what follows a question mark, e.g. `./icon.svg?raw`.
  const plain = relative(root, join(root, path.split('?')[0] ?? ''));
  const absolute = join(root, plain);
  const exists = existsSync(absolute) && statSync(absolute).isFile();
  return exists ? { file: plain } : { missing: specifier };
}
