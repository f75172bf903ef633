import { app, hiddenScope, orphanScope, signedIn, worksOfficials, worksScope } from './case.ts';
import type { PolicyCase } from './case.ts';
import type { PolicyCast } from './cast.ts';
import { rows } from './rows.ts';
import type { Who } from './scene.ts';

/** Who is told what the works is, beside those in whose scope it lies: the other parties of its open case. */
const worksKnown: readonly Who[] = [...worksScope, 'laboratory', 'maker'];
const logReaders: readonly Who[] = [...app, 'public', 'sequencer', 'audit'];
/** Whose rules ask for facts of enterprises. */
const factReaders = ['session', 'sweep', 'import', 'audit', 'recorder'] as const;

/** Reading: one row of each kind and everybody who sees it. */
export const reading: readonly PolicyCase[] = [
  row(
    'a division',
    ['region.everybody'],
    'region where code = 360704',
    [...app, 'public', 'session', 'sweep', 'import', 'audit'],
    ['region.import_role'],
  ),
  row(
    'a product class',
    ['product_class.everybody'],
    `product_class where id = 'cement'`,
    [...app, 'public', 'session', 'sweep', 'import', 'audit', 'recorder'],
    ['product_class.import_role'],
  ),
  ...register(),
  ...identities(),
  ...entries(),
  ...matters(),
  ...boards(),
  ...logs(),
  ...messages(),
  row('the list of migrations', [], 'sifang_migration', []),
  row('entries by the name of their partition', [], 'entry_other', []),
];

function register(): PolicyCase[] {
  const systems = roles('organisation', ...factReaders);
  return [
    row(
      'an enterprise',
      ['organisation.own_or_scope', 'organisation.case_partners', ...systems.policies],
      ({ houses }) => `organisation where id = '${houses.works.id}'`,
      [...worksKnown, ...systems.who, 'public', 'sender'],
    ),
    row(
      'the maker, known to the parties of an open case and not of one that is hidden from them',
      ['organisation.case_partners', 'seat.by_proceeding', 'proceeding.not_hidden'],
      ({ houses }) => `organisation where id = '${houses.maker.id}'`,
      [...hiddenScope, 'maker', 'works', 'worksPrincipal', 'county', ...systems.who, 'sender'],
    ),
    row(
      'who claims the account of an enterprise, to the regulator of the place',
      ['account_claim.of_regulator', 'account_claim.import_role'],
      () => `account_claim where id = '${rows.claim}'`,
      ['county', 'city', 'province', 'import'],
    ),
    row(
      'that an account waits for its claim',
      ['account_claim.session_role'],
      () =>
        `(select account_id, decided_at from account_claim) c where account_id = '${rows.claimant}'`,
      ['county', 'city', 'province', 'import', 'session'],
    ),
    row(
      'an official body',
      ['organisation.official_names'],
      ({ houses }) => `organisation where id = '${houses.education.id}'`,
      [...signedIn, ...systems.who, 'sender'],
    ),
    row(
      'the operator of the platform',
      ['organisation.own_or_scope', 'organisation.official_names'],
      ({ houses }) => `organisation where id = '${houses.operator.id}'`,
      [...systems.who, 'sender'],
    ),
    row(
      'products of an enterprise',
      [
        'organisation_product.by_organisation',
        ...roles('organisation_product', ...factReaders).policies,
      ],
      ({ houses }) => `organisation_product where organisation_id = '${houses.works.id}'`,
      [...worksKnown, ...systems.who],
    ),
  ];
}

function identities(): PolicyCase[] {
  return [
    row(
      'a colleague',
      ['account.own_or_scope', 'account.session_role', 'account.sweep_role', 'account.import_role'],
      ({ people }) => `account where id = '${people.works.id}'`,
      [...worksScope, 'session', 'sweep', 'import'],
    ),
    row(
      'a citizen',
      ['account.own_or_scope'],
      ({ people }) => `account where id = '${people.complainant.id}'`,
      ['complainant', 'session', 'sweep', 'import'],
    ),
    row(
      'the hash of a password',
      [],
      ({ people }) => `account where id = '${people.works.id}' and password_hash is not null`,
      ['session'],
    ),
    row(
      'the secret of a second factor',
      [],
      ({ people }) => `account where id = '${people.works.id}' and totp_secret is null`,
      ['session'],
    ),
    row(
      'who holds a post',
      ['appointment.own_or_scope', ...roles('appointment', ...factReaders).policies],
      ({ people }) => `appointment where account_id = '${people.works.id}'`,
      [...worksScope, ...factReaders],
    ),
    row('a session', ['session.session_role'], 'session', ['session']),
    row('an attempt to sign in', ['sign_in_event.session_role'], 'sign_in_event', ['session']),
    row(
      'the key of a system',
      ['api_key.own', 'api_key.session_role'],
      `api_key where id = '${rows.apiKey}'`,
      ['works', 'worksPrincipal', 'session'],
    ),
    row('the hash of that key', [], `api_key where key_hash = '\\x02'`, ['session']),
  ];
}

