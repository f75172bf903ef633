import { changes, hiddenScope, inserts, worksScope } from '../case.ts';
import type { PolicyCase } from '../case.ts';
import { recallId, recallScope } from './recall-rows.ts';
import { rows } from '../rows.ts';
import type { Who } from '../scene.ts';

/** The holder, the offices of its place and products, and the province, which leads the recall. */
const holderScope: readonly Who[] = [
  'maker',
  'otherCounty',
  'city',
  'province',
  'housingElsewhere',
];

function sees(what: string, policies: readonly string[], sql: string, may: readonly Who[]) {
  return { what: `sees ${what}`, policies, sql: () => sql, by: 'rows', may } as const;
}

const own = (table: string) => [`${table}.own_or_overseen`, `${table}.rules`];
const of =
  (table: string) =>
  ({ houses }: Parameters<PolicyCase['sql']>[0]) =>
    `select 1 from ${table} where recall = '${recallId}' and organisation_id = '${houses.maker.id}'`;

/** Recalls: how large a scope is is known to whoever sees the case, who is in it to the offices and to each of itself. */
export const recalls: readonly PolicyCase[] = [
  sees(
    'how large the scope of a recall is',
    ['recall_scope.by_recall', 'recall_scope.rules', 'recall_scope.sweep_role'],
    `select 1 from recall_scope where entry_id = '${recallScope}'`,
    [...worksScope, 'sweep', 'audit'],
  ),
  {
    ...sees('a lot of a recall at its holder', own('recall_line'), '', [
      ...holderScope,
      'sweep',
      'audit',
    ]),
    policies: [...own('recall_line'), 'recall_line.sweep_role'],
    sql: of('recall_line'),
  },
  {
    ...sees('who has to be told of a recall', own('recall_holder'), '', [
      ...holderScope,
      'sweep',
      'audit',
    ]),
    policies: [...own('recall_holder'), 'recall_holder.sweep_role'],
    sql: of('recall_holder'),
  },
  {
    ...sees('what a holder answered', own('recall_answer'), '', [...holderScope, 'audit']),
    sql: of('recall_answer'),
  },
  changes(
    'who has been told',
    ['recall_holder.sweep_role'],
    () => `update recall_holder set told_at = now() where recall = '${recallId}'`,
    ['sweep'],
  ),
  sees(
    'what moved of what was recalled',
    ['recall_moved.audit_role'],
    'select 1 from recall_moved',
    ['audit'],
  ),
  changes('what moved of what was recalled', [], () => 'delete from recall_moved', []),
  changes('what a scope holds', [], () => 'update recall_line set got = 0', []),
  changes('what a holder answered', [], () => 'delete from recall_answer', []),
  inserts(
    "a case in the platform's name",
    ['proceeding.by_platform', 'proceeding.sweep_role'],
    ({ houses }) => opened('time_account()', houses.works.id),
    ['sweep'],
  ),
  inserts(
    "a case in somebody's name",
    ['proceeding.by_platform', 'proceeding.opens'],
    ({ houses, people }) => opened(`'${people.works.id}'`, houses.works.id),
    ['works'],
  ),
  inserts(
    'somebody into a case that people carry on',
    ['seat.by_platform', 'seat.sweep_role'],
    ({ houses }) =>
      `insert into seat values ('${rows.hidden}', 'guest', '${houses.works.id}', null)`,
    hiddenScope,
  ),
];

function opened(by: string, about: string): string {
  return `insert into proceeding (id, procedure, definition_hash, opened_on, title, organisation_id, region, domains,
    state, opened_by, opened_at, last_at) values (gen_random_uuid(), 'recall-notice', '\\x00', '2026-11-23', '通知',
    '${about}', 360704, 1, 'sent', ${by}, now(), now())`;
}
