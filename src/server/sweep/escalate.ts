import { randomUUID } from 'node:crypto';
import { addDays, dayOf, endOf, epochMs, startOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Deadline, Procedure } from '#kernel/definition.ts';
import type { Law } from '#kernel/law.ts';
import type { Database } from '#db/connect.ts';
import type { Tx } from '#db/transaction.ts';
import { deadlineOfKey } from '../acts/clocks.ts';
import { competentFor } from '../reading/competent.ts';

interface Overdue {
  proceeding_id: string;
  procedure: string;
  opened_on: PlainDate;
  title: string;
  organisation_id: string | null;
  region: number;
  deadline: string;
  owner_role: string;
  due_day: PlainDate;
  until: Instant;
  /** Index of the step among the clock's. */
  step: number;
  key: string;
}

/** Steps are looked for this many days after the last one, in case the service was down. */
const graceDays = 14;

/**
 * Sends the reminders of overdue clocks and of those that warn beforehand, each step once: the key of a step names
 * proceeding, clock, due day and step, so that neither a second run nor a second node sends it again, and an extended
 * clock starts anew.
 * @returns how many reminders were sent.
 */
export async function escalate(database: Database, law: Law, now: Instant): Promise<number> {
  const today = dayOf(now);
  return database.asSystem('sweep', async (tx) => {
    const steps = stepsOf(law, now);
    const due = await tx.rows<Overdue>(selectDue, [now, today, JSON.stringify(steps)]);
    let sent = 0;
    for (const clock of due) {
      const procedure = law.procedure(clock.procedure, clock.opened_on);
      const deadline = procedure?.deadlines[deadlineOfKey(clock.deadline)];
      const step = deadline?.escalates?.[clock.step];
      if (procedure === undefined || deadline === undefined || step === undefined) continue;
      if (isPassed(step, deadline, clock, today)) continue;
      sent += await remind(tx, procedure, deadline, step.to, clock, now);
    }
    return sent;
  });
}

/** Every step of every version of every procedure, with the time in which the clocks that it is due for run out. */
function stepsOf(law: Law, now: Instant) {
  const today = dayOf(now);
  const all = law.procedures.flatMap(({ id, inForce, deadlines }) =>
    Object.entries(deadlines).flatMap(([deadline, { escalates = [] }]) =>
      escalates.map(({ afterDays }, step) => ({
        procedure: id,
        since: inForce.from,
        last: inForce.to ?? null,
        deadline,
        step,
        after: afterDays,
        // A step before the due day comes on its day; the others once the time is over, whatever its hour.
        to: afterDays < 0 ? endOf(addDays(today, -afterDays)) : now,
      })),
    ),
  );
  const longest = Math.max(0, ...all.map(({ after }) => after));
  const from = startOf(addDays(today, -longest - graceDays));
  return all.map((step) => ({ ...step, from }));
}

async function remind(
  tx: Tx,
  procedure: Procedure,
  deadline: Deadline,
  addressee: NonNullable<Deadline['escalates']>[number]['to'],
  clock: Overdue,
  now: Instant,
): Promise<number> {
  const to = await addresseeOf(tx, procedure, deadline, addressee, clock);
  if (to === undefined) return 0;
  const isOver = epochMs(clock.until) <= epochMs(now);
  const rows = await tx.rows(insertReminder, [
    randomUUID(),
    to.account,
    to.organisation,
    to.post,
    isOver
      ? `“${clock.title}”的${deadline.title}已于${clock.due_day}届满，请尽快办理`
      : `“${clock.title}”的${deadline.title}将于${clock.due_day}届满，请及时办理`,
    clock.proceeding_id,
    clock.key,
    now,
  ]);
  return rows.length;
}

type Step = NonNullable<Deadline['escalates']>[number];