function entries(): PolicyCase[] {
  const systems = ['sweep', 'audit'] as const;
  const own = roles('entry', ...systems).policies;
  return [
    row(
      'a daily record',
      ['entry.read_scope', 'entry.recorder_reads', ...own],
      entry(rows.record),
      [...worksScope, ...systems, 'recorder'],
    ),
    row(
      'an act of an unannounced check',
      ['entry.read_scope', 'entry.not_hidden'],
      entry(rows.assignment),
      [...hiddenScope, ...systems],
    ),
    row(
      'an act of a case, seats included',
      ['entry.read_scope', 'entry.recorder_reads'],
      entry(rows.test),
      [...worksKnown, ...systems],
    ),
    row('what a citizen brought', ['entry.read_scope'], entry(rows.tip), [
      ...orphanScope,
      ...systems,
    ]),
    row(
      'which entry names a photo',
      ['entry_file.by_entry', 'entry_file.audit_role', 'entry_file.recorder_role'],
      `entry_file where file_hash = '${rows.named}'`,
      [...worksScope, 'audit', 'recorder'],
    ),
    row(
      'which entry of the unannounced check names a paper',
      ['entry_file.by_entry', 'entry.not_hidden'],
      `entry_file where file_hash = '${rows.hiddenPaper}'`,
      [...hiddenScope, 'audit', 'recorder'],
    ),
    row(
      'why the content of a record was erased',
      ['erasure.by_entry', 'erasure.audit_role'],
      `erasure where entry_id = '${rows.record}'`,
      [...worksScope, 'audit'],
    ),
    row(
      'why an act of the unannounced check was erased',
      ['erasure.by_entry', 'entry.not_hidden'],
      `erasure where entry_id = '${rows.assignment}'`,
      [...hiddenScope, 'audit'],
    ),
    row(
      'a photo that an entry names',
      ['file.own_or_named', 'file.recorder_role'],
      file(rows.named),
      [...worksScope, 'recorder'],
    ),
    row('a paper of the unannounced check', ['file.own_or_named'], file(rows.hiddenPaper), [
      ...hiddenScope,
      'recorder',
    ]),
    row('a photo that nothing names', ['file.own_or_named'], file(rows.unnamed), [
      'works',
      'recorder',
    ]),
  ];
}

function matters(): PolicyCase[] {
  const systems = ['sweep', 'audit'] as const;
  const of = (table: string, column: string, id: string) => `${table} where ${column} = '${id}'`;
  const parts = [
    ['proceeding', 'id', 'scope'],
    ['seat', 'proceeding_id', 'by_proceeding'],
    ['clock', 'proceeding_id', 'by_proceeding'],
  ] as const;
  const left = row(
    'the seat that somebody left in an unannounced check',
    ['seat.left_seat', 'seat.by_proceeding'],
    `seat where proceeding_id = '${rows.hidden}' and left_at is not null`,
    [...hiddenScope, 'unseatedLaboratory', ...systems],
  );
  const cases = parts.flatMap(([table, column, policy]) => [
    row(
      `the ${table} of an open case`,
      [`${table}.${policy}`, ...roles(table, ...systems).policies],
      of(table, column, rows.open),
      [...worksKnown, ...systems],
    ),
    row(
      `the ${table} of an unannounced check`,
      [`${table}.${policy}`, 'proceeding.not_hidden'],
      `${of(table, column, rows.hidden)}${table === 'seat' ? ' and left_at is null' : ''}`,
      [...hiddenScope, ...systems],
    ),
    row(
      `the ${table} of a citizen's case`,
      [`${table}.${policy}`],
      of(table, column, rows.orphan),
      [...orphanScope, ...systems],
    ),
    row(
      `the ${table} of a case that a citizen handed over`,
      [`${table}.${policy}`],
      of(table, column, rows.handedOver),
      [...orphanScope, 'citizen', ...systems],
    ),
  ]);
  return [left, ...cases];
}

