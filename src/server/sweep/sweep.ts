import { addDays, addMonths, dayOf, monthOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Context } from '../context.ts';
import { actByTime } from '../acts/by-time.ts';
import { resumeCaptures } from '../epcis/capture/runner.ts';
import { sendDue } from '../publicity/send.ts';
import { tellHolders } from '../recalls/tell.ts';
import { sweepGuests } from '../session/guest.ts';
import { sweepSessions } from '../session/routes.ts';
import { escalate } from './escalate.ts';
import { remindExpiries } from './expiries.ts';
import { remindLapses } from './lapses.ts';
import { recomputeChanged } from './recompute.ts';
import { foldSums, rollOver } from './roll-over.ts';

/** Work that happens without anybody asking. */
export interface Sweep {
  /** Does everything that is due once; several nodes take turns. */
  run(): Promise<void>;
  /** Ends the timer and waits for the run under way. */
  stop(): Promise<void>;
}

const everyMs = 60_000;
/** Days that one run marks at most. A service that was down for longer catches up over several runs, a minute apart. */
const daysARun = 40;

/** Starts the nightly roll-over, reminders and tidying; looks every minute whether something is due. */
export function startSweep(context: Context, onFault: (error: unknown) => void): Sweep {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running.then(() => sweepOnce(context)).catch(onFault);
    return running;
  };
  const timer = setInterval(() => void run(), everyMs);
  return {
    run,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * Everything that is due now: partitions, what is owed today, sums of duties, notices of recalls, reminders, standards that
 * lapse, old sessions, guests who handed nothing in, acts whose time has come, what the credit sites are to get, captures
 * that a crash left unfinished.
 */
export async function sweepOnce(context: Context): Promise<void> {
  const now = context.now();
  const today = dayOf(now);
  const { database, law } = context;
  await database.asSystem('sweep', (tx) =>
    tx.rows('select ensure_entry_partitions($1, 15), ensure_epcis_partitions($1, 15)', [
      addMonths(monthOf(today), -13),
    ]),
  );
  const missed = await daysToRoll(context, today);
  for (const day of missed.slice(0, daysARun)) {
    await rollOver(database, law, day, now);
    await database.asSystem('sweep', (tx) => tx.rows(markRun, [day, now]));
  }
  await recomputeChanged(database, law, now);
  await foldSums(database, law, today);
  // A notice starts a clock: told first, reminded after. Whoever can't be told must not keep the rest waiting.
  const untold = await tellHolders(context).then(
    () => [],
    (fault: unknown) => [fault],
  );
  await escalate(database, law, now);
  await remindLapses(database, now);
  await remindExpiries(database, law, now);
  await sweepSessions(context);
  if (missed.length > 0) await sweepGuests(context);
  // What time ends is taken down at once; a case that fails there must not keep the outbox waiting.
  try {
    await actByTime(context);
  } finally {
    await sendDue(context);
    await resumeCaptures(context);
  }
  if (untold.length > 0) throw untold[0];
}

async function daysToRoll(context: Context, today: PlainDate): Promise<PlainDate[]> {
  const [last] = await context.database.asSystem('sweep', (tx) =>
    tx.rows<{ day: PlainDate }>(`select day from sweep_run where job = 'roll-over'`),
  );
  const days: PlainDate[] = [];
  const start = last === undefined ? today : addDays(last.day, 1);
  // One more than a run marks tells that the end is not reached.
  for (let day = start; day <= today && days.length <= daysARun; day = addDays(day, 1))
    days.push(day);
  return days;
}

const markRun = `insert into sweep_run (job, day, at) values ('roll-over', $1, $2)
  on conflict (job) do update set day = excluded.day, at = excluded.at`;
