import {
  changes,
  hiddenScope,
  insertEntry,
  inserts,
  orphanScope,
  signedIn,
  workspeople,
  worksOfficials,
  worksScope,
} from './case.ts';
import type { PolicyCase } from './case.ts';
import type { House, PolicyCast } from './cast.ts';
import { rows } from './rows.ts';
import type { Who } from './scene.ts';

/** Writing in the register, among people, and in cases: who may do what to which row. */
export const writing: readonly PolicyCase[] = [
  ...register(),
  ...identities(),
  ...entries(),
  ...matters(),
];

function register(): PolicyCase[] {
  const enter = (kind: string) => (cast: PolicyCast) =>
    `insert into organisation (id, kind, name, region, domains) values (gen_random_uuid(), '${kind}', '新单位',
      360704, ${cast.houses.works.domains})`;
  return [
    inserts(
      'an enterprise of the county',
      ['organisation.own_or_scope', 'organisation.import_role'],
      enter('enterprise'),
      [...worksOfficials, 'import'],
    ),
    inserts('an official body', ['organisation.no_officials'], enter('market-regulator'), [
      'import',
    ]),
    changes(
      'the address of an enterprise',
      ['organisation.own_or_scope', 'organisation.import_role'],
      ({ houses }) => `update organisation set address = 'x' where id = '${houses.works.id}'`,
      [...worksScope, 'import'],
    ),
    changes(
      'what kind of body it is',
      [],
      ({ houses }) =>
        `update organisation set kind = 'market-regulator' where id = '${houses.works.id}'`,
      ['import'],
    ),
    changes(
      "the place of an enterprise, out of one's own scope",
      ['organisation.own_or_scope'],
      ({ houses }) => `update organisation set region = 360781 where id = '${houses.works.id}'`,
      [...workspeople, 'city', 'province', 'import'],
    ),
    inserts(
      'a product of an enterprise',
      ['organisation_product.by_scope', 'organisation_product.import_role'],
      ({ houses }) =>
        `insert into organisation_product values ('${houses.works.id}', 'plug-socket')`,
      [...worksScope, 'import'],
    ),
    changes(
      'a product of an enterprise, taken away',
      ['organisation_product.by_scope'],
      ({ houses }) =>
        `delete from organisation_product where organisation_id = '${houses.works.id}'`,
      [...worksScope, 'import'],
    ),
    inserts(
      'a division',
      ['region.import_role'],
      () => `insert into region values (360999, '某区', 'county', 360700)`,
      ['import'],
    ),
    changes(
      'a product class',
      ['product_class.import_role'],
      () => `update product_class set risk = 'low' where id = 'cement'`,
      ['import'],
    ),
  ];
}

function identities(): PolicyCase[] {
  return [
    inserts(
      'an account',
      ['account.import_role', 'account.session_role'],
      ({ houses }) =>
        `insert into account (id, login, name, organisation_id) values (gen_random_uuid(), 'new', '新', '${houses.works.id}')`,
      ['import', 'session'],
    ),
    changes(
      'the name of a colleague',
      ['account.own_or_scope', 'account.session_role'],
      ({ people }) => `update account set name = '新' where id = '${people.works.id}'`,
      [...workspeople, 'session'],
    ),
    changes(
      'a password',
      ['account.session_role'],
      ({ people }) => `update account set password_hash = 'x' where id = '${people.works.id}'`,
      ['session'],
    ),
    changes(
      'the house of an account',
      ['account.only_claimants'],
      ({ people, houses }) =>
        `update account set organisation_id = '${houses.province.id}' where id = '${people.works.id}'`,
      ['session'],
    ),
    changes(
      'the house of a claimant, who is in none yet',
      ['account.only_claimants', 'account.session_role'],
      ({ houses }) =>
        `update account set organisation_id = '${houses.works.id}', disabled_at = null where id = '${rows.claimant}'`,
      ['session', 'import'],
    ),
    changes(
      'an account, taken away',
      ['account.only_refused'],
      ({ people }) =>
        `delete from account where id in ('${people.works.id}', '${people.citizen.id}')`,
      [],
    ),
    changes(
      'the account of a claimant, taken away',
      ['account.only_refused'],
      () => `delete from account where id = '${rows.claimant}'`,
      ['import'],
    ),
    inserts(
      'a claim of a firm',
      ['account_claim.import_role'],
      ({ houses, people }) =>
        `insert into account_claim (id, organisation_id, account_id, login, name, firm_name, claimed_at)
          values (gen_random_uuid(), '${houses.sibling.id}', '${people.citizen.id}', 'x', 'y', 'z', now())`,
      ['import'],
    ),
    changes(
      'what became of a claim',
      ['account_claim.import_role'],
      ({ people }) =>
        `update account_claim set decided_at = now(), decided_by = '${people.county.id}', accepted = true`,
      ['import'],
    ),
    inserts(
      'an appointment',
      ['appointment.own_or_scope', 'appointment.import_role'],
      ({ people, houses }) =>
        `insert into appointment (id, account_id, organisation_id, post, from_day) values (gen_random_uuid(),
          '${people.works.id}', '${houses.works.id}', 'principal', '2026-11-23')`,
      [...workspeople, 'import'],
    ),
    changes(
      'the end of an appointment',
      ['appointment.own_or_scope', 'appointment.import_role'],
      ({ people }) =>
        `update appointment set ended_on = '2026-11-23' where account_id = '${people.works.id}'`,
      [...workspeople, 'import'],
    ),
    inserts(
      'a session',
      ['session.session_role'],
      ({ people }) =>
        `insert into session values ('\\x09', '${people.province.id}', now(), '2027-01-01', now())`,
      ['session'],
    ),
    inserts(
      'an attempt to sign in',
      ['sign_in_event.session_role'],
      () => `insert into sign_in_event (at, login, outcome, address) values (now(), 'x', 'y', 'z')`,
      ['session'],
    ),
    inserts(
      'a key of the works in the name of its officer',
      ['api_key.own', 'api_key.own_name', 'api_key.session_role'],
      ({ people, houses }) => key(`'${people.works.id}'`, houses.works.id),
      ['works', 'session'],
    ),
    inserts(
      "a key of the works in one's own name",
      ['api_key.own'],
      ({ houses }) => key('my_account()', houses.works.id),
      [...workspeople, 'session'],
    ),
    changes(
      'a key, revoked',
      ['api_key.own', 'api_key.session_role'],
      () => `update api_key set revoked_at = now() where id = '${rows.apiKey}'`,
      [...workspeople, 'session'],
    ),
  ];
}

