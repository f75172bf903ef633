import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import { presentAct, stateAfter } from '../reading/load-proceeding.ts';
import type { ActRow } from '../reading/load-proceeding.ts';
import { pageSize } from './queries.ts';
import type { ProceedingFilter, ProceedingRow } from './queries.ts';

interface LeftRow {
  id: string;
  procedure: string;
  opened_on: PlainDate;
  title: string;
  organisation_id: string | null;
  region: number;
  opened_at: Instant;
  left_at: Instant;
  region_name: string;
  total: number;
}

/**
 * Proceedings that the actor's house left, the latest left first, each in the state to which what it may still read led:
 * where it stands now is nobody's business who left it.
 */
export async function listLeft(
  tx: Tx,
  law: Law,
  { procedure, organisation, q = '', page }: ProceedingFilter,
  rows: number = pageSize,
): Promise<ProceedingRow[]> {
  const like = q === '' ? null : `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const found = await tx.rows<LeftRow>(selectLeft, [
    procedure ?? null,
    organisation ?? null,
    like,
    rows,
    (page - 1) * rows,
  ]);
  const acts = await tx.rows<ActRow & { proceeding_id: string }>(selectActs, [
    found.map(({ id }) => id),
  ]);
  const actsOf = Map.groupBy(acts, (act) => act.proceeding_id);
  return found.map(({ left_at: leftAt, ...row }) => {
    const definition = law.procedure(row.procedure, row.opened_on);
    const history = (actsOf.get(row.id) ?? []).map(presentAct);
    const state = definition === undefined ? undefined : stateAfter(definition, history);
    return {
      ...row,
      state: state ?? '',
      last_at: leftAt,
      closed_at: null,
      due_until: null,
      due_day: null,
      due_certain: null,
    };
  });
}

const selectLeft = `select l.id, l.procedure, l.opened_on, l.title, l.organisation_id, l.region, l.opened_at, l.left_at,
  r.name as region_name, count(*) over () as total
from left_cases() l join region r on r.code = l.region
where ($1::text is null or l.procedure = $1) and ($2::uuid is null or l.organisation_id = $2)
  and ($3::text is null or l.title like $3)
order by l.left_at desc, l.id limit $4 offset $5`;

const selectActs = `select proceeding_id, id, act, at, account_id, account_organisation_id, posts, input
  from entry where proceeding_id = any ($1::uuid[]) order by at, id`;
