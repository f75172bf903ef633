import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { claimFolder } from '#db/embedded/claim.ts';
import type { Claim } from '#db/embedded/claim.ts';
import { publish, publishedStamp } from './publish.ts';

const root = resolve(import.meta.dirname, '..');
const waitLimitMs = 120_000;

/** How the pages are built. */
export interface BuildOptions {
  /** Also where nothing changed. */
  readonly force?: boolean;
  /** The folder that gets the pages; `dist/web` by default. What is under way lies in `.build` beside it. */
  readonly folder?: string;
}

/**
 * Builds the pages into `dist/web`, unless what they are made of has not changed since the last build. They are made
 * elsewhere and put there file by file, so that a server that runs over the folder never misses one; of two builds at
 * once the second waits, and finds everything done.
 * @returns true where it built.
 * @throws Error where the build fails, or another one takes longer than two minutes.
 */
export async function buildWeb({ force = false, folder }: BuildOptions = {}): Promise<boolean> {
  const place = folder ?? join(root, 'dist/web');
  const sources = fingerprint();
  if (!force && publishedStamp(place) === sources) return false;
  const workshop = join(place, '..', '.build');
  mkdirSync(workshop, { recursive: true });
  const claim = await claimed(workshop);
  const draft = join(workshop, randomUUID());
  try {
    if (!force && publishedStamp(place) === sources) return false;
    const { build } = await import('vite');
    await build({
      configFile: join(root, 'vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: draft },
    });
    publish(draft, place, sources);
    return true;
  } finally {
    rmSync(draft, { recursive: true, force: true });
    claim.release();
  }
}

/**
 * The same in a process of its own that stands back, so that whoever starts has both hands free meanwhile.
 * @throws Error where the build fails; why stands in the standard error output.
 */
export async function buildWebApart(): Promise<void> {
  if (publishedStamp(join(root, 'dist/web')) === fingerprint()) return;
  const child = spawn(process.execPath, [import.meta.filename, '--behind'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('the pages could not be built');
}

/** An installation for production may leave out what builds the pages, and brings the pages along. */
function canBuild(): boolean {
  try {
    import.meta.resolve('vite');
    return true;
  } catch {
    return false;
  }
}

/** Takes the workshop, after whoever has it. */
async function claimed(workshop: string): Promise<Claim> {
  for (const startedAt = performance.now(); ; await sleep(50)) {
    try {
      return claimFolder(workshop);
    } catch (error) {
      const isTaken = error instanceof Error && error.message.includes('is in use by process');
      if (!isTaken || performance.now() - startedAt > waitLimitMs) throw error;
    }
  }
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
  const asked = new Set(process.argv.slice(2));
  if (asked.has('--behind')) setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  if (asked.has('--at-install') && !canBuild()) {
    console.log('pages are not built: the packages that build them were left out');
  } else {
    const built = await buildWeb({ force: asked.has('--force') });
    console.log(built ? 'pages built into dist/web' : 'pages are up to date');
  }
}
