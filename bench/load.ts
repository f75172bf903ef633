import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** A request as the load generator sends it. */
export interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** API key. */
  readonly token: string;
  /** JSON. */
  readonly body?: string;
}

/** What came of a run. */
export interface Run {
  readonly perSecond: number;
  readonly latenciesMs: readonly number[];
}

/** The requests are made in the service's own process: their garbage is not to be swept while it is measured. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

/**
 * Sends requests from a process of its own, a fixed number in flight.
 * @throws Error where anything was refused: a refused act is cheap and would flatter the figures.
 */
export async function sendAll(
  port: number,
  inFlight: number,
  requests: readonly Request[],
): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'sifang-load-'));
  const file = join(folder, 'requests');
  writeFileSync(file, requests.map((request) => JSON.stringify(request)).join('\n'));
  collectGarbage();
  try {
    const child = join(import.meta.dirname, 'load-child.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [child, String(port), String(inFlight), file],
      { maxBuffer: 2 ** 28 },
    );
    const { seconds, latenciesMs, refused } = JSON.parse(stdout) as {
      seconds: number;
      latenciesMs: number[];
      refused: [string, number][];
    };
    if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
    return { perSecond: requests.length / seconds, latenciesMs };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
