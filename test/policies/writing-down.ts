import { changes, insertEntry, inserts, signedIn, workspeople } from './case.ts';
import type { PolicyCase } from './case.ts';
import { rows } from './rows.ts';

/** Writing of what the platform itself keeps (months of duties, log, messages), and what nobody may write. */
export const writingDown: readonly PolicyCase[] = [
  ...duties(),
  ...logs(),
  ...messages(),
  ...never(),
];

function duties(): PolicyCase[] {
  const month = (house: string) => `where organisation_id = '${house}' and month = '2026-11-01'`;
  return [
    inserts(
      'a month of the works',
      ['duty_month.own_insert', 'duty_month.sweep_role', 'duty_month.recorder_role'],
      ({ houses }) =>
        `insert into duty_month values ('${houses.works.id}', 'daily-control', '2026-12-01', 360704, 1, 1, 1)`,
      [...workspeople, 'sweep', 'recorder'],
    ),
    changes(
      'what the works did',
      ['duty_month.own_update', 'duty_month.sweep_role', 'duty_month.recorder_role'],
      ({ houses }) => `update duty_month set done = 7 ${month(houses.works.id)}`,
      [...workspeople, 'sweep', 'recorder'],
    ),
    changes(
      'the row of the works, given to another house',
      ['duty_month.own_update'],
      ({ houses }) =>
        `update duty_month set organisation_id = '${houses.sibling.id}' ${month(houses.works.id)}`,
      ['sweep'],
    ),
    changes('the sums of a county', [], () => 'update duty_summary set missing = 0', []),
    changes('what is to be added to them', [], () => 'delete from duty_change', []),
    changes(
      'a night that was marked',
      ['duty_roll.sweep_role'],
      () => `update duty_roll set at = now()`,
      ['sweep'],
    ),
    inserts(
      'a night that is marked',
      ['duty_roll.sweep_role'],
      () => `insert into duty_roll values ('2026-11-24', now(), '\\x00')`,
      ['sweep'],
    ),
    inserts(
      'that the duties of the sibling are to be judged again',
      ['duty_to_judge.own_or_scope'],
      ({ houses }) => `insert into duty_to_judge values ('${houses.sibling.id}', now())`,
      ['sibling', 'county', 'city', 'province', 'government'],
    ),
    changes(
      'that duties are to be judged again, taken away',
      ['duty_to_judge.sweep_role'],
      () => 'delete from duty_to_judge',
      ['sweep'],
    ),
    changes(
      'the last night',
      ['sweep_run.sweep_role'],
      () => `update sweep_run set day = '2026-11-24'`,
      ['sweep'],
    ),
  ];
}

function logs(): PolicyCase[] {
  const hash = `\\x${'00'.repeat(32)}`;
  const sequencer = (table: string, sql: string) =>
    inserts(`into ${table}`, [`${table}.sequencer_role`], () => sql, ['sequencer']);
  return [
    inserts(
      'what waits for the log',
      ['leaf_queue.enqueue', 'leaf_queue.recorder_writes', 'leaf_queue.by_time'],
      ({ houses }) =>
        `insert into leaf_queue (organisation_id, entry_id, content_hash) values ('${houses.works.id}', '${rows.tip}', '${hash}')`,
      [...signedIn, 'recorder', 'sweep'],
    ),
    changes('the queue, emptied', ['leaf_queue.sequencer_role'], () => 'delete from leaf_queue', [
      'sequencer',
    ]),
    sequencer(
      'leaf',
      `insert into leaf values (2, gen_random_uuid(), gen_random_uuid(), '${hash}')`,
    ),
    sequencer('tile', `insert into tile values (1, 0, '${hash}')`),
    sequencer('checkpoint', `insert into checkpoint values (3, '${hash}', 'note', now())`),
    sequencer('cosignature', `insert into cosignature values (2, 'other', 'line', now())`),
    sequencer('witness', `insert into witness values ('other', 'key', 'regulator')`),
    sequencer('log_key', `insert into log_key values ('x', 'other', now())`),
    changes('a tile that grows', ['tile.sequencer_role'], () => `update tile set hashes = hashes`, [
      'sequencer',
    ]),
    changes(
      'what a witness has seen',
      ['witness.sequencer_role'],
      () => 'update witness set size = 9',
      ['sequencer'],
    ),
  ];
}

function messages(): PolicyCase[] {
  const read = (id: string) => () => `update notification set read_at = now() where id = '${id}'`;
  return [
    inserts(
      'a message',
      [
        'notification.send',
        'notification.import_role',
        'notification.session_role',
        'notification.sweep_role',
      ],
      ({ houses }) =>
        `insert into notification (id, organisation_id, title, at) values (gen_random_uuid(), '${houses.works.id}', '戊', now())`,
      [...signedIn, 'session', 'import', 'sweep'],
    ),
    changes(
      'a message to a house, read',
      ['notification.mine_update'],
      read(rows.toHouse),
      workspeople,
    ),
    changes('a message to a post, read', ['notification.mine_update'], read(rows.toPrincipal), [
      'worksPrincipal',
    ]),
    inserts(
      'a bulk intake of another house',
      ['import_job.own', 'import_job.import_role'],
      ({ houses, people }) =>
        `insert into import_job (id, organisation_id, account_id, file_name, state, at) values (gen_random_uuid(),
          '${houses.county.id}', '${people.county.id}', 'x', 'running', now())`,
      ['county', 'import'],
    ),
    changes(
      'a bulk intake',
      ['import_job.own', 'import_job.import_role'],
      () => `update import_job set state = 'refused'`,
      ['county', 'import'],
    ),
  ];
}

/** What no role at all may do: the past stays as it was. */
function never(): PolicyCase[] {
  const kept = [
    'entry',
    'entry_file',
    'erasure',
    'file',
    'leaf',
    'checkpoint',
    'cosignature',
    'publication',
    'disclosure',
  ];
  const column: Readonly<Record<string, string>> = {
    entry: 'act',
    entry_file: 'entry_id',
    erasure: 'reason',
    file: 'type',
    leaf: 'hash',
    checkpoint: 'note',
    cosignature: 'line',
    publication: 'text',
    disclosure: 'file_hash',
  };
  return [
    ...kept.flatMap((table) => [
      changes(
        `a row of ${table}`,
        [],
        () => `update ${table} set ${column[table]} = ${column[table]}`,
        [],
      ),
      changes(`a row of ${table}, taken away`, [], () => `delete from ${table}`, []),
      inserts(`the end of all of ${table}`, [], () => `truncate ${table} cascade`, []),
    ]),
    ...['tile', 'log_key', 'sign_in_event', 'organisation', 'appointment', 'proceeding'].map(
      (table) => changes(`a row of ${table}, taken away`, [], () => `delete from ${table}`, []),
    ),
    inserts(
      'an erasure past its function',
      [],
      ({ houses, people }) =>
        `insert into erasure values (gen_random_uuid(), '${houses.works.id}', '依据', '理由', '${people.county.id}',
          '${people.city.id}', gen_random_uuid(), now())`,
      [],
    ),
    changes('an attempt to sign in', [], () => `update sign_in_event set outcome = 'x'`, []),
    changes('the key of the log', [], () => `update log_key set name = 'x'`, []),
    inserts(
      'an entry by the name of its partition',
      [],
      (cast) => insertEntry(cast.houses.works).replace('into entry ', 'into entry_other '),
      [],
    ),
    inserts("a table of one's own", [], () => 'create table mine (id int)', []),
    inserts(
      "a function of one's own",
      [],
      () => `create function f() returns int language sql as 'select 1'`,
      [],
    ),
  ];
}