function boards(): PolicyCase[] {
  const systems = ['sweep', 'audit'] as const;
  return [
    row(
      'how a month of a duty stands',
      ['duty_month.own_or_scope', ...roles('duty_month', ...systems, 'recorder').policies],
      ({ houses }) => `duty_month where organisation_id = '${houses.works.id}'`,
      [...worksScope, ...systems, 'recorder'],
    ),
    row(
      'the same of the enterprise elsewhere',
      ['duty_month.own_or_scope'],
      ({ houses }) => `duty_month where organisation_id = '${houses.elsewhere.id}'`,
      ['elsewhere', 'otherCounty', 'city', 'province', 'housingElsewhere', ...systems, 'recorder'],
    ),
    ...['duty_summary', 'duty_change'].map((table) =>
      row(
        `sums of a county: ${table}`,
        [`${table}.scope`, `${table}.audit_role`],
        `${table} where region = 360704`,
        [...worksOfficials, 'audit'],
      ),
    ),
    row('what was done last night', ['sweep_run.sweep_role'], 'sweep_run', ['sweep']),
    row(
      'a night that was marked',
      ['duty_roll.sweep_role', 'duty_roll.audit_role'],
      'duty_roll',
      systems,
    ),
    row('whose duties are to be judged again', ['duty_to_judge.sweep_role'], 'duty_to_judge', [
      'sweep',
    ]),
  ];
}

function logs(): PolicyCase[] {
  const open = ['tile', 'checkpoint', 'cosignature', 'witness', 'log_key'].map((table) =>
    row(`a public part of the log: ${table}`, [`${table}.everybody`], table, [
      ...logReaders,
      ...(table === 'checkpoint' ? (['recorder'] as const) : []),
    ]),
  );
  return [
    ...open,
    row(
      'what waits for the log',
      ['leaf_queue.sequencer_role', 'leaf_queue.audit_role'],
      'leaf_queue',
      ['sequencer', 'audit'],
    ),
    row(
      'the place of a record in the log',
      ['leaf.by_entry', 'leaf.sequencer_role', 'leaf.audit_role'],
      `leaf where entry_id = '${rows.record}'`,
      [...worksScope, 'sequencer', 'audit'],
    ),
    row(
      'the place of an act of the unannounced check',
      ['leaf.by_entry', 'entry.not_hidden'],
      `leaf where entry_id = '${rows.assignment}'`,
      [...hiddenScope, 'sequencer', 'audit'],
    ),
  ];
}

function messages(): PolicyCase[] {
  const notice = (id: string) => `notification where id = '${id}'`;
  return [
    row(
      'a message to a house',
      ['notification.mine', 'notification.sweep_role'],
      notice(rows.toHouse),
      ['works', 'worksPrincipal', 'sweep'],
    ),
    row('a message to a post', ['notification.mine'], notice(rows.toPrincipal), [
      'worksPrincipal',
      'sweep',
    ]),
    row('a message to a person', ['notification.mine'], notice(rows.toComplainant), [
      'complainant',
      'sweep',
    ]),
    row(
      'a message that would announce the check',
      ['notification.not_hidden'],
      notice(rows.aboutHidden),
      ['sweep'],
    ),
    row(
      'an announcement',
      [
        'publication.standing',
        'publication.standing_or_own',
        'publication.audit_role',
        'publication.sweep_role',
        'publication.sender_role',
      ],
      `publication where id = '${rows.publication}'`,
      [...app, 'public', 'audit', 'sweep', 'sender'],
    ),
    row(
      'what an act made public',
      ['disclosure.everybody'],
      `disclosure where entry_id = '${rows.test}'`,
      [...app, 'public', 'audit'],
    ),
    row('a bulk intake', ['import_job.own', 'import_job.import_role'], 'import_job', [
      'county',
      'import',
    ]),
  ];
}

function row(
  what: string,
  policies: readonly string[],
  from: string | ((cast: PolicyCast) => string),
  may: readonly Who[],
  more: readonly string[] = [],
): PolicyCase {
  return {
    what: `sees ${what}`,
    policies: [...policies, ...more],
    sql: (cast) => `select 1 from ${typeof from === 'string' ? from : from(cast)}`,
    by: 'rows',
    may,
  };
}

/** The roles without a person on a table, with the policies that let them in. */
function roles(table: string, ...who: readonly Who[]) {
  return { who, policies: who.map((one) => `${table}.${one}_role`) };
}

function entry(id: string): string {
  return `entry where id = '${id}'`;
}

function file(hash: string): string {
  return `file where hash = '${hash}'`;
}
