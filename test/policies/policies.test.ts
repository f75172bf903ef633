import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyCase } from './case.ts';
import { publicity } from './publicity.ts';
import { certificates } from './certificates.ts';
import { lots } from './goods/lots.ts';
import { epcis } from './goods/epcis.ts';
import { products } from './goods/products.ts';
import { recalls } from './goods/recalls.ts';
import { reading } from './reading.ts';
import { everybody, withScene } from './scene.ts';
import type { Outcome, PolicyScene, Who } from './scene.ts';
import { writing } from './writing.ts';
import { writingDown } from './writing-down.ts';

/**
 * What row security lets through, as a table: each case names one act on one row and everybody who may; all others of
 * the cast are tried and must get nothing.
 *
 * The trust boundary: policies believe the settings `sifang.*` and the role, which the server sets from the session
 * when it opens a transaction (`src/db/actor.ts`). Whoever could send SQL of his own could set them too; that nobody
 * can is the server's part (placeholders only, one statement a message) and is tested in `src/db/transaction.test.ts`.
 */
const cases: readonly PolicyCase[] = [
  ...reading,
  ...writing,
  ...writingDown,
  ...publicity,
  ...certificates,
  ...lots,
  ...epcis,
  ...products,
  ...recalls,
];

interface Policy {
  readonly name: string;
  readonly table: string;
  readonly policy: string;
  readonly permissive: string;
  readonly cmd: string;
  readonly using: string | null;
  readonly check: string | null;
}

test('each row is seen and changed by those who may, and by nobody else', async (t) => {
  await withScene(t, async (scene) => {
    for (const one of cases) {
      await t.test(one.what, async () => {
        assert.deepEqual(
          await whoCan(scene, one),
          [...everybody].filter((who) => one.may.includes(who)),
        );
      });
    }
  });
});

test('every table has row security, and every policy a case that names it', async (t) => {
  await withScene(t, async ({ owner }) => {
    const bare = await owner.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and not relrowsecurity`,
    );
    assert.deepEqual(bare, []);
    const named = new Set(cases.flatMap(({ policies }) => policies));
    const policies = await policiesOf(owner);
    const known = policies.map(({ name }) => name);
    assert.ok(known.length > 80, 'too few policies were found');
    assert.deepEqual(
      known.filter((name) => !named.has(name)),
      [],
      'policies without a case',
    );
    assert.deepEqual(
      [...named].filter((name) => !known.includes(name)),
      [],
      'cases of no policy',
    );
    const tables = await owner.query<{ relname: string }>(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
         and not relispartition`,
    );
    const texts = cases.map((one) => one.sql(anyCast).toLowerCase()).join('\n');
    const untried = tables.filter(({ relname }) => !new RegExp(`\\b${relname}\\b`).test(texts));
    assert.deepEqual(untried, [], 'tables without a case');
  });
});

test('partitions that are made later have row security too', async (t) => {
  await withScene(t, async ({ owner, as }) => {
    await owner.query(`select ensure_entry_partitions('2031-01-01', 2)`);
    const made = await owner.query(
      `select relname, relrowsecurity from pg_class where relname like 'entry_2031__' order by 1`,
    );
    assert.deepEqual(made, [
      { relname: 'entry_203101', relrowsecurity: true },
      { relname: 'entry_203102', relrowsecurity: true },
    ]);
    await owner.query(`select ensure_epcis_partitions('2031-01-01', 2)`);
    const traces = await owner.query(
      `select relname, relrowsecurity from pg_class where relname ~ '^epcis_(event|mention)_2031..$' order by 1`,
    );
    assert.deepEqual(
      traces.map(({ relname, relrowsecurity }) => [relname, relrowsecurity]),
      ['event_203101', 'event_203102', 'mention_203101', 'mention_203102'].map((name) => [
        `epcis_${name}`,
        true,
      ]),
    );
    for (const who of everybody) {
      assert.match(said(await as(who, 'select 1 from entry_203101')), /^42501/, who);
      assert.match(said(await as(who, 'select 1 from epcis_event_203101')), /^42501/, who);
    }
  });
});

test('every policy is needed: without it, or with it loosened, one of its cases fails', async (t) => {
  await withScene(t, async (scene) => {
    const unneeded: string[] = [];
    // An UPDATE with a WHERE passes the policy for reading too, and here the two say the same.
    const repeated = ['alter policy mine_update on notification using (true);'];
    for (const policy of await policiesOf(scene.owner)) {
      for (const change of mutationsOf(policy)) {
        if (!(await isNoticed(scene, policy, change))) unneeded.push(change);
      }
    }
    assert.deepEqual(unneeded, repeated);
  });
});

async function isNoticed(scene: PolicyScene, policy: Policy, change: string): Promise<boolean> {
  for (const one of cases.filter(({ policies }) => policies.includes(policy.name))) {
    for (const who of everybody) {
      if ((await can(scene, one, who, change)) !== one.may.includes(who)) return true;
    }
  }
  return false;
}

/** A policy taken away, and its conditions loosened one at a time where it has any. */
function mutationsOf({ table, policy, using, check }: Policy): string[] {
  const on = `${policy} on ${table}`;
  const isOpen = (condition: string | null) => condition === null || condition === 'true';
  return [
    `drop policy ${on};`,
    ...(isOpen(using) ? [] : [`alter policy ${on} using (true);`]),
    ...(isOpen(check) ? [] : [`alter policy ${on} with check (true);`]),
  ];
}

function policiesOf(owner: PolicyScene['owner']): Promise<Policy[]> {
  return owner.query<Policy>(
    `select tablename || '.' || policyname as name, tablename as table, policyname as policy, permissive, cmd,
       qual as using, with_check as check from pg_policies where schemaname = 'public' order by 1`,
  );
}

async function whoCan(scene: PolicyScene, one: PolicyCase): Promise<Who[]> {
  const found: Who[] = [];
  for (const who of everybody) if (await can(scene, one, who)) found.push(who);
  return found;
}

async function can(scene: PolicyScene, one: PolicyCase, who: Who, before?: string) {
  const outcome = await scene.as(who, one.sql(scene.cast), before);
  if ('rows' in outcome) return one.by === 'accepted' || outcome.rows.length > 0;
  // Only what the policies let through comes to a constraint.
  if (outcome.refused.startsWith('23')) return true;
  // Row security and missing grants have one code; any other would be a mistake of the case.
  assert.match(outcome.refused, /^42501/, `${who} ${one.what}: ${outcome.refused}`);
  return false;
}

function said(outcome: Outcome): string {
  return 'refused' in outcome ? outcome.refused : `${outcome.rows.length} rows`;
}

/** Stands for the cast where only the text of a statement matters. */
const anyCast = {
  houses: new Proxy({}, { get: () => ({ id: '', region: 0, domains: 0 }) }),
  people: new Proxy({}, { get: () => ({ id: '' }) }),
} as never;
