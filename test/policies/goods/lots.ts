import { changes, inserts, worksScope } from '../case.ts';
import type { PolicyCase } from '../case.ts';
import { lotEntry as entry, lotKeys as keys, lotsAt as at } from './lot-rows.ts';
import type { Who } from '../scene.ts';

/** The maker's people and the officials of its place and products. */
const makerScope: readonly Who[] = ['maker', 'otherCounty', 'city', 'province', 'housingElsewhere'];
const both = [...new Set([...worksScope, ...makerScope])];

function sees(what: string, policy: string, sql: string, may: readonly Who[]): PolicyCase {
  const [table = ''] = policy.split('.');
  // Names of lots stand in the notices that the platform sends.
  const isLot = table === 'lot';
  const policies = [policy, `${table}.rules`, ...(isLot ? ['lot.sweep_role'] : [])];
  const all: readonly Who[] = [...may, 'audit', ...(isLot ? (['sweep'] as const) : [])];
  return { what: `sees ${what}`, policies, sql: () => sql, by: 'rows', may: all };
}

/** Lots: one step up and one step down, and nobody writes but through the functions that keep the gate. */
export const lots: readonly PolicyCase[] = [
  sees(
    'a lot that somebody else made of the own one',
    'lot.held',
    `select 1 from lot where seq = ${keys.second}`,
    makerScope,
  ),
  sees('a lot that went on', 'lot.held', `select 1 from lot where seq = ${keys.first}`, both),
  sees(
    'how much the works holds',
    'holding.own_or_scope',
    `select 1 from holding where lot = ${keys.first} and own`,
    worksScope,
  ),
  sees('what went into a lot', 'lot_part.own_or_scope', 'select 1 from lot_part', makerScope),
  sees(
    'what somebody else made',
    'lot_event.own_or_scope',
    `select 1 from lot_event where lot = ${keys.second}`,
    makerScope,
  ),
  sees(
    'what went from one to the other',
    'lot_event.own_or_scope',
    `select 1 from lot_event where kind = 'shipped'`,
    both,
  ),
  sees('what keeps a lot back', 'lot_block.held', 'select 1 from lot_block', makerScope),
  sees('the codes of a lot', 'lot_code.held', 'select 1 from lot_code', makerScope),
  {
    what: 'sees how often a code was looked up',
    policies: ['code_scan.held'],
    sql: () => 'select 1 from code_scan',
    by: 'rows',
    may: makerScope,
  },
  sees('a look that an office took', 'trace_look.own_office', 'select 1 from trace_look', [
    'county',
  ]),
  inserts(
    'a look that nobody took',
    [],
    ({ people }) =>
      `insert into trace_look (proceeding_id, account_id, organisation_id, seeds, lots, at)
        values (gen_random_uuid(), '${people.county.id}', my_organisation(), '{}', 0, '${at}')`,
    [],
  ),
  changes('a look that was taken', [], () => 'delete from trace_look', []),
  changes('what somebody holds', [], () => 'update holding set released = got', []),
  changes('what keeps a lot back', [], () => 'delete from lot_block', []),
  inserts(
    'a lot past the functions',
    [],
    ({ houses }) =>
      `insert into lot (id, organisation_id, entry_id, number, product, unit, quantity, at)
        values (gen_random_uuid(), '${houses.works.id}', '${entry}', '丙', '水泥', '吨', 1, '${at}')`,
    [],
  ),
];
