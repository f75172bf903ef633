import { randomUUID } from 'node:crypto';
import { addDays, dayOf, epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Deadline, Procedure } from '#kernel/definition.ts';
import type { Law } from '#kernel/law.ts';
import type { Database } from '#db/connect.ts';
import type { Tx } from '#db/transaction.ts';
import { competentFor } from '../acts/competent.ts';

interface Overdue {
  proceeding_id: string;
  procedure: string;
  opened_on: PlainDate;
  title: string;
  organisation_id: string | null;
  region: number;
  deadline: string;
  due_day: PlainDate;
  until: Instant;
}

/** Steps are looked for this many days after the last one, in case the service was down. */
const graceDays = 14;

/**
 * Sends the reminders of overdue clocks and of those that warn beforehand, each step once: the key of a step names proceeding, clock, due day and step,
 * so that neither a second run nor a second node sends it again, and an extended clock starts anew.
 * @returns how many reminders were sent.
 */
export async function escalate(database: Database, law: Law, now: Instant): Promise<number> {
  const clocks = law.procedures.flatMap((procedure) =>
    Object.entries(procedure.deadlines).map(([id, clock]) => ({
      name: `${procedure.id}/${id}`,
      days: (clock.escalates ?? []).map((step) => step.afterDays),
    })),
  );
  const longest = Math.max(0, ...clocks.flatMap(({ days }) => days));
  const earliest = Math.min(0, ...clocks.flatMap(({ days }) => days));
  const warning = clocks.filter(({ days }) => Math.min(...days) < 0).map(({ name }) => name);
  const today = dayOf(now);
  return database.asSystem('sweep', async (tx) => {
    const overdue = await tx.rows<Overdue>(selectOverdue, [
      now,
      addDays(today, -longest - graceDays),
      addDays(today, -earliest),
      warning,
    ]);
    let sent = 0;
    for (const clock of overdue) {
      const procedure = law.procedure(clock.procedure, clock.opened_on);
      const deadline = procedure?.deadlines[clock.deadline];
      if (procedure === undefined || deadline === undefined) continue;
      sent += await remind(tx, procedure, deadline, clock, now);
    }
    return sent;
  });
}

async function remind(
  tx: Tx,
  procedure: Procedure,
  deadline: Deadline,
  clock: Overdue,
  now: Instant,
): Promise<number> {
  let sent = 0;
  const today = dayOf(now);
  const isOver = epochMs(clock.until) <= epochMs(now);
  for (const [index, step] of (deadline.escalates ?? []).entries()) {
    if (!isDue(step, clock, today, isOver) || isPassed(step, deadline, clock, today)) continue;
    const to = await addresseeOf(tx, procedure, deadline, step.to, clock);
    if (to === undefined) continue;
    const rows = await tx.rows(insertReminder, [
      randomUUID(),
      to.account,
      to.organisation,
      to.post,
      isOver
        ? `“${clock.title}”的${deadline.title}已于${clock.due_day}届满，请尽快办理`
        : `“${clock.title}”的${deadline.title}将于${clock.due_day}届满，请及时办理`,
      clock.proceeding_id,
      `${clock.proceeding_id}:${clock.deadline}:${clock.due_day}:${index}`,
      now,
    ]);
    sent += rows.length;
  }
  return sent;
}

type Step = NonNullable<Deadline['escalates']>[number];

/** A step before the due day comes on its day; the others only once the time is over, whatever its hour. */
function isDue(step: Step, clock: Overdue, today: PlainDate, isOver: boolean): boolean {
  return addDays(clock.due_day, step.afterDays) <= today && (step.afterDays < 0 || isOver);
}

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

/** A role is reminded where it sits; a post is one of the house that is overdue, not of the one the case is about. */
async function addresseeOf(
  tx: Tx,
  procedure: Procedure,
  deadline: Deadline,
  to: NonNullable<Deadline['escalates']>[number]['to'],
  clock: Overdue,
): Promise<(Holder & { readonly post: string | null }) | undefined> {
  if (typeof to !== 'string') {
    const holder = await holderOf(tx, procedure, to.role, clock);
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
  const [seat] = await tx.rows<{ organisation_id: string | null; account_id: string | null }>(
    'select organisation_id, account_id from seat where proceeding_id = $1 and role = $2 limit 1',
    [clock.proceeding_id, role.sameAs ?? id],
  );
  if (seat !== undefined) return { account: seat.account_id, organisation: seat.organisation_id };
  if (role.fills !== 'competent') return undefined;
  const organisation = await competentFor(tx, role, clock.region);
  return organisation === undefined ? undefined : { account: null, organisation };
}

const selectOverdue = `select c.proceeding_id, p.procedure, p.opened_on, p.title, p.organisation_id, p.region, c.deadline,
  c.due_day, c.until
from clock c join proceeding p on p.id = c.proceeding_id
where (c.until <= $1 or c.due_day <= $3 and p.procedure || '/' || c.deadline = any ($4::text[]))
  and c.due_day >= $2 and c.nature = 'duty' and not c.paused and p.closed_at is null`;

const insertReminder = `insert into notification (id, account_id, organisation_id, post, title, proceeding_id,
  once, at) values ($1,$2,$3,$4,$5,$6,$7,$8) on conflict (once) do nothing returning 1`;
