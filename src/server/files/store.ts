import { createHash, randomUUID } from 'node:crypto';
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
  const placeOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash);
  return {
    async put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex');
      const place = placeOf(hash);
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
        return await readFile(placeOf(hash));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
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
