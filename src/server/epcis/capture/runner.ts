import type { Context } from '../../context.ts';
import { limits } from '../limits.ts';
import { runJob } from './job.ts';
import type { JobOptions } from './job.ts';
import type { JobName } from './standing.ts';

/** The work of one node on captured documents. */
export interface Runner {
  /** Works on a capture as soon as a place is free; answers when it is done, or failed for a fault. */
  start(name: JobName, options?: JobOptions): Promise<void>;
  /** Waits for everything under way. */
  settled(): Promise<void>;
}

const runners = new WeakMap<Context, Runner>();

/** The runner of a context: a few jobs at a time, the others in the order in which they came. */
export function runnerOf(context: Context): Runner {
  const known = runners.get(context);
  if (known !== undefined) return known;
  const lanes: Promise<void>[] = Array.from({ length: limits.jobs }, () => Promise.resolve());
  const running = new Map<string, Promise<void>>();
  let turn = 0;
  const start = (name: JobName, options?: JobOptions) => {
    const under = running.get(name.id);
    if (under !== undefined) return under;
    turn = (turn + 1) % lanes.length;
    const job = (lanes[turn] ?? Promise.resolve()).then(() => runJob(context, name, options));
    const ended = job.finally(() => running.delete(name.id));
    running.set(name.id, ended);
    // A fault leaves the job unfinished: the sweep takes it up again.
    lanes[turn] = ended.catch(() => undefined);
    return ended;
  };
  const runner: Runner = {
    start,
    settled: async () => {
      await Promise.allSettled(running.values());
    },
  };
  runners.set(context, runner);
  return runner;
}

/** Takes up what a crash left unfinished, the oldest first. @returns how many jobs were taken up. */
export async function resumeCaptures(context: Context): Promise<number> {
  const rows = await context.database.asSystem('sweep', (tx) => tx.rows<JobName>(unfinished));
  const runner = runnerOf(context);
  await Promise.all(rows.map((name) => runner.start(name, { waits: false })));
  return rows.length;
}

const unfinished = `select id, organisation_id as organisation, account_id as account from epcis_capture
  where finished_at is null order by at limit 20`;
