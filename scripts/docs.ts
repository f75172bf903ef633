// Writes docs/generated from the law. `--check` fails on drift instead; `--lock` publishes new versions of definitions.
import { writeFile } from 'node:fs/promises';
import { drift, writeFolder } from './docs/folder.ts';
import { checkLock, extendLock } from './docs/lock.ts';
import { writePages } from './docs/pages.ts';
import { generatedFolder, loadLock, loadSources, lockFile } from './docs/sources.ts';

const flags = process.argv.slice(2);
const unknown = flags.filter((flag) => flag !== '--check' && flag !== '--lock');
if (unknown.length > 0) fail([`unknown option ${unknown.join(' ')}`]);

const sources = await loadSources();
const pages = writePages(sources);
const lock = await loadLock();
fail(checkLock(lock, sources.law.definitions));

if (flags.includes('--check')) {
  fail(await drift(generatedFolder, pages), 'run `npm run docs` and commit docs/generated');
  console.log(`docs: ${pages.size} generated documents are up to date`);
} else {
  await writeFolder(generatedFolder, pages);
  console.log(`docs: wrote ${pages.size} documents to docs/generated`);
}

if (flags.includes('--lock')) {
  const extended = extendLock(lock, sources.law.definitions);
  await writeFile(lockFile, `${JSON.stringify(extended, undefined, 2)}\n`);
  const count = Object.keys(extended).length - Object.keys(lock).length;
  console.log(`docs: locked ${count} new versions of definitions`);
}

function fail(lines: readonly string[], hint?: string): void {
  if (lines.length === 0) return;
  for (const line of [...lines, ...(hint === undefined ? [] : [hint])])
    console.error(`docs: ${line}`);
  process.exit(1);
}
