import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Tx } from '#db/transaction.ts';

/** An instrument as its proceeding and its clock have it. */
export interface EquipmentRow {
  id: string;
  state: string;
  opening: JsonObject | null;
  due_day: PlainDate | null;
  until: Instant | null;
}

/** The instruments of an organisation that were not scrapped, those that run out first before the others. */
export function equipmentOf(tx: Tx, organisation: string): Promise<EquipmentRow[]> {
  return tx.rows<EquipmentRow>(
    `select p.id, p.state, o.input as opening, c.due_day, c.until
     from proceeding p
     left join clock c on c.proceeding_id = p.id and c.deadline = 'calibration'
     left join lateral (select e.input from entry e where e.proceeding_id = p.id order by e.at, e.id limit 1) o on true
     where p.organisation_id = $1 and p.procedure = 'test-equipment' and p.closed_at is null
     order by c.due_day nulls last, p.opened_at limit 1000`,
    [organisation],
  );
}
