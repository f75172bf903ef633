import type { OwnerConnection } from '#db/owner.ts';
import type { PolicyCast } from '../cast.ts';
import { lotEntry, lotKeys, lotsAt } from './lot-rows.ts';

/** The works recalls its lot 甲, part of which the maker elsewhere holds and has answered for. */
export const recallId = '00000000-0000-7000-8000-00000000b001';
/** The act that stopped the goods. */
export const recallScope = '00000000-0000-7000-8000-00000000b002';

/** Writes the recall of the scene; the works' lots are there already. */
export async function seedRecall(
  owner: OwnerConnection,
  { houses, people }: PolicyCast,
): Promise<void> {
  const { works, maker } = houses;
  await owner.query(`
    insert into proceeding (id, procedure, definition_hash, opened_on, title, organisation_id, region, domains, state,
        opened_by, opened_at, last_at)
      values ('${recallId}', 'recall', '\\x00', '2026-11-23', '召回', '${works.id}', ${works.region}, ${works.domains},
        'defect', '${people.works.id}', '${lotsAt}', '${lotsAt}');
    insert into recall_scope values ('${recallScope}', '${recallId}', false, 'sha256:', '{${lotKeys.first}}', 1, 2, '${lotsAt}');
    insert into recall_line (scope, organisation_id, lot, recall, lot_id, unit, tier, is_new, got, used, passed, outside,
        consumers, returned, destroyed, on_hand)
      select '${recallScope}', h.organisation_id, l.seq, '${recallId}', l.id, l.unit,
        case when h.own then 0 else 1 end, true, h.got, h.used, h.shipped, 0, 0, 0, 0, h.got - h.used - h.shipped
      from holding h join lot l on l.seq = h.lot where l.seq = ${lotKeys.first};
    insert into recall_holder (scope, organisation_id, recall, tier, lots)
      values ('${recallScope}', '${maker.id}', '${recallId}', 1, 1);
    insert into recall_moved (recall, lot) values ('${recallId}', ${lotKeys.first});
    insert into recall_answer values ('${recallId}', '${maker.id}', ${lotKeys.first}, '${lotEntry}', 5, 5, 0, 0, 0, 0, 0,
      0, 0, '${lotsAt}');`);
}
