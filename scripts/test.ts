/**
 * `npm test`: runs all tests, or with `npm test -- src/db test/browser/launch.test.ts --name=recall` those under the
 * given folders or files and with the given words in their names. One throwaway database server serves all of them;
 * `SIFANG_TEST_DATABASE_URL` names an outside one instead.
 */
import { existsSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, type TestsStream } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startTestServer, type TestServer } from '#test/server.ts';

const fileLimitMs = 300_000;
/**
 * Areas whose files share a process, so many at a time: to start one for each file takes longer than most of their tests.
 * What stands alone in a file (its server, its database) stands alone in a process that others use as well.
 */
const shared: readonly { readonly areas: readonly string[]; readonly files: number }[] = [
  // They touch nothing outside themselves; the rules between areas hold them to it.
  {
    areas: ['src/kernel', 'src/law', 'src/insight', 'src/trace', 'src/ledger', 'test/law'],
    files: Infinity,
  },
  { areas: ['src/web'], files: Infinity },
  // More would keep too many servers open at once.
  { areas: ['src/server', 'src/db', 'test/stories'], files: 8 },
];

interface Totals {
  readonly passed: number;
  readonly failed: number;
}

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const selectors = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const name = process.argv.find((argument) => argument.startsWith('--name='))?.slice(7);
const files = testFiles(selectors);
if (files.length === 0)
  throw new Error(`no test file under ${selectors.join(' ') || 'the project'}`);

const server = await openServer();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.remove().finally(() => process.exit(130)));
}
try {
  const built = !files.some(needsWeb) || (await buildWeb());
  process.env['SIFANG_TEST_SERVER'] = server.url;
  // Most files load the whole server: the first to do so leaves the others its compiled code.
  process.env['NODE_COMPILE_CACHE'] = path.resolve('node_modules', '.cache', 'compiled');
  const totals = await report(
    run({
      files: together(files),
      concurrency: 2,
      timeout: fileLimitMs,
      ...(name === undefined ? {} : { testNamePatterns: [name] }),
    }),
  );
  const failed = totals.failed + (built ? 0 : 1);
  if (failed > 0 || totals.passed === 0) process.exitCode = 1;
  process.stdout.write(`${totals.passed} passed, ${failed} failed\n`);
} finally {
  await server.remove();
}

/** Test files below the given folders or files. Browser journeys come first: they are the longest. */
function testFiles(wanted: readonly string[]): string[] {
  const all = globSync('{src,test,world,scripts}/**/*.test.ts').sort();
  const roots = wanted.map((selector) => path.relative('', selector));
  const chosen = all.filter(
    (file) =>
      roots.length === 0 || roots.some((root) => file === root || file.startsWith(root + path.sep)),
  );
  const isJourney = (file: string) => Number(file.startsWith(path.join('test', 'browser')));
  return chosen.sort((a, b) => isJourney(b) - isJourney(a));
}

/** Puts the files of {@link shared} areas together, where there are many. */
function together(chosen: readonly string[]): string[] {
  if (chosen.length < 10) return [...chosen];
  const groups = shared.flatMap(({ areas, files: size }) =>
    inGroups(
      size,
      chosen.filter((file) => isWithin(areas, file)),
    ),
  );
  const alone = chosen.filter((file) => !shared.some(({ areas }) => isWithin(areas, file)));
  return [...alone, ...groups.map(entryFor)];
}

function isWithin(areas: readonly string[], file: string): boolean {
  return areas.some((area) => file.startsWith(path.join(area, path.sep)));
}

function inGroups(size: number, all: readonly string[]): string[][] {
  const groups: string[][] = [];
  for (let from = 0; from < all.length; from += size) groups.push(all.slice(from, from + size));
  return groups;
}

/** A file for the runner that loads a group of test files. */
function entryFor(group: readonly string[], index: number): string {
  const entry = path.join('node_modules', '.cache', 'tests', `${index + 1}.mjs`);
  mkdirSync(path.dirname(entry), { recursive: true });
  const lines = group.map((file) => `await import('${pathToFileURL(path.resolve(file)).href}');\n`);
  writeFileSync(entry, lines.join(''));
  return entry;
}

/** Unit tests of a few folders should not have to wait for the pages. */
function needsWeb(file: string): boolean {
  return ['browser', 'stories'].some((folder) => file.startsWith(path.join('test', folder)));
}

async function openServer(): Promise<TestServer> {
  const outside = process.env['SIFANG_TEST_DATABASE_URL'];
  return outside ? { url: outside, remove: async () => undefined } : startTestServer();
}

/** @returns false, after printing why, where the build failed; the other tests still run. */
async function buildWeb(): Promise<boolean> {
  const script = path.resolve('scripts', 'build.ts');
  if (!existsSync(script)) return true;
  const builder = (await import(pathToFileURL(script).href)) as { buildWeb(): Promise<void> };
  try {
    await builder.buildWeb();
    return true;
  } catch (error) {
    console.error('the web build failed:', error);
    return false;
  }
}

/** Prints the run as it goes and counts it; cancelled tests count as failed. */
async function report(tests: TestsStream): Promise<Totals> {
  let totals: Totals = { passed: 0, failed: 1 };
  tests.on('test:summary', ({ file, counts }) => {
    // Every file has a summary of its own; the one without a file is the whole run's.
    if (file === undefined) {
      totals = { passed: counts.passed, failed: counts.tests - counts.passed - counts.skipped };
    }
  });
  for await (const text of tests.compose(new spec())) process.stdout.write(text as string);
  return totals;
}
