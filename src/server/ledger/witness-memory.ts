import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { parseCheckpoint } from '#ledger/checkpoint.ts';
import { parseNote } from '#ledger/note.ts';
import type { WitnessState } from '#ledger/witness.ts';

/** What a witness keeps of one log: the last checkpoint that it cosigned, as the note that it sent. */
export interface WitnessMemory {
  readonly state: WitnessState;
  /** The text of the checkpoint with the witness's own line. */
  readonly note: string;
}

/**
 * Reads what a witness remembers.
 * @returns undefined where the file does not exist: the witness has not seen the log yet.
 * @throws Error where the file is damaged. Starting afresh instead would let the log show another history.
 */
export async function readMemory(file: string): Promise<WitnessMemory | undefined> {
  let note: string;
  try {
    note = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const checkpoint = parseCheckpoint(parseNote(note)?.text ?? '');
  if (checkpoint === undefined) throw new Error(`the witness's memory ${file} is damaged`);
  return { state: { size: checkpoint.size, root: checkpoint.root }, note };
}

/** Writes a file so that after a crash it holds either the old text or the new, and the new once this has returned. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  // Windows cannot flush a folder and does not need it.
  if (process.platform === 'win32') return;
  const entry = await open(folder, 'r');
  try {
    await entry.sync();
  } finally {
    await entry.close();
  }
}
