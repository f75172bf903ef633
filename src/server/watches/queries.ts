import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import { divisionRange } from '#law/divisions.ts';
import type { Tx } from '#db/transaction.ts';
import type { NamedWatch } from '../reading/watch/watches.ts';
import type { CarriedOut } from './present.ts';

/** Visits that name it, and checks about the same within the term, as far as the actor sees them. */
export async function carriedOut(
  tx: Tx,
  law: Law,
  { watch, procedure }: NamedWatch,
): Promise<CarriedOut[]> {
  const { lo, hi } = divisionRange(watch.region);
  const kinds = procedure.watch!.carriedOutBy;
  const rows = await tx.rows<Row>(selectCarriedOut, [
    JSON.stringify(
      kinds.map((kind) =>
        'namedIn' in kind
          ? { id: kind.procedure, named: kind.namedIn }
          : { id: kind.procedure, field: kind.classIn },
      ),
    ),
    watch.organisation ?? null,
    lo,
    hi,
    watch.from,
    watch.until,
    watch.classes,
    watch.id,
  ]);
  return rows.flatMap((row) => {
    const of = law.procedure(row.procedure, row.opened_on);
    if (of === undefined) return [];
    return [
      {
        id: row.id,
        title: row.title,
        procedureTitle: of.title,
        stateTitle: of.states[row.state]?.title ?? row.state,
        organisation: row.organisation_name ?? '',
        openedOn: row.opened_on,
      },
    ];
  });
}

interface Row {
  id: string;
  procedure: string;
  title: string;
  state: string;
  opened_on: PlainDate;
  organisation_name: string | null;
}

// What names the watch is carried out under it wherever it was; what names none counts by its product and place.
const selectCarriedOut = `select p.id, p.procedure, p.title, p.state, p.opened_on, o.name as organisation_name
from jsonb_to_recordset($1::jsonb) as k (id text, field text, named text)
join proceeding p on p.procedure = k.id
  and case when $2::uuid is null then p.region between $3 and $4 else p.organisation_id = $2 end
  and p.opened_on between $5::date and $6::date
left join organisation o on o.id = p.organisation_id
where exists (select from entry e where e.proceeding_id = p.id
  and case when k.named is null then e.input ->> k.field = any ($7::text[]) else e.input ->> k.named = $8 end)
order by p.opened_at desc limit 200`;