/** Of several warnings to the same addressee only the latest is sent: what was entered late would come in a heap. */
function isPassed(step: Step, deadline: Deadline, clock: Overdue, today: PlainDate): boolean {
  if (step.afterDays >= 0) return false;
  return (deadline.escalates ?? []).some(
    (later) =>
      later.afterDays > step.afterDays &&
      JSON.stringify(later.to) === JSON.stringify(step.to) &&
      addDays(clock.due_day, later.afterDays) <= today,
  );
}

interface Holder {
  readonly account: string | null;
  readonly organisation: string | null;
}

/**
 * A role is reminded where it sits; a post is one of the house that is overdue, not of the one the case is about. Where
 * the clock fell to another role than its owner, that role's house is reminded as a whole: its posts are others.
 */
async function addresseeOf(
  tx: Tx,
  procedure: Procedure,
  deadline: Deadline,
  to: NonNullable<Deadline['escalates']>[number]['to'],
  clock: Overdue,
): Promise<(Holder & { readonly post: string | null }) | undefined> {
  const role = typeof to !== 'string' ? to.role : clock.owner_role;
  if (typeof to !== 'string' || role !== deadline.owner) {
    const holder = await holderOf(tx, procedure, role, clock);
    return holder && { ...holder, post: null };
  }
  const owner = await holderOf(tx, procedure, deadline.owner, clock);
  const organisation = owner?.organisation ?? clock.organisation_id;
  return organisation === null ? undefined : { account: null, organisation, post: to };
}

/** Who sits in a role, or where nobody does yet the nearest competent organisation of the region. */
async function holderOf(
  tx: Tx,
  procedure: Procedure,
  id: string,
  clock: Overdue,
): Promise<Holder | undefined> {
  const role = procedure.roles[id];
  if (role === undefined) return undefined;
  const [, holder = null] = clock.deadline.split('@');
  const own = id === clock.owner_role ? holder : null;
  const [seat] = await tx.rows<{ organisation_id: string | null; account_id: string | null }>(
    `select organisation_id, account_id from seat where proceeding_id = $1 and role = $2
       and ($3::uuid is null or $3 in (organisation_id, account_id)) limit 1`,
    [clock.proceeding_id, role.sameAs ?? id, own],
  );
  if (seat !== undefined) return { account: seat.account_id, organisation: seat.organisation_id };
  if (role.fills !== 'competent') return undefined;
  const organisation = await competentFor(tx, role, clock.region);
  return organisation === undefined ? undefined : { account: null, organisation };
}

// The clocks of each step by their index, and their proceedings by theirs: without the OFFSET all might be read, since
// for the planner every clock could be one of some step. Most of what is overdue was reminded of long ago: the keys of those steps are there, and
// only of the few that are left the proceedings are read.
const selectDue = `with due as materialized (
  select c.*, s.since, s.last, s.step, k.key
  from jsonb_to_recordset($3::jsonb) as s (procedure text, since date, last date, deadline text, step int, after int,
      "from" timestamptz, "to" timestamptz)
    cross join lateral (select * from clock c where c.procedure = s.procedure and split_part(c.deadline, '@', 1) = s.deadline
      and c.until >= s."from" and c.until <= s."to" offset 0) c
    cross join lateral (select concat_ws(':', c.proceeding_id, c.deadline, c.due_day, s.step) as key) k
  where c.nature = 'duty' and not c.paused and c.due_day + s.after <= $2::date and (c.until <= $1 or s.after < 0)
    and not exists (select from notification n where n.once = k.key))
select c.proceeding_id, c.procedure, p.opened_on, p.title, p.organisation_id, p.region, c.deadline,
  c.owner_role, c.due_day, c.until, c.step, c.key
from due c cross join lateral (select * from proceeding p where p.id = c.proceeding_id offset 0) p
where p.closed_at is null and p.opened_on >= c.since and (c.last is null or p.opened_on <= c.last)
order by c.until, c.step`;

const insertReminder = `insert into notification (id, account_id, organisation_id, post, title, proceeding_id,
  once, at) values ($1,$2,$3,$4,$5,$6,$7,$8) on conflict (once) do nothing returning 1`;
