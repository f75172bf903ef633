import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/connect.ts';
import { freshDatabase } from '../database.ts';
import { definers } from './definers.ts';
import { rows as ids } from './rows.ts';
import { everybody, startScene, people } from './scene.ts';
import type { Who } from './scene.ts';

const scene = await startScene({ after });
const { rowsOf } = scene;

async function found(who: Who, query: string, kinds = 'null'): Promise<unknown[]> {
  const sql = `select name from organisation where id in (select found_organisations('${query}', ${kinds}, null))`;
  return (await rowsOf(who, sql)).map(({ name }) => name);
}

test('every function that looks past row security is known, and who may call it', async () => {
  const listed = await scene.owner.query<{ name: string; callers: string }>(
    `select p.proname as name, case when p.prorettype = 'trigger'::regtype then 'trigger'
       when p.proacl is null then 'everybody' else (
         select string_agg(case a.grantee when 0 then 'everybody' else a.grantee::regrole::text end, ' '
           order by a.grantee::regrole::text) from aclexplode(p.proacl) a where a.grantee <> p.proowner) end as callers
     from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
  );
  assert.deepEqual(
    Object.fromEntries(listed.map(({ name, callers }) => [name, callers])),
    definers,
  );
  const searching = await scene.owner.query(
    `select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
       and not coalesce(proconfig @> array['search_path=public, pg_temp'], false)`,
  );
  assert.deepEqual(
    searching,
    [],
    'their search path is fixed, so that nobody puts a table of his own before ours',
  );
});

test('a search takes % and _ as the signs that they are', async () => {
  for (const wildcard of ['%', '_', '%%', '%水泥', '瑞金%', '\\', '瑞金1__']) {
    const names = await found('otherCounty', wildcard);
    assert.ok(
      names.every((name) => String(name).includes(wildcard)),
      `${wildcard} finds ${names.join('、')}`,
    );
  }
  assert.deepEqual(await found('otherCounty', '100%绵江_水'), ['瑞金100%绵江_水泥有限公司']);
  assert.deepEqual(await found('otherCounty', '100_绵江_水'), []);
});

test("a search ends at the searcher's own scope", async () => {
  const finders: Who[] = [];
  for (const who of people) if ((await found(who, '绵江')).length > 0) finders.push(who);
  assert.deepEqual(finders, ['elsewhere', 'otherCounty', 'city', 'province', 'housingElsewhere']);
  assert.deepEqual(await found('nobody', '绵江'), []);
  assert.deepEqual(await found('province', '绵江', `array['laboratory']`), []);
  const [code] = await scene.owner.query<{ code: string }>(
    `select credit_code as code from organisation where id = '${scene.cast.houses.elsewhere.id}'`,
  );
  assert.deepEqual(await found('county', code!.code), []);
  assert.equal((await found('otherCounty', code!.code.toLowerCase())).length, 1);
});

test('a body is named to whoever has its id or whole code, never by a part of it', async () => {
  const { elsewhere } = scene.cast.houses;
  const byId = `select * from named_organisations(array['${elsewhere.id}']::uuid[], null)`;
  const [named] = await rowsOf('citizen', byId);
  assert.equal(named?.['id'], elsewhere.id);
  const { headcount, revenue_yuan: revenue, address, phone, domains } = named ?? {};
  assert.deepEqual([headcount, revenue, address, phone, domains], [null, null, '', '', 0]);
  assert.deepEqual(await rowsOf('nobody', byId), []);
  for (const part of ['%', '91360781%', '91360781', '']) {
    assert.deepEqual(
      await rowsOf('citizen', `select * from named_organisations(null, '${part}')`),
      [],
    );
  }
});

test('a principal is given by the regulator of the place alone, to a firm that nobody leads', async () => {
  const { elsewhere, laboratory } = scene.cast.houses;
  const give = (firm: string, login = 'given') =>
    `select give_first_account('${firm}', gen_random_uuid(), '${login}', '新', 'x', now(), '2026-11-23') as obstacle`;
  const unled = `update organisation set has_account = false where id = '${elsewhere.id}';`;
  const obstacle = async (who: Who, firm: string, before = unled) =>
    (await rowsOf(who, give(firm), before))[0]?.['obstacle'];
  const given: Who[] = [];
  for (const who of people) if ((await obstacle(who, elsewhere.id)) === null) given.push(who);
  assert.deepEqual(given, ['otherCounty', 'city', 'province']);
  assert.equal(await obstacle('otherCounty', laboratory.id), 'not-found');
  assert.equal(
    await obstacle(
      'otherCounty',
      elsewhere.id,
      `update organisation set has_account = true where id = '${elsewhere.id}';`,
    ),
    'has-one',
  );
  const closed = `${unled} update organisation set closed_on = '2026-11-20' where id = '${elsewhere.id}';`;
  assert.equal(await obstacle('otherCounty', elsewhere.id, closed), 'closed');
  const [taken] = await rowsOf('otherCounty', give(elsewhere.id, 'works'), unled);
  assert.equal(taken?.['obstacle'], 'login-taken');
  for (const who of ['public', 'session', 'import', 'sweep'] as const) {
    assert.ok('refused' in (await scene.as(who, give(elsewhere.id))), who);
  }
});

test('officials are named, citizens and staff of enterprises are not', async () => {
  const all = Object.values(scene.cast.people).map(({ id }) => `'${id}'`);
  const sql = `select id from named_officials(array[${all.join()}]::uuid[])`;
  const named = (await rowsOf('works', sql)).map(({ id }) => id);
  const { works, sibling, elsewhere, complainant, citizen, operator, county, laboratory } =
    scene.cast.people;
  for (const { id } of [works, sibling, elsewhere, complainant, citizen, operator]) {
    assert.ok(!named.includes(id));
  }
  for (const { id } of [county, laboratory]) assert.ok(named.includes(id));
  assert.deepEqual(await rowsOf('nobody', sql), []);
});

test('whether an entry stands in the log is told to anybody by its whole number, and nothing of what it says', async () => {
  const asked = (id: string) => `select * from logged_entry('${id}')`;
  const [told] = await rowsOf('public', asked(ids.record));
  assert.deepEqual(Object.keys(told ?? {}), ['index', 'content_hash']);
  assert.deepEqual(await rowsOf('public', asked(ids.apiKey)), []);
  for (const who of everybody.filter((one) => one !== 'public')) {
    const outcome = await scene.as(who, asked(ids.record));
    assert.match('refused' in outcome ? outcome.refused : '', /^42501/, who);
  }
});

test('a decision knows whom it is about, by the id alone and for people only', async () => {
  const facts = `select * from subject_facts('${scene.cast.houses.elsewhere.id}', '2026-11-23')`;
  assert.equal((await rowsOf('citizen', facts)).length, 1);
  assert.deepEqual(await rowsOf('nobody', facts), []);
  for (const who of [
    'public',
    'session',
    'sequencer',
    'sweep',
    'import',
    'audit',
    'sender',
  ] as const) {
    assert.ok('refused' in (await scene.as(who, facts)), who);
  }
});

test('a photo is known as used to whoever holds its hash, and nothing else is told', async () => {
  const used = (hash: string, but = 'gen_random_uuid()') =>
    `select file_was_used('${hash}', ${but}) as used`;
  assert.deepEqual(await rowsOf('citizen', used(ids.named)), [{ used: true }]);
  assert.deepEqual(await rowsOf('citizen', used(ids.named, `'${ids.record}'`)), [{ used: false }]);
  assert.deepEqual(await rowsOf('citizen', used(ids.unnamed)), [{ used: false }]);
  assert.deepEqual(await rowsOf('citizen', used(`${ids.named.slice(0, -1)}%`)), [{ used: false }]);
  assert.deepEqual(await rowsOf('nobody', used(ids.named)), [{ used: false }]);
});

test('only those seated are seated, and a case is hidden from those it names', async () => {
  const who = async (sql: string) => {
    const yes: Who[] = [];
    for (const one of [...people, 'nobody' as const]) {
      if ((await rowsOf(one, `select ${sql} as yes`))[0]?.['yes'] === true) yes.push(one);
    }
    return yes;
  };
  assert.deepEqual(await who(`is_seated('${ids.orphan}')`), ['complainant']);
  assert.deepEqual(await who(`is_seated('${ids.hidden}')`), [
    'elsewhere',
    'maker',
    'city',
    'laboratory',
  ]);
  assert.deepEqual(await who(`is_hidden('${ids.hidden}')`), ['elsewhere', 'maker']);
  assert.deepEqual(await who(`is_hidden('${ids.open}')`), []);
});

const scope = 'region between my_region_lo() and my_region_hi() and domains & my_domains() <> 0';

/** What a function says of each row that there is, and the query whose rows are the answer by the row's own policy. */
const sameAsPolicies: readonly (readonly [said: string, seen: string])[] = [
  ['sees_proceeding(id) from proceeding', 'id from proceeding'],
  ['sees_entry(organisation_id, id) from entry', 'id from entry'],
  ['sees_file(file_hash) from entry_file', 'file_hash as id from entry_file'],
  ['is_in_scope(id) from organisation', `id from organisation where ${scope}`],
];

test('what a function says of a row is what the policy of its table says', async () => {
  for (const [said, seen] of sameAsPolicies) {
    const [call = '', table = ''] = said.split(' from ');
    const column = table === 'entry_file' ? 'file_hash' : 'id';
    const taken = /\((.*)\)/.exec(call)![1]!;
    const all = await scene.owner.query(`select distinct ${taken}, ${column} as id from ${table}`);
    for (const who of [...people, 'nobody' as const]) {
      const told: string[] = [];
      for (const row of all) {
        const values = taken.split(', ').map((name) => `'${String(row[name])}'`);
        const sql = `select ${call.replace(/\(.*\)/, `(${values.join(', ')})`)} as yes`;
        if ((await rowsOf(who, sql))[0]?.['yes'] === true) told.push(String(row['id']));
      }
      const rows = await rowsOf(who, `select distinct ${seen}`);
      const seenIds = rows.map(({ id }) => String(id));
      assert.deepEqual(new Set(told), new Set(seenIds), `${who} ${said}`);
    }
  }
});

test('the public reads of a case what was disclosed, and nobody reads it by these functions but the public', async () => {
  const entries = (id: string) => `select id from disclosed_entries('${id}')`;
  const cases = (id: string) =>
    `select id from disclosed_proceedings('spot-check', '${id}', 10, 0)`;
  assert.deepEqual(await rowsOf('public', entries(ids.open)), [{ id: ids.test }]);
  assert.deepEqual(await rowsOf('public', cases(ids.open)), [{ id: ids.open }]);
  for (const hidden of [ids.hidden, ids.orphan]) {
    assert.deepEqual(await rowsOf('public', entries(hidden)), []);
    assert.deepEqual(await rowsOf('public', cases(hidden)), []);
  }
  // Whoever watches over it is named where it is a body, and nobody who sits there as a person.
  const { houses, people: persons } = scene.cast;
  const witness = (seat: string) => `insert into seat values ('${ids.open}', 'witness', ${seat});`;
  const sat = witness(`'${houses.city.id}', null`) + witness(`null, '${persons.citizen.id}'`);
  const named = await scene.as('public', cases(ids.open).replace('id', 'witness'), sat);
  assert.deepEqual(named, { rows: [{ witness: '赣州市市场监督管理局' }] });
  for (const who of everybody.filter((one) => one !== 'public')) {
    const outcome = await scene.as(who, entries(ids.open));
    assert.ok('refused' in outcome && outcome.refused.startsWith('42501'), who);
  }
});

test('findings are counted within the territory and the domains of the asker', async () => {
  const open = `update proceeding set procedure = 'corrective-action', closed_at = null, hidden_from = '{}';`;
  const seen = `select region, count(*)::int as open from proceeding
    where region between my_region_lo() and my_region_hi() and domains & my_domains() <> 0 group by 1 order by 1`;
  const told = 'select region, open from open_findings(0, 999999, -1, null, now()) order by 1';
  const counting: Who[] = [];
  for (const who of everybody) {
    const [own, all] = [await scene.as(who, told, open), await scene.as(who, seen, open)];
    if (!('rows' in own)) assert.match(own.refused, /^42501/, who);
    else if (own.rows.length > 0) {
      assert.deepEqual(own, all, who);
      counting.push(who);
    }
  }
  assert.ok(counting.includes('otherCounty') && counting.includes('housing'), counting.join());
  assert.ok(!counting.includes('works') && !counting.includes('citizen'), counting.join());
});

test('sums are folded and partitions made by those who have to, and noted by the triggers alone', async () => {
  const callers: Readonly<Record<string, readonly Who[]>> = {
    [`fold_duty_changes('{daily-control}', '{2026-11-01}')`]: ['sweep'],
    [`ensure_entry_partitions('2031-01-01', 1)`]: ['sweep', 'import'],
    [`note_duty_change('{}')`]: [],
  };
  for (const [call, may] of Object.entries(callers)) {
    for (const who of everybody) {
      const outcome = await scene.as(who, `select ${call}`);
      assert.equal('rows' in outcome, may.includes(who), `${who} ${call}`);
      if ('refused' in outcome) assert.match(outcome.refused, /^42501/);
    }
  }
});

test('an entry is erased only by whoever approved it, after another asked, and never twice', async () => {
  const { people: who, houses } = scene.cast;
  const [request, approval, matter] = ['f1', 'f2', 'f3'].map(
    (end) => `019ab000-0000-7000-8000-0000000000${end}`,
  );
  const bytes = `'\\x${'00'.repeat(32)}'`;
  const written = (id: string, act: string, account: string, input: object) =>
    `insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act, proceeding_id, at,
      account_id, posts, input, salt, content_hash, request_hash) values ('${houses.county.id}', '${id}', 360704, 1,
      'procedure', 'entry-erasure', '\\x00', '${act}', '${matter}', now(), '${account}', '{}',
      '${JSON.stringify(input)}', ${bytes}, ${bytes}, '\\x00');`;
  const asked = (entry: string) => ({ entry, basis: '依据', reason: '理由' });
  const both = (entry: string, by = who.city.id, approver = who.county.id) =>
    written(request!, 'request', by, asked(entry)) + written(approval!, 'approve', approver, {});
  const erase = (entry: string, by = approval) => `select erase_entry('${entry}', '${by}')`;
  const attempt = async (actor: Who, sql: string, before: string) => {
    const outcome = await scene.as(actor, sql, before);
    return 'rows' in outcome ? 'erased' : outcome.refused.slice(0, 5);
  };
  await scene.owner.query('delete from erasure');
  assert.equal(await attempt('county', erase(ids.record), both(ids.record)), 'erased');
  for (const other of everybody.filter((one) => one !== 'county')) {
    assert.equal(await attempt(other, erase(ids.record), both(ids.record)), '42501', other);
  }
  const alone = both(ids.record, who.county.id);
  assert.equal(await attempt('county', erase(ids.record), alone), '42501', 'the same person');
  assert.equal(await attempt('county', erase(ids.tip), both(ids.record)), '42501', 'another entry');
  assert.equal(await attempt('county', erase(ids.record, request), both(ids.record)), '42501');
  assert.equal(await attempt('county', erase(ids.record), ''), '42501', 'no approval');
  assert.equal(await attempt('county', erase(ids.assignment), both(ids.assignment)), '42501');
  assert.equal(await attempt('county', erase(request!), both(request!)), '42501', 'an erasure');
  assert.equal(await attempt('county', erase(ids.test), both(ids.test)), '55000', 'an open case');
  const twice = `${both(ids.record)} insert into erasure values ('${ids.record}', '${houses.works.id}', '依据', '理由',
    '${who.city.id}', '${who.county.id}', '${approval}', now());`;
  assert.equal(await attempt('county', erase(ids.record), twice), '23505');
});

test('nobody signs in as a role, and no role has more than its grants', async () => {
  const roles = await scene.owner.query(
    `select rolname from pg_roles where rolname like 'sifang\\_%' and rolname <> 'sifang_owner'
       and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
  );
  assert.deepEqual(roles, []);
  const members = await scene.owner.query(
    `select m.roleid::regrole::text from pg_auth_members m join pg_roles r on r.oid = m.member
     where r.rolname like 'sifang\\_%' and r.rolname <> 'sifang_owner' and not r.rolsuper`,
  );
  assert.deepEqual(members, [], 'no role holds another one');
});

test('the settings of one transaction are gone in the next on the same connection', async (t) => {
  const { url } = await freshDatabase(t);
  const database: Database = openDatabase(url, { max: 1 });
  t.after(() => database.close());
  const actor = {
    account: scene.cast.people.province.id,
    organisation: scene.cast.houses.province.id,
    party: 'regulator',
    posts: ['leader'],
    region: { lo: 360_000, hi: 369_999 },
    domains: 0x7f_ff_ff_ff,
  };
  const read = `select my_account() as account, my_organisation() as organisation, my_posts() as posts,
    my_region_lo() as lo, my_region_hi() as hi, my_domains() as domains, current_user::text as role`;
  const [inside] = await database.as(actor, (tx) => tx.rows(read));
  assert.equal(inside?.['hi'], 369_999);
  const [next] = await database.asSystem('public', (tx) => tx.rows(read));
  assert.deepEqual(next, {
    account: null,
    organisation: null,
    posts: [],
    lo: 1,
    hi: 0,
    domains: 0,
    role: 'sifang_public',
  });
});
