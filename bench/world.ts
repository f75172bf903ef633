import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, ms } from './report.ts';
import type { Findings } from './report.ts';

const rounds = 3;
const limitMs = 300_000;
const project = join(import.meta.dirname, '..');

/** What `npm ci` and `npm start` need of a clone; not the data. */
const parts = ['src', 'world', 'scripts', 'package.json', 'package-lock.json', 'vite.config.ts'];

/** `npm start` after the install, which builds the pages: in a copy of the project without data. */
export async function benchWorld(): Promise<Findings> {
  const starts: Start[] = [];
  for (let round = 0; round < rounds; round += 1) starts.push(await startOnce());
  const ready = median(starts.map(({ readyMs }) => readyMs));
  const world = median(starts.map(({ worldMs }) => worldMs));
  return {
    title: 'Trial start',
    method:
      'A copy of the project as `npm ci` leaves it, with its packages and pages, no data folder: from `npm start` to the ' +
      'first answer of the workbench. Meanwhile the database is made and the demonstration world is acted out through ' +
      `the engine, which is measured apart. Medians of ${rounds} starts.`,
    figures: [
      {
        what: 'ready after `npm start`',
        measured: ms(ready),
        target: '≤ 15 s',
        met: ready <= 15_000,
      },
      { what: 'demo world acted out', measured: ms(world), target: '≤ 20 s', met: world <= 20_000 },
    ],
  };
}

interface Start {
  readonly readyMs: number;
  readonly worldMs: number;
}

async function startOnce(): Promise<Start> {
  const clone = mkdtempSync(join(tmpdir(), 'sifang-clone-'));
  // Passable, or the cluster would lie elsewhere, and stay there.
  chmodSync(clone, 0o711);
  for (const part of parts) cpSync(join(project, part), join(clone, part), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(clone, 'node_modules'));
  execFileSync('npm', ['run', 'prepare'], { cwd: clone, stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await freePort();
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...process.env, DATABASE_URL: undefined, SIFANG_DATA: undefined, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: npm ends on a signal without passing it on to the server.
    detached: true,
  });
  // Both hold the pipe, so that it closes when both have ended.
  const closed = once(child, 'close');
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    while (!(await answers(port))) {
      if (child.exitCode !== null || performance.now() - startedAt > limitMs) {
        throw new Error(`npm start did not get ready:\n${said}`);
      }
      await sleep(20);
    }
    const readyMs = performance.now() - startedAt;
    const seconds = /acted out in ([\d.]+) s/.exec(said)?.[1];
    if (seconds === undefined) throw new Error(`the world was not acted out:\n${said}`);
    return { readyMs, worldMs: Number(seconds) * 1000 };
  } finally {
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGTERM');
    await closed;
    rmSync(clone, { recursive: true, force: true });
  }
}

/** Whether the workbench is served. */
async function answers(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/app`);
    await response.arrayBuffer();
    return response.ok;
  } catch (error) {
    // Nobody listens yet.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