function entries(): PolicyCase[] {
  return [
    inserts(
      "a record of the works in one's own name",
      ['entry.write_own'],
      ({ houses }) => insertEntry(houses.works),
      worksScope,
    ),
    inserts(
      "an act of the open case in one's own name",
      ['entry.write_own'],
      ({ houses }) => insertEntry(houses.works, { proceeding: rows.open }),
      [...worksScope, 'laboratory', 'maker'],
    ),
    inserts(
      'a record in the name of another person',
      ['entry.write_own'],
      ({ houses, people }) => insertEntry(houses.works, { account: `'${people.works.id}'` }),
      ['works'],
    ),
    inserts(
      'a record in the name of another house',
      ['entry.write_own'],
      ({ houses }) => insertEntry(houses.works, { house: `'${houses.county.id}'` }),
      ['county'],
    ),
    ...recorded(),
    inserts(
      'a photo, tied to a record',
      ['entry_file.by_entry_write', 'entry_file.recorder_writes'],
      ({ houses }) =>
        `insert into entry_file values ('${rows.unnamed}', '${rows.record}', '${houses.works.id}')`,
      ['works', 'recorder'],
    ),
    inserts("an upload of one's own", ['file.own'], () => upload('my_account()'), signedIn),
    inserts('an upload of another', ['file.own'], ({ people }) => upload(`'${people.works.id}'`), [
      'works',
    ]),
    inserts(
      'an announcement by a record',
      ['publication.by_entry'],
      () =>
        `insert into publication (id, kind, title, text, region, entry_id, at)
          values (gen_random_uuid(), 'notice', '公告', '内容', 360704, '${rows.record}', now())`,
      ['works'],
    ),
    ...disclosures(),
  ];
}

/** An act makes public what belongs to its own case, and nobody else's act does. */
function disclosures(): PolicyCase[] {
  const disclose = (proceeding: string, cause: string, what: string) => () =>
    `insert into disclosure values ('${proceeding}', '${cause}', ${what}, now())`;
  const policies = ['disclosure.by_cause'];
  return [
    inserts(
      'the disclosure of an act by one of the same case',
      policies,
      disclose(rows.open, rows.test, `'${rows.test}', null`),
      ['laboratory'],
    ),
    inserts(
      'the disclosure of an act of another case',
      policies,
      disclose(rows.open, rows.test, `'${rows.assignment}', null`),
      [],
    ),
    inserts(
      'the disclosure of a paper of the own case',
      policies,
      disclose(rows.hidden, rows.assignment, `null, '${rows.hiddenPaper}'`),
      ['city'],
    ),
    inserts(
      'the disclosure of a paper that the case does not name',
      policies,
      disclose(rows.open, rows.test, `null, '${rows.named}'`),
      [],
    ),
  ];
}

