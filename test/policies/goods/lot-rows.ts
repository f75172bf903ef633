import type { OwnerConnection } from '#db/owner.ts';
import type { PolicyCast } from '../cast.ts';

/** The works' lot 甲, part of which went to the maker elsewhere, who made 乙 of it and keeps that back. */
export const lotKeys = { first: 1001, second: 1002 } as const;
/** The entry that made and moved them. */
export const lotEntry = '00000000-0000-7000-8000-00000000a001';
/** When they were made and moved. */
export const lotsAt = '2026-11-23T01:00:00Z';

/** Writes the lots of the scene. */
export async function seedLots(
  owner: OwnerConnection,
  { houses, people }: PolicyCast,
): Promise<void> {
  const { works, maker, county } = houses;
  await owner.query(`
    insert into lot (seq, id, organisation_id, entry_id, number, product, unit, quantity, at) overriding system value values
      (${lotKeys.first}, gen_random_uuid(), '${works.id}', '${lotEntry}', 'Na-1', '水泥', '吨', 10, '${lotsAt}'),
      (${lotKeys.second}, gen_random_uuid(), '${maker.id}', '${lotEntry}', '乙', '砌块', '块', 10, '${lotsAt}');
    insert into holding (organisation_id, lot, own, got, released, used, shipped, last_at) values
      ('${works.id}', ${lotKeys.first}, true, 10, 10, 0, 5, '${lotsAt}'),
      ('${maker.id}', ${lotKeys.first}, false, 5, 5, 5, 0, '${lotsAt}'),
      ('${maker.id}', ${lotKeys.second}, true, 10, 0, 0, 0, '${lotsAt}');
    insert into lot_part values (${lotKeys.second}, ${lotKeys.first}, '${maker.id}', 5, '${lotEntry}');
    insert into lot_event values
      (${lotKeys.first}, '${lotEntry}', 0, '${works.id}', 'made', 10, null, '', '2026-11-23', '${lotsAt}'),
      (${lotKeys.first}, '${lotEntry}', 1, '${works.id}', 'shipped', 5, '${maker.id}', '', '2026-11-23', '${lotsAt}'),
      (${lotKeys.second}, '${lotEntry}', 2, '${maker.id}', 'made', 10, null, '', '2026-11-23', '${lotsAt}');
    insert into lot_code values (${lotKeys.second}, 1, 5, 'AAAAAAAAAAAA', '${lotEntry}', '${lotsAt}');
    insert into code_scan values (${lotKeys.second}, 1, '${lotsAt}', null, '\\x00');
    insert into lot_block values (${lotKeys.second}, '${lotEntry}', '${lotEntry}', '${lotsAt}');
    insert into trace_look (proceeding_id, account_id, organisation_id, seeds, lots, at)
      select id, '${people.county.id}', '${county.id}', '{}', 2, '${lotsAt}' from proceeding
      where organisation_id = '${works.id}' limit 1;`);
}
