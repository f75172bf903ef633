import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { mayAct } from '#kernel/decide.ts';
import { onwardActs } from '#kernel/derive/awaits.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { Seat } from '#kernel/facts.ts';
import { deadlineOfKey } from '../acts/clocks.ts';
import { presentSeat } from '../reading/load-proceeding.ts';
import type { Context, SignedIn } from '../context.ts';
import type { Feature } from '../feature.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';

/** Something that waits for the reader: by its clock, or without one because the case cannot go on otherwise. */
export interface TodoItem {
  readonly proceeding: string;
  readonly procedureTitle: string;
  readonly title: string;
  readonly subject?: string;
  /** What is to be done. */
  readonly deadline: string;
  /** Absent where nothing but the case itself waits. */
  readonly due?: PlainDate;
  readonly until?: Instant;
  readonly overdue: boolean;
  readonly paused: boolean;
  /** `duty`, `right`, or `awaits` where no clock runs. */
  readonly nature: string;
}

interface Row {
  proceeding_id: string;
  procedure: string;
  opened_on: PlainDate;
  title: string;
  subject: string | null;
  subject_id: string | null;
  region: number;
  state: string;
  deadline: string;
  owner_role: string;
  owner_id: string | null;
  nature: string;
  due_day: PlainDate | null;
  until: Instant | null;
  paused: boolean;
  seats: { role: string; organisation_id: string | null; account_id: string | null }[] | null;
}

/** What waits for the reader: clocks of seats that the reader's post fills, the next due first, then what has no clock. */
export const todoFeature: Feature = (app, context) => {
  app.get(
    '/api/to-do',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['to-do'], summary: '待办事项' },
    },
    async (request) => ({ items: await todo(context, signedInOf(request)) }),
  );
};

async function todo(context: Context, who: SignedIn): Promise<TodoItem[]> {
  const rows = await context.database.as(who.scope, (tx) =>
    tx.rows<Row>(selectTodo, [
      who.actor.organisation ?? null,
      who.account.id,
      who.actor.covers.lo,
      who.actor.covers.hi,
    ]),
  );
  return rows.flatMap((row) => {
    const procedure = context.law.procedure(row.procedure, row.opened_on);
    if (procedure === undefined || !isMine(row, procedure, who)) return [];
    return [present(row, procedure, context.now())];
  });
}

/** The clock's owner is a role: the kernel's own rule says whether the reader's post may act in it. */
function isMine(row: Row, procedure: Procedure, who: SignedIn): boolean {
  const role = procedure.roles[row.owner_role];
  if (role === undefined) return false;
  const seats: Seat[] = (row.seats ?? []).map(presentSeat);
  const subject =
    row.subject_id === null
      ? undefined
      : ({ id: row.subject_id } as Parameters<typeof mayAct>[2]['subject']);
  return mayAct(row.owner_role, role, {
    actor: who.actor,
    snapshot: { state: row.state, seats, history: [] },
    subject,
    region: row.region,
  });
}

function present(row: Row, procedure: Procedure, now: Instant): TodoItem {
  const { due_day: due, until } = row;
  return {
    proceeding: row.proceeding_id,
    procedureTitle: procedure.title,
    title: row.title,
    deadline: row.nature === 'awaits' ? awaitedActs(row, procedure) : titleOf(row, procedure),
    overdue: row.nature === 'duty' && !row.paused && until !== null && until <= now,
    paused: row.paused,
    nature: row.nature,
    ...(due === null ? {} : { due }),
    ...(until === null ? {} : { until }),
    ...(row.subject === null ? {} : { subject: row.subject }),
  };
}

function titleOf({ deadline }: Row, procedure: Procedure): string {
  return procedure.deadlines[deadlineOfKey(deadline)]?.title ?? deadline;
}

/** What the role that is awaited would do next; one thing, or one of several. */
function awaitedActs(row: Row, procedure: Procedure): string {
  const acts = onwardActs(procedure, row.state, row.owner_role);
  const titles = acts.map((act) => procedure.acts[act]?.title ?? act);
  const shown = titles.slice(0, 3).join('、');
  return `待办：${shown}${titles.length > 3 ? '等' : ''}`;
}

// Own seats first by their index; clocks of competent roles that nobody has taken up come by region.
const selectTodo = `with mine as (
  (select * from clock where owner_id = $1 and nature <> 'opening' order by until limit 300)
  union all
  (select * from clock where owner_id = $2 and nature <> 'opening' order by until limit 300)
  union all
  (select * from clock where owner_id is null and nature <> 'opening' and region between $3 and $4 order by until limit 300))
select c.proceeding_id, p.procedure, p.opened_on, p.title, p.state, p.region, o.name as subject,
  p.organisation_id as subject_id, c.deadline, c.owner_role, c.owner_id, c.nature, c.due_day, c.until, c.paused,
  (select json_agg(json_build_object('role', s.role, 'organisation_id', s.organisation_id, 'account_id', s.account_id))
    from seat s where s.proceeding_id = p.id) as seats
from mine c join proceeding p on p.id = c.proceeding_id
left join organisation o on o.id = p.organisation_id
order by c.until limit 300`;