/** Records of many in one transaction: each must be its author's own, for the house where he holds a post. */
function recorded(): PolicyCase[] {
  const record = (cast: PolicyCast, change: Parameters<typeof insertEntry>[1] = {}) =>
    insertEntry(cast.houses.works, {
      account: `'${cast.people.works.id}'`,
      house: `'${cast.houses.works.id}'`,
      act: 'record',
      ...change,
    });
  const refused = (what: string, change: (cast: PolicyCast) => Parameters<typeof record>[1]) =>
    inserts(what, ['entry.recorder_writes'], (cast) => record(cast, change(cast)), []);
  return [
    inserts('a record of many', ['entry.recorder_writes'], (cast) => record(cast), [
      'works',
      'recorder',
    ]),
    refused('a record of many by a stranger to the house', ({ people }) => ({
      account: `'${people.elsewhere.id}'`,
    })),
    refused('a record of many in the name of another house', ({ houses }) => ({
      house: `'${houses.sibling.id}'`,
    })),
    inserts(
      'a correction among the records of many',
      ['entry.recorder_writes'],
      (cast) => record(cast, { act: 'amend' }),
      ['works'],
    ),
    inserts(
      'an act of a case among the records of many',
      ['entry.recorder_writes'],
      (cast) => record(cast, { proceeding: rows.open }),
      ['works'],
    ),
  ];
}

function matters(): PolicyCase[] {
  const parties: readonly Who[] = [...worksScope, 'laboratory', 'maker'];
  const move = (id: string) => () => `update proceeding set state = 'closed' where id = '${id}'`;
  return [
    inserts("a case of one's own", ['proceeding.opens'], () => opening('my_account()'), signedIn),
    inserts(
      'a case that another opens',
      ['proceeding.opens'],
      ({ people }) => opening(`'${people.county.id}'`),
      ['county'],
    ),
    changes('the open case', ['proceeding.moves'], move(rows.open), [...parties, 'sweep']),
    changes(
      'the unannounced check',
      ['proceeding.moves', 'proceeding.not_hidden'],
      move(rows.hidden),
      [...hiddenScope, 'sweep'],
    ),
    changes("a citizen's case", ['proceeding.moves'], move(rows.orphan), [...orphanScope, 'sweep']),
    changes('a case that a citizen handed over', ['proceeding.moves'], move(rows.handedOver), [
      ...orphanScope,
      'sweep',
    ]),
    inserts(
      'a seat in the unannounced check',
      ['seat.by_proceeding'],
      ({ houses }) =>
        `insert into seat values ('${rows.hidden}', 'platform', '${houses.sibling.id}')`,
      hiddenScope,
    ),
    changes(
      'a seat in the open case, taken away',
      ['seat.by_proceeding'],
      () => `delete from seat where proceeding_id = '${rows.open}'`,
      parties,
    ),
    inserts(
      'a clock of the unannounced check',
      ['clock.by_proceeding', 'clock.sweep_role'],
      ({ houses }) => clock(rows.hidden, houses.elsewhere),
      [...hiddenScope, 'sweep'],
    ),
    inserts(
      'a clock that says another territory than its case, so that others would see it',
      ['clock.by_proceeding', 'clock.sweep_role'],
      ({ houses }) => clock(rows.hidden, { ...houses.elsewhere, region: houses.works.region }),
      ['sweep'],
    ),
    inserts(
      'a clock that says other domains than its case',
      ['clock.by_proceeding', 'clock.sweep_role'],
      ({ houses }) =>
        clock(rows.hidden, { ...houses.elsewhere, domains: houses.elsewhere.domains + 1 }),
      ['sweep'],
    ),
    changes(
      'a clock of the open case',
      ['clock.by_proceeding', 'clock.sweep_role'],
      () => `update clock set paused = true where proceeding_id = '${rows.open}'`,
      [...parties, 'sweep'],
    ),
  ];
}

function key(account: string, house: string): string {
  return `insert into api_key (id, key_hash, name, account_id, organisation_id, created_at, expires_at)
    values (gen_random_uuid(), '\\x07', 'x', ${account}, '${house}', now(), '2027-01-01')`;
}

function clock(proceeding: string, { region, domains }: Pick<House, 'region' | 'domains'>): string {
  return `insert into clock values ('${proceeding}', 'other', 'laboratory', null, ${region}, ${domains}, 'duty',
    '2026-12-01', now(), false, true, 'v1', 'spot-check')`;
}

function upload(account: string): string {
  return `insert into file values ('${'d'.repeat(64)}', 1, 'image/png', ${account}, null, now())`;
}

function opening(account: string): string {
  return `insert into proceeding (id, procedure, definition_hash, opened_on, title, region, domains, state, opened_by,
    opened_at, last_at) values (gen_random_uuid(), 'p', '\\x00', '2026-11-23', 't', 360704, 1, 's', ${account}, now(), now())`;
}
