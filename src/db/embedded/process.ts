import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { isAlive } from './claim.ts';
import { serverEnvironment, type Cluster } from './cluster.ts';

/** A running PostgreSQL server that we started. */
export interface ServerProcess {
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Ends it: open transactions are rolled back, connections closed. */
  stop(): Promise<void>;
}

const startLimitMs = 60_000;
const stopLimitMs = 30_000;
const logLimitBytes = 1_000_000;

/**
 * Between us and the server stands a small shell that holds the other end of a pipe. Closing the pipe is the signal to
 * shut down, and the kernel closes it however we end: return, signal, crash or kill -9. So no exit hooks are needed.
 */
const guard = `
signal=$1; shift
"$@" 3<&- & server=$!
(read -r _ <&3; kill -"$signal" "$server") & watch=$!
wait "$server"; code=$?
kill "$watch" 2>/dev/null
exit "$code"
`;

/**
 * Starts the server on 127.0.0.1 and waits until it takes connections.
 * @throws Error with the last lines of the server's log where it ends or is silent for a minute.
 */
export async function startServer(
  cluster: Cluster,
  native: string,
  account: Account | undefined,
  settings: Record<string, string | number>,
  durable: boolean,
): Promise<ServerProcess> {
  const command = [path.join(native, 'bin', 'postgres'), '-D', cluster.data];
  for (const [name, value] of Object.entries(settings)) command.push('-c', `${name}=${value}`);
  const child = launch(cluster, account, command, durable ? 'INT' : 'QUIT');
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  await untilReady(child, exited, cluster);
  // From here on the server must not keep our process alive; our end closes the pipe.
  child.unref();
  (child.stdio[3] as Socket | null)?.unref();
  return { exited, stop: () => stopServer(child, exited, cluster.data, native) };
}

/**
 * Ends a server that was left running over this data directory, and removes the lock file of one that is gone.
 * PostgreSQL itself refuses to start when the lock file's process number happens to be in use by another program.
 */
export async function stopOrphan(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!isServerOf(pid, data)) return rmSync(file, { force: true });
  process.kill(pid, 'SIGINT');
  if (await ended(pid, data)) return;
  process.kill(pid, 'SIGQUIT');
  if (!(await ended(pid, data))) throw new Error(`server ${pid} of ${data} does not end`);
}

function launch(
  cluster: Cluster,
  account: Account | undefined,
  command: string[],
  signal: 'INT' | 'QUIT',
): ChildProcess {
  if (existsSync(cluster.log) && statSync(cluster.log).size > logLimitBytes) {
    renameSync(cluster.log, `${cluster.log}.1`);
  }
  const log = openSync(cluster.log, 'a', 0o600);
  const place = { ...account, cwd: path.parse(cluster.data).root, env: serverEnvironment() };
  try {
    if (process.platform === 'win32') {
      return spawn(command[0]!, command.slice(1), { ...place, stdio: ['ignore', log, log] });
    }
    // A group of its own: Ctrl-C in the terminal reaches us, and we end the server in good order.
    const options = { ...place, detached: true };
    return spawn('/bin/sh', ['-c', guard, 'sifang-guard', signal, ...command], {
      ...options,
      stdio: ['ignore', log, log, 'pipe'],
    });
  } finally {
    closeSync(log);
  }
}

async function untilReady(
  child: ChildProcess,
  exited: Promise<void>,
  cluster: Cluster,
): Promise<void> {
  let over = false;
  void exited.then(() => (over = true));
  const file = path.join(cluster.data, 'postmaster.pid');
  for (const start = Date.now(); Date.now() - start < startLimitMs; await sleep(10)) {
    // The eighth line is the server's state; pg_ctl waits for the same word.
    if (existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready') return;
    if (over) break;
  }
  (child.stdio[3] as Socket | null)?.destroy();
  const log = readFileSync(cluster.log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  throw new Error(`PostgreSQL did not start over ${cluster.data}:\n${log}`);
}

async function stopServer(
  child: ChildProcess,
  exited: Promise<void>,
  data: string,
  native: string,
): Promise<void> {
  child.ref();
  const pipe = child.stdio[3] as Socket | null;
  if (pipe) pipe.destroy();
  else if (child.exitCode === null) {
    execFileSync(path.join(native, 'bin', 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-W']);
  }
  const limit = new AbortController();
  await Promise.race([
    exited,
    sleep(stopLimitMs, undefined, { signal: limit.signal }).catch(() => undefined),
  ]);
  limit.abort();
  await stopOrphan(data);
}

function isServerOf(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return false;
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : process.platform === 'win32'
          ? data
          : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes(data);
  } catch {
    // Ended between the two looks.
    return false;
  }
}

async function ended(pid: number, data: string): Promise<boolean> {
  for (const start = Date.now(); Date.now() - start < stopLimitMs; await sleep(20)) {
    // Not only its number: in a container nobody may have collected the dead process yet.
    if (!isServerOf(pid, data)) return true;
  }
  return false;
}
