import type { Context, SignedIn } from '../context.ts';
import type { TodoItem } from './present.ts';

interface WaitingRow {
  id: string;
  name: string;
  is_claim: boolean;
}

/** Registrations and claims of firms that wait for the reader's office, where it is the one that answers for the place. */
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
  return rows.map(({ id, name, is_claim: isClaim }) => ({
    organisation: id,
    procedureTitle: isClaim ? '认领账号' : '自行注册',
    title: isClaim ? '认领账号' : '自行注册',
    subject: name,
    deadline: isClaim ? '核对谁认领账号，确认或者驳回' : '核对营业执照，确认或者驳回',
    acts: [],
    overdue: false,
    certain: true,
    paused: false,
    nature: 'awaits',
  }));
}

// Of the county, or of the city or the province where no office below it is on the platform.
const selectWaiting = `with waiting as (
  (select o.id, o.name, o.region, false as is_claim, o.created_at as since from organisation o
    where o.kind in ('enterprise', 'platform') and o.confirmed_on is null and o.closed_on is null
      and o.region between $2 and $3 order by o.region, o.name limit 200)
  union all
  (select o.id, o.name, o.region, true, c.claimed_at from account_claim c join organisation o on o.id = c.organisation_id
    where c.decided_at is null and o.closed_on is null and o.region between $2 and $3 limit 200))
select id, name, is_claim from waiting w
where (select m.id from organisation m where m.kind = 'market-regulator'
  and m.region in (w.region, w.region / 100 * 100, w.region / 10000 * 10000) order by m.region desc, m.name limit 1) = $1
order by since limit 100`;
