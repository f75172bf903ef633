import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { time } from '#kernel/decide.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import { loadProceeding } from '../reading/load-proceeding.ts';
import { organisationFacts } from '../reading/organisation-facts.ts';
import { newEntryId } from './entry-id.ts';
import { requestHash } from './entry.ts';
import { actWithin } from './proceeding.ts';

/** An act that has come due by itself. */
export interface TimedAct {
  readonly proceeding: string;
  readonly act: string;
}

/** Nobody signs what time or the platform does; the sweep's database role may write in this name and in no other. */
export const nobody: SignedIn = {
  account: { id: time.account, login: '', name: '' },
  actor: time,
  scope: {
    account: null,
    organisation: null,
    party: 'public',
    posts: [],
    region: time.covers,
    domains: 0,
  },
  by: 'session',
};

/** Most acts that one run does; the next run does the rest. */
const perRun = 500;

/**
 * Does every act whose time has come, each in a transaction of its own. Two nodes take turns on the proceeding's row;
 * the second finds the act done and leaves it.
 * @returns how many were done.
 */
export async function actByTime(context: Context): Promise<number> {
  const now = context.now();
  const due = await context.database.asSystem('sweep', (tx) => comeDue(tx, context.law, now));
  let done = 0;
  const faults: unknown[] = [];
  for (const timed of due) {
    // One case that cannot be ended must not keep the others on their lists.
    await context.database
      .asSystem('sweep', (tx) => actOnce(tx, context, timed))
      .then(
        (isDone) => (done += isDone ? 1 : 0),
        (fault: unknown) => faults.push(fault),
      );
  }
  if (done > 0) context.wakeSequencer();
  if (faults.length > 0) throw new AggregateError(faults, 'acts by time failed');
  return done;
}

/** Asks the list of clocks, which is only a list: the kernel decides again from the entries. */
async function comeDue(tx: Tx, law: Law, now: Instant): Promise<TimedAct[]> {
  const acts = law.procedures.flatMap((procedure) =>
    Object.entries(procedure.acts).flatMap(([act, { byTime }]) =>
      byTime === undefined ? [] : [{ procedure: procedure.id, act, deadline: byTime }],
    ),
  );
  const named = new Map(acts.map((one) => [`${one.procedure} ${one.act}`, one]));
  return tx.rows<{ proceeding: string; act: string }>(selectDue, [
    now,
    JSON.stringify([...named.values()]),
    perRun,
  ]);
}

async function actOnce(tx: Tx, context: Context, { proceeding, act }: TimedAct): Promise<boolean> {
  const now = context.now();
  const loaded = await loadProceeding(tx, context.law, proceeding, true);
  if (loaded === undefined) throw new Error(`no proceeding ${proceeding}`);
  const { organisation, snapshot } = loaded;
  const subject =
    organisation === undefined ? undefined : await organisationFacts(tx, organisation, dayOf(now));
  const id = newEntryId(now);
  const raw = requestHash({ byTime: act, proceeding, id });
  const request = { id, act, input: {} };
  const place = { ...loaded, organisation };
  const outcome = await actWithin(
    tx,
    context,
    nobody,
    request,
    raw,
    place,
    snapshot,
    subject?.facts,
  );
  if (outcome.ok) return true;
  // Another node was faster, or the case has moved on since the list was read.
  if (outcome.code === 'too-early' || outcome.code === 'wrong-state') return false;
  throw new Error(`${act} of ${proceeding}: ${outcome.code} ${outcome.sentence}`);
}

// By the clocks of these names alone: what else is overdue is nothing that time ends.
const selectDue = `select c.proceeding_id as proceeding, t.act
  from jsonb_to_recordset($2::jsonb) as t (procedure text, act text, deadline text)
  join clock c on c.procedure = t.procedure and split_part(c.deadline, '@', 1) = t.deadline and c.deadline = t.deadline
  join proceeding p on p.id = c.proceeding_id
  where c.until <= $1 and p.closed_at is null order by c.until limit $3`;
