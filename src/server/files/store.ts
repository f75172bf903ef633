import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where uploaded files lie: addressed by the SHA-256 of their content, so that an entry that names one commits to it. */
export interface FileStore {
  /** Keeps bytes durably before it answers. @returns their hash (64 lower-case hex digits) and size in bytes. */
  put(bytes: Uint8Array): Promise<{ readonly hash: string; readonly size: number }>;
  /** @returns the bytes, or undefined where no such file is kept. */
  get(hash: string): Promise<Uint8Array | undefined>;
}

/** A store in a local folder, two levels deep. */
export function folderStore(folder: string): FileStore {
  return {
    async put(bytes) {
      const hash = hashOf(bytes);
      const place = placeOf(folder, hash);
      await mkdir(dirname(place), { recursive: true });
      // If we crash here, only a file with another name stays behind; the hash never names half a file. The same photo
      // may be on its way twice at once: each has a draft of its own.
      const draft = `${place}.${randomUUID()}`;
      await settle(draft, 'wx', (handle) => handle.writeFile(bytes));
      await rename(draft, place);
      // Windows cannot open a folder, and keeps its names by itself.
      if (process.platform !== 'win32') await settle(dirname(place), 'r');
      return { hash, size: bytes.length };
    },
    async get(hash) {
      if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
      try {
        return await readFile(placeOf(folder, hash));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}

/** A store whose files the disk has only after `settle`. */
export interface DeferredStore extends FileStore {
  /** Waits until the disk has everything that was put. */
  settle(): Promise<void>;
}

/**
 * The same folder for bulk work that begins anew where it was broken off: files are written at once and settled together
 * at the end. Whoever is served meanwhile waits, so it is not for a running service.
 */
export function deferredStore(folder: string): DeferredStore {
  const files = new Set<string>();
  const folders = new Set<string>();
  const kept = folderStore(folder);
  return {
    get: (hash) => kept.get(hash),
    async put(bytes) {
      const hash = hashOf(bytes);
      const place = placeOf(folder, hash);
      if (!folders.has(dirname(place))) mkdirSync(dirname(place), { recursive: true });
      for (let at = dirname(place); at !== dirname(folder); at = dirname(at)) folders.add(at);
      writeFileSync(place, bytes);
      files.add(place);
      return { hash, size: bytes.length };
    },
    async settle() {
      // r+: Windows flushes nothing that is open for reading only.
      await atOnce(files, (file) => settle(file, 'r+'));
      if (process.platform !== 'win32') await atOnce(folders, (one) => settle(one, 'r'));
      files.clear();
      folders.clear();
    },
  };
}

function placeOf(folder: string, hash: string): string {
  return join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** As many at once as Node has threads for files. */
async function atOnce(paths: Iterable<string>, work: (path: string) => Promise<void>) {
  const list = paths[Symbol.iterator]();
  const worker = async () => {
    for (let one = list.next(); one.done !== true; one = list.next()) await work(one.value);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}

/** Opens a file or folder, does the work and waits until the disk has it. */
async function settle(
  path: string,
  flags: string,
  work?: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await open(path, flags);
  try {
    await work?.(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
