import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';

/** One process's hold on a data folder. */
export interface Claim {
  /** Gives the folder free; harmless when called again. */
  release(): void;
}

/**
 * Takes a data folder for this process, so that two applications never run over one database by accident.
 * A claim left behind by a process that is gone counts as free. PostgreSQL's own lock remains the last word.
 * @throws Error naming the holder where another living process holds the folder.
 */
export function claimFolder(folder: string): Claim {
  const file = path.join(folder, 'owner.json');
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  // Twice is enough: the second failure means that somebody else claimed it between our two attempts.
  for (const attempt of [1, 2]) {
    if (writeNew(file, mine)) break;
    const holder = livingHolder(file);
    if (holder !== undefined || attempt === 2) {
      throw new Error(
        `the data folder ${folder} is in use by process ${holder ?? 'unknown'}: ` +
          'stop that one first or choose another folder',
      );
    }
    rmSync(file, { force: true });
  }
  return {
    release: () => {
      if (readOr(file, '') === mine) rmSync(file, { force: true });
    },
  };
}

/** Whether a process of that number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function livingHolder(file: string): number | undefined {
  const text = readOr(file, '');
  if (text === '') return undefined;
  const { pid, started } = JSON.parse(text) as { pid: number; started: string | null };
  // Numbers are reused after a restart of the machine or container, so the start time has to agree as well.
  return isAlive(pid) && startOf(pid) === started ? pid : undefined;
}

/** Start of a process in clock ticks since boot; null where the system does not tell. */
function startOf(pid: number): string | null {
  const stat = readOr(`/proc/${pid}/stat`, '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function writeNew(file: string, text: string): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, text);
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readOr(file: string, absent: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return absent;
    throw error;
  }
}
