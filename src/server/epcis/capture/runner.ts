import type { Context } from '../../context.ts';
import { limits } from '../limits.ts';
import { runJob } from './job.ts';
import type { JobOptions } from './job.ts';
import type { JobName } from './standing.ts';

/** The work of one node on captured documents. */
export interface Runner {
  /** Works on a capture as soon as a place is free; answers when it is done, or failed for a fault. */
  start(name: JobName, options?: JobOptions): Promise<void>;
  /** Ends what is under way and begins nothing more; the next node, or the next start, takes that up. */
  stop(): Promise<void>;
}

const runners = new WeakMap<Context, Runner>();

/**
 * The runner of a context: a few jobs at a time, the others in the order in which they came; of one organisation one at
 * a time, so that it does not stand in the way of the others.
 */
export function runnerOf(context: Context): Runner {
  const known = runners.get(context);
  if (known !== undefined) return known;
  const places = placesFor(limits.jobs);
  const running = new Map<string, Promise<void>>();
  const lastOf = new Map<string, Promise<void>>();
  let isStopped = false;
  const start = (name: JobName, options?: JobOptions) => {
    const under = running.get(name.id);
    if (under !== undefined) return under;
    const { id, organisation } = name;
    const before = lastOf.get(organisation) ?? Promise.resolve();
    const job = before.then(() =>
      places(async () => (isStopped ? undefined : runJob(context, name, options))),
    );
    // A fault leaves the job unfinished: whoever asked for it is told, and the sweep takes it up again.
    const settled = job
      .catch(() => undefined)
      .then(() => {
        running.delete(id);
        if (lastOf.get(organisation) === settled) lastOf.delete(organisation);
      });
    running.set(id, job);
    lastOf.set(organisation, settled);
    return job;
  };
  const runner: Runner = {
    start,
    stop: async () => {
      isStopped = true;
      runners.delete(context);
      await Promise.allSettled(lastOf.values());
    },
  };
  runners.set(context, runner);
  return runner;
}

/** Lets so many run at a time; whoever comes later waits in line. */
function placesFor(count: number) {
  let free = count;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
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
