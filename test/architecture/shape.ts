import { dirname } from 'node:path';
import { tokensOf } from './imports.ts';
import { isTest } from './modules.ts';

/** A code file as the rules of shape see it. */
export interface Text {
  readonly path: string;
  readonly source: string;
}

const hardLimit = 400;
const definitionLimit = 160;
const folderLimit = 15;

/** Finds folders named for what they are not: a drawer attracts what has no place. */
export function drawers(paths: readonly string[]): string[] {
  const drawer = /(^|\/)(utils?|common|helpers?|services?|misc|shared|lib)\//;
  return paths.filter((path) => drawer.test(path)).map((path) => `${path} lies in a drawer`);
}

/** Finds files that are too long; tables of data and generated files may be. */
export function longFiles(files: readonly Text[]): string[] {
  return files.flatMap(({ path, source }) => {
    const lines = source.trimEnd().split('\n').length;
    if (isExempt(path)) return [];
    const limit = holdsDefinition(path, source) ? definitionLimit : hardLimit;
    return lines > limit ? [`${path} has ${lines} lines; ${limit} are allowed`] : [];
  });
}

/** Finds folders with too many files of code; tests are not counted. */
export function fullFolders(paths: readonly string[]): string[] {
  const code = paths.filter((path) => !/\.test\.tsx?$/.test(path));
  return [...Map.groupBy(code, (path) => dirname(path))]
    .filter(([, files]) => files.length > folderLimit)
    .map(([folder, files]) => `${folder} holds ${files.length} files; ${folderLimit} are allowed`);
}

/** Finds default exports: a thing has one name wherever it is used. */
export function defaultExports({ path, source }: Text): string[] {
  const tokens = tokensOf(source);
  return tokens.some((token, at) => token.value === 'export' && tokens[at + 1]?.value === 'default')
    ? [`${path} has a default export`]
    : [];
}

/**
 * Finds exported things without a docstring. Overloads and the type of the value just above need none of their own; an
 * act of the law starts with its own title.
 */
export function undocumented({ path, source }: Text): string[] {
  if (isTest(path) || isGenerated(path)) return [];
  const lines = source.split('\n');
  const code = maskTemplates(source).split('\n');
  return code.flatMap((line, at) => {
    const [, kind, name] = declaration.exec(line) ?? [];
    if (kind === undefined || name === undefined) return [];
    const before = lines.slice(0, at);
    const isOverload = before.some((other) =>
      new RegExp(`^export.* function ${name}\\b`).test(other),
    );
    const isTwin = kind === 'type' && /= *(keyof )?\(?typeof \w+/.test(line);
    const isProvision =
      / = \w+\(\{/.test(line) && /\btitle: '/.test(`${line}${lines[at + 1] ?? ''}`);
    const last = before.findLast((other) => !/^\s*(@|\/\/|$)/.test(other)) ?? '';
    const isDocumented = /\*\/\s*$/.test(last) && opensDocstring(before);
    return isOverload || isTwin || isProvision || isDocumented
      ? []
      : [`${path}:${at + 1} ${name} has no docstring`];
  });
}

/** Finds words that promise work instead of doing it, and tests that are switched off. */
export function promises({ path, source }: Text): string[] {
  const found = /\b(TODO|FIXME|XXX)\b|\b(?:test|it|describe|suite)\.(skip|todo|only)\b/.exec(
    source,
  );
  return found === null ? [] : [`${path} says ${found[1] ?? found[2]}`];
}

/**
 * Finds async functions that answer with a definition. A definition may have a `then`, so that waiting for one would
 * call it with two callbacks and never end; handed on inside an object it is safe.
 */
export function thenableAnswers({ path, source }: Text): string[] {
  const found = /\bPromise<(?:readonly )?(Duty|Procedure|Book|Act|Definition)(?: \||>)/.exec(
    source,
  );
  return found === null ? [] : [`${path} promises a ${found[1]}`];
}

/**
 * Finds days that are cut off a point in time: that is the day in Greenwich, and between midnight and eight in China it
 * is yesterday. `dayOf` tells the day.
 */
export function greenwichDays({ path, source }: Text): string[] {
  if (isTest(path) || path.startsWith('src/kernel/calendar/')) return [];
  const cut = /\b(?:at|\w+At|since|now|toISOString)(?:\(\))?[?!]?\.(?:slice|substring)\(0, ?10\)/;
  return source.split('\n').flatMap((line, at) => {
    const found = cut.exec(line);
    return found === null ? [] : [`${path}:${at + 1} has ${found[0]}`];
  });
}

/** Finds commas and the like of half width in Chinese sentences; people see them as carelessness. */
export function halfWidth({ path, source }: Text): string[] {
  return source.split('\n').flatMap((line, at) => {
    const isComment = /^\s*(\*|\/\/|\/\*)/.test(line);
    const found = isComment ? null : /[一-鿿》”）][,;:?!](?=[一-鿿“《（'"`<])/.exec(line);
    return found === null ? [] : [`${path}:${at + 1} has “${found[0]}”`];
  });
}

const declaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(function|const|let|class|interface|type)\*? +(\w+)/;

function opensDocstring(before: readonly string[]): boolean {
  const opening = before.findLast((line) => /^\s*\/\*/.test(line)) ?? '';
  return /^\s*\/\*\*/.test(opening);
}

function holdsDefinition(path: string, source: string): boolean {
  return (
    path.startsWith('src/law/') &&
    !isTest(path) &&
    /\bdefine(Procedure|Duty|Book)(<[^(]*>)?\(/.test(source)
  );
}

function isGenerated(path: string): boolean {
  return path === 'src/db/types.ts';
}

function isExempt(path: string): boolean {
  return isGenerated(path) || /(^|[-/])tables?\.ts$/.test(path);
}

/** Blanks texts between backticks, so that code quoted in them is not read as code. */
function maskTemplates(source: string): string {
  return source.replaceAll(/`(?:[^`\\]|\\[^])*`/g, (text) => text.replaceAll(/[^\n]/g, ' '));
}
