import { addDays, dayOf, startOf } from '#kernel/calendar/plain-date.ts';
import { mayAct } from '#kernel/decide.ts';
import type { Procedure, Role } from '#kernel/definition.ts';
import type { Seat } from '#kernel/facts.ts';
import type { Context, SignedIn } from '../context.ts';
import type { Feature } from '../feature.ts';
import { namesOf } from '../reading/names.ts';
import { awaitedLots } from './lots.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { lapsingProducts } from './lapses.ts';
import { inOrder } from './order.ts';
import { presentTodo } from './present.ts';
import { waitingRegistrations } from './registrations.ts';
import type { TodoItem, TodoRow } from './present.ts';

/**
 * How far ahead the list looks. Policy: longer than the ninety days, and thirty more, of a penalty case, so that every
 * clock of work in hand is in it; the end of a certificate is warned of from ninety days before.
 */
const aheadDays = 122;

/** What waits for the reader: clocks of seats that the reader's post fills, what endangers people first, then by due day. */
export const todoFeature: Feature = (app, context) => {
  app.get(
    '/api/to-do',
    {
      preHandler: requireSignedIn(context, { guests: true }),
      schema: { tags: ['to-do'], summary: '待办事项' },
    },
    async (request) => {
      const who = signedInOf(request);
      const [cases, firms, lots] = await Promise.all([
        todo(context, who),
        waitingRegistrations(context, who),
        awaitedLots(context, who),
      ]);
      return { items: [...cases, ...firms, ...lots] };
    },
  );
};

async function todo(context: Context, who: SignedIn): Promise<TodoItem[]> {
  const { organisation, covers } = who.actor;
  const { lo, hi } = covers;
  const [rows, names, lapsing] = await context.database.as(
    who.scope,
    async (tx) => {
      const horizon = startOf(addDays(dayOf(context.now()), aheadDays));
      const asked = [organisation ?? null, who.account.id, lo, hi, rolesOf(context, who), horizon];
      const found = await tx.rows<TodoRow>(selectTodo(lo === hi), asked);
      const subjects = found.map((row) => row.subject_id);
      const [known, lapsing] = await Promise.all([
        namesOf(tx, subjects),
        lapsingProducts(tx, context, who),
      ]);
      return [found, known, lapsing] as const;
    },
    { plans: 'custom' },
  );
  const clocks = rows.flatMap((row): TodoItem[] => {
    const procedure = context.law.procedure(row.procedure, row.opened_on);
    if (procedure === undefined || !isMine(row, procedure, who)) return [];
    return [presentTodo(row, procedure, names, context.now())];
  });
  return inOrder([...clocks, ...lapsing]);
}

/**
 * Roles that the reader's house and posts fit, in any procedure: of a house's many clocks the list holds a few hundred,
 * and none of them may be taken up by those of other posts.
 */
function rolesOf({ law }: Context, { actor }: SignedIn): string[] {
  const fits = ({ kinds, posts, level }: Role) =>
    (kinds.length === 0 || (actor.kind !== undefined && kinds.includes(actor.kind))) &&
    (posts === undefined || posts.some((post) => actor.posts.includes(post))) &&
    (level === undefined || level === actor.level);
  const fitting = law.procedures.flatMap(({ roles }) =>
    Object.entries(roles).flatMap(([id, role]) => (fits(role) ? [id] : [])),
  );
  return [...new Set(fitting)];
}

/**
 * The clock's owner is a role: the kernel's own rule says whether the reader's post may act in it. The clock names who
 * sits in that role, or that nobody does, and the other seats do not matter to the rule.
 */
function isMine(row: TodoRow, procedure: Procedure, who: SignedIn): boolean {
  const role = procedure.roles[row.owner_role];
  if (role === undefined) return false;
  const seat = role.sameAs ?? row.owner_role;
  const seats: Seat[] =
    row.owner_id === null
      ? []
      : [
          row.owner_id === who.account.id
            ? { role: seat, account: row.owner_id }
            : { role: seat, organisation: row.owner_id },
        ];
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

// Own seats first by their index; clocks of competent roles that nobody has taken up come by region. One county is an
// equality: its index then has them in order, and the policy is asked about those that are shown.
// A licence that ends in three years is not to be done: what is due long after today is left out before it can crowd out
// what has no clock at all and comes last.
const selectTodo = (isCounty: boolean) => `with mine as (
${[
  'owner_id = $1',
  'owner_id = $2',
  `owner_id is null and ${isCounty ? 'region = $3 and $3::int = $4::int' : 'region between $3 and $4'}`,
]
  .flatMap((whose) => [`${whose} and until < $6`, `${whose} and until is null`])
  .map((which) => `  (select * from clock where ${which} and ${waits} order by until limit 300)`)
  .join('\n  union all\n')})
select c.proceeding_id, p.procedure, p.opened_on, p.title, p.state, p.region,
  p.organisation_id as subject_id, c.deadline, c.owner_role, c.owner_id, c.nature, c.due_day, c.until, c.certain, c.paused
from (select * from mine order by until limit 300) c join proceeding p on p.id = c.proceeding_id
order by c.until`;

const waits = `nature <> 'opening' and owner_role = any ($5::text[])`;
