import type { Context, SignedIn } from '../context.ts';
import type { TodoItem } from './present.ts';

interface WaitingRow {
  id: string;
  name: string;
  what: keyof typeof waits;
}

/** Registrations, claims and changes of firms that wait for the reader's office, where it is the one that answers for the place. */
export async function waitingRegistrations(
  context: Context,
  { organisation, scope }: SignedIn,
): Promise<TodoItem[]> {
  if (organisation?.kind !== 'market-regulator') return [];
  const { lo, hi } = scope.region;
  const rows = await context.database.as(
    scope,
    (tx) => tx.rows<WaitingRow>(selectWaiting, [organisation.id, lo, hi]),
    { plans: 'custom' },
  );
  return rows.map(({ id, name, what }) => ({
    organisation: id,
    procedureTitle: waits[what].title,
    title: waits[what].title,
    subject: name,
    deadline: waits[what].act,
    acts: [],
    overdue: false,
    certain: true,
    paused: false,
    nature: 'awaits',
  }));
}

const waits = {
  registration: { title: '自行注册', act: '核对营业执照，确认或者驳回' },
  claim: { title: '认领账号', act: '核对谁认领账号，确认或者驳回' },
  change: { title: '减少义务的变更', act: '核实后确认或者不同意' },
} as const;

// Of the county, or of the city or the province where no office below it is on the platform.
const selectWaiting = `with waiting as (
  (select o.id, o.name, o.region, 'registration' as what, o.created_at as since from organisation o
    where o.kind in ('enterprise', 'platform') and o.confirmed_on is null and o.closed_on is null
      and o.region between $2 and $3 order by o.region, o.name limit 200)
  union all
  (select o.id, o.name, o.region, 'claim', c.claimed_at from account_claim c join organisation o on o.id = c.organisation_id
    where c.decided_at is null and o.closed_on is null and o.region between $2 and $3 limit 200)
  union all
  (select o.id, o.name, o.region, 'change', e.at from organisation o join entry e on e.organisation_id = o.id and e.id = o.asked_entry
    where o.asked_entry is not null and o.closed_on is null and o.region between $2 and $3 limit 200))
select id, name, what from waiting w
where (select m.id from organisation m where m.kind = 'market-regulator'
  and m.region in (w.region, w.region / 100 * 100, w.region / 10000 * 10000) order by m.region desc, m.name limit 1) = $1
order by since limit 100`;
