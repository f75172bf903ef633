import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '..');
const stamp = join(root, 'dist/web/.built');

/**
 * Builds the pages into `dist/web`, unless what they are made of has not changed since the last build.
 * @returns true where it built.
 */
export async function buildWeb({ force = false } = {}): Promise<boolean> {
  const sources = fingerprint();
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  // Written last: a build that was broken off is done again.
  writeFileSync(stamp, sources);
  return true;
}

/** Hash over names and contents of everything that the pages can import. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const add = (file: string) =>
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  for (const file of ['package-lock.json', 'vite.config.ts']) add(file);
  for (const folder of [
    'src/web',
    'src/law',
    'src/kernel',
    'src/ledger',
    'src/trace',
    'src/insight',
  ]) {
    if (!existsSync(join(root, folder))) continue;
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    files.sort().forEach(add);
  }
  return hash.digest('hex');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const built = await buildWeb({ force: process.argv.includes('--force') });
  console.log(built ? 'pages built into dist/web' : 'pages are up to date');
}
