import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { PastAct } from '#kernel/facts.ts';
import type { Law } from '#kernel/law.ts';
import { watchOf } from '#kernel/watch/watch.ts';
import type { WatchFacts } from '#kernel/watch/watch.ts';
import type { Tx } from '#db/transaction.ts';

/** A watch with what lists call it. */
export interface NamedWatch {
  readonly watch: WatchFacts;
  readonly title: string;
  readonly procedure: Procedure;
  /** The enterprise's name, as far as the actor sees it. */
  readonly organisationName?: string;
}

/** Most that are read at once; a province has some thousands of enterprises under a regime. */
const most = 5000;

/** What the actor sees of all that is watched and has not ended, the latest first. */
export async function openWatches(tx: Tx, law: Law): Promise<NamedWatch[]> {
  const rows = await tx.rows<Row>(selectWatches('p.closed_at is null and p.procedure = any ($1)'), [
    watching(law),
    most,
  ]);
  return rows.flatMap((row) => named(row, law));
}

/** What some proceedings watch, as far as the actor sees them and they watch anything. */
export async function watchesAmong(
  tx: Tx,
  law: Law,
  ids: readonly string[],
): Promise<readonly WatchFacts[]> {
  const found = await Promise.all(ids.map((id) => watchById(tx, law, id)));
  return found.flatMap((one) => one?.watch ?? []);
}

/** One watch, whether it has ended or not; undefined where the actor sees none. */
export async function watchById(tx: Tx, law: Law, id: string): Promise<NamedWatch | undefined> {
  const rows = await tx.rows<Row>(selectWatches('p.procedure = any ($1) and p.id = $3::uuid'), [
    watching(law),
    1,
    id,
  ]);
  return rows.flatMap((row) => named(row, law))[0];
}

interface Row {
  id: string;
  procedure: string;
  title: string;
  opened_on: PlainDate;
  organisation_id: string | null;
  organisation_name: string | null;
  region: number;
  acts: readonly { id: string; act: string; at: Instant; input: PastAct['input'] }[];
}

function watching(law: Law): string[] {
  const ids = law.procedures.flatMap(({ id, watch }) => (watch === undefined ? [] : [id]));
  return [...new Set(ids)];
}

function named(row: Row, law: Law): NamedWatch[] {
  const procedure = law.procedure(row.procedure, row.opened_on);
  if (procedure === undefined) return [];
  const place = {
    id: row.id,
    region: row.region,
    ...(row.organisation_id === null ? {} : { organisation: row.organisation_id }),
  };
  // Nothing that a watch is read from asks who did it.
  const by = { account: '', posts: [] };
  const history = row.acts.map(({ id, ...act }) => ({ ...act, entry: id, by }));
  const watch = watchOf(procedure, place, history);
  if (watch === undefined) return [];
  return [
    {
      watch,
      title: row.title,
      procedure,
      ...(row.organisation_name === null ? {} : { organisationName: row.organisation_name }),
    },
  ];
}

const selectWatches = (
  which: string,
) => `select p.id, p.procedure, p.title, p.opened_on, p.organisation_id, o.name as organisation_name, p.region,
  (select jsonb_agg(jsonb_build_object('id', e.id, 'act', e.act, 'at', e.at, 'input', e.input) order by e.at, e.id)
    from entry e where e.proceeding_id = p.id) as acts
from proceeding p left join organisation o on o.id = p.organisation_id
where ${which} and exists (select from entry e where e.proceeding_id = p.id)
order by p.opened_at desc limit $2`;
