import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fromBase64, toBase64 } from '#ledger/bytes.ts';
import { KEY_TYPES, newSeed, signerFromSeed } from '#ledger/keys.ts';
import type { KeyType, Signer } from '#ledger/keys.ts';

/** Name of the file in the data folder that holds the private seed of the log. */
export const logKeyFile = 'log-key';

/**
 * The key that signs the log: `SIFANG_LOG_SEED` (32 bytes in Base64) where it is set, else a file of the data folder,
 * made on first use. Whoever has it can sign another history; whoever loses it can never extend this one. Keep a copy.
 * @param origin name of the key and origin of the checkpoints.
 * @throws Error where the seed is malformed or its file can be read by others.
 */
export async function loadLogKey(
  folder: string,
  origin: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Signer> {
  const given = environment['SIFANG_LOG_SEED'];
  if (given === undefined || given === '') {
    return loadOrMakeKey(path.join(folder, logKeyFile), origin, KEY_TYPES.log);
  }
  return signerFromSeed(origin, KEY_TYPES.log, parseSeed(given, 'SIFANG_LOG_SEED'));
}

/**
 * The key whose seed a file holds; a new one where there is no such file. Two processes that start at once get the
 * same key.
 * @throws Error where the file is malformed or can be read by others.
 */
export async function loadOrMakeKey(file: string, name: string, type: KeyType): Promise<Signer> {
  const text = (await readSeed(file)) ?? (await makeSeed(file));
  return signerFromSeed(name, type, parseSeed(text, file));
}

function parseSeed(text: string, place: string): Uint8Array {
  const seed = fromBase64(text.trim());
  if (seed?.length !== 32) throw new Error(`${place} does not hold 32 bytes in Base64`);
  return seed;
}

async function readSeed(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file);
    // Windows has no such bits and reports others.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new Error(`${file} can be read by others: chmod 600`);
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeSeed(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(
    draft,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
    0o600,
  );
  try {
    await handle.writeFile(`${toBase64(newSeed())}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    // Unlike a rename, a link never replaces a key that another process made meanwhile.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  const written = await readSeed(file);
  if (written === undefined) throw new Error(`${file} vanished`);
  return written;
}
