import { mayAct } from '#kernel/decide.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { Seat } from '#kernel/facts.ts';
import { presentSeat } from '../reading/load-proceeding.ts';
import type { Context, SignedIn } from '../context.ts';
import type { Feature } from '../feature.ts';
import { namesOf } from '../reading/names.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { presentTodo } from './present.ts';
import type { TodoItem, TodoRow } from './present.ts';

/** What waits for the reader: clocks of seats that the reader's post fills, the next due first. */
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
  const { organisation, covers } = who.actor;
  const [rows, names] = await context.database.as(who.scope, async (tx) => {
    const asked = [organisation ?? null, who.account.id, covers.lo, covers.hi];
    const found = await tx.rows<TodoRow>(selectTodo, asked);
    const subjects = found.map((row) => row.subject_id);
    return [found, await namesOf(tx, subjects)] as const;
  });
  return rows.flatMap((row) => {
    const procedure = context.law.procedure(row.procedure, row.opened_on);
    if (procedure === undefined || !isMine(row, procedure, who)) return [];
    return [presentTodo(row, procedure, names, context.now())];
  });
}

/** The clock's owner is a role: the kernel's own rule says whether the reader's post may act in it. */
function isMine(row: TodoRow, procedure: Procedure, who: SignedIn): boolean {
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

// Own seats first by their index; clocks of competent roles that nobody has taken up come by region.
const selectTodo = `with mine as (
  (select * from clock where owner_id = $1 and nature <> 'opening' order by until limit 300)
  union all
  (select * from clock where owner_id = $2 and nature <> 'opening' order by until limit 300)
  union all
  (select * from clock where owner_id is null and nature <> 'opening' and region between $3 and $4 order by until limit 300))
select c.proceeding_id, p.procedure, p.opened_on, p.title, p.state, p.region, p.organisation_id as subject_id, c.deadline, c.owner_role, c.owner_id, c.nature, c.due_day, c.until,
  c.certain, c.paused,
  (select json_agg(json_build_object('role', s.role, 'organisation_id', s.organisation_id, 'account_id', s.account_id))
    from seat s where s.proceeding_id = p.id) as seats
from mine c join proceeding p on p.id = c.proceeding_id
order by c.until limit 300`;
