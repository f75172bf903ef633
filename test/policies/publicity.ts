import { changes, insertEntry, inserts, worksScope } from './case.ts';
import type { PolicyCase } from './case.ts';
import type { PolicyCast } from './cast.ts';
import { rows } from './rows.ts';
import type { Who } from './scene.ts';

/** Officials of the place who are market regulators. */
const regulators: readonly Who[] = ['county', 'city', 'province'];

/** What is published and taken back, the outbox to the credit sites, and what time writes. */
export const publicity: readonly PolicyCase[] = [
  ...reading(),
  ...withdrawals(),
  ...outbox(),
  ...byTime(),
];

function reading(): PolicyCase[] {
  const row = (
    what: string,
    policies: string[],
    from: string,
    may: readonly Who[],
  ): PolicyCase => ({
    what: `reads ${what}`,
    policies,
    sql: () => `select 1 from ${from}`,
    by: 'rows',
    may,
  });
  return [
    row(
      'an announcement that was withdrawn',
      ['publication.standing', 'publication.standing_or_own', 'publication.declarations'],
      `publication where id = '${rows.withdrawn}'`,
      [...worksScope, 'laboratory', 'audit', 'sweep', 'sender'],
    ),
    row(
      'an item of the outbox',
      ['dispatch.own_or_scope', 'dispatch.sender_role'],
      `dispatch where publication_id = '${rows.listing}'`,
      [...worksScope, 'sender'],
    ),
    {
      what: 'reads the name of whoever stands published',
      policies: ['organisation.published', 'organisation.sender_role'],
      sql: ({
        houses,
      }) => `select name, credit_code from organisation where id = '${houses.works.id}'
        and current_user in ('sifang_public', 'sifang_sender')`,
      by: 'rows',
      may: ['public', 'sender'],
    },
    {
      what: 'reads the name of a firm of which nothing is published',
      policies: ['organisation.published', 'organisation.sender_role'],
      sql: ({ houses }) => `select name from organisation where id = '${houses.elsewhere.id}'
        and current_user in ('sifang_public', 'sifang_sender')`,
      by: 'rows',
      may: ['sender'],
    },
  ];
}

function withdrawals(): PolicyCase[] {
  const withdraw = (id: string, by: string) => () =>
    `update publication set withdrawn_at = now(), withdrawn_by = '${by}' where id = '${id}'`;
  const policies = ['publication.withdrawn_by_act', 'publication.withdrawn_by_time'];
  return [
    changes(
      'an announcement, withdrawn by its own act',
      policies,
      withdraw(rows.listing, rows.test),
      ['laboratory'],
    ),
    changes('an announcement, withdrawn by time', policies, withdraw(rows.listing, rows.timed), [
      'sweep',
    ]),
    changes(
      'an announcement, withdrawn by an act of another case',
      policies,
      withdraw(rows.publication, rows.test),
      [],
    ),
    changes('a withdrawal, made again', policies, withdraw(rows.withdrawn, rows.test), []),
    changes('a withdrawal, made again by time', policies, withdraw(rows.withdrawn, rows.timed), []),
  ];
}

function outbox(): PolicyCase[] {
  const item = `where publication_id = '${rows.listing}'`;
  const policies = ['dispatch.followed_up', 'dispatch.sender_role'];
  return [
    changes(
      'an item that failed, to be sent again',
      policies,
      () => `update dispatch set state = 'due' ${item}`,
      [...regulators, 'sender'],
    ),
    changes(
      'an item, said to be withdrawn',
      policies,
      () => `update dispatch set state = 'withdrawn' ${item}`,
      ['sender'],
    ),
    changes(
      'an item, tried once more',
      policies,
      () => `update dispatch set attempts = 9 ${item}`,
      ['sender'],
    ),
    changes('an item, taken away', [], () => `delete from dispatch ${item}`, []),
    inserts(
      'an item past the act',
      [],
      () => `insert into dispatch (publication_id, site, action, region, domains, at, changed_at)
        values ('${rows.publication}', 'gsxt', 'publish', 360704, 1, now(), now())`,
      [],
    ),
  ];
}

function byTime(): PolicyCase[] {
  const signed = (account: string, house: string) => (cast: PolicyCast) =>
    insertEntry(cast.houses.works, { account, house, proceeding: rows.open }).replace(
      "'duty'",
      "'procedure'",
    );
  return [
    inserts('an entry that nobody signs', ['entry.by_time'], signed('time_account()', 'null'), [
      'sweep',
    ]),
    inserts(
      'an entry in the name of another',
      ['entry.by_time', 'entry.write_own'],
      (cast) => signed(`'${cast.people.works.id}'`, `'${cast.houses.works.id}'`)(cast),
      ['works'],
    ),
    changes(
      'a case that time ends',
      ['proceeding.sweep_role'],
      () => `update proceeding set state = 'ended' where id = '${rows.open}'`,
      [...worksScope, 'laboratory', 'maker', 'sweep'],
    ),
    inserts(
      'the account of nobody',
      [],
      () => `insert into account (id, login, name) values (time_account(), 'nobody', '无')`,
      ['session', 'import'],
    ),
  ];
}
