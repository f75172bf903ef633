import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { KEY_TYPES, signerFromSeed } from '#ledger/keys.ts';
import type { Signer } from '#ledger/keys.ts';
import { audit } from '#server/audit/audit.ts';
import type { Context } from '#server/context.ts';
import { writeReference } from '#server/registry/reference.ts';
import { organisations } from '#world/firms.ts';
import { perform } from '#world/perform.ts';
import { performIfEmpty } from '#world/trial.ts';
import { startServer } from '../service.ts';

/** Two days of one firm: the whole world would only take time. */
const short = (context: Context, key: Signer) => perform(context, key, 2, ['kangmu']);

/** Plays and is then ended, as by a power cut. */
const brokenOff = async (context: Context, key: Signer) => {
  await short(context, key);
  throw new Error('the power is gone');
};

const openTrial = async (t: TestContext) => {
  const { context, databaseUrl } = await startServer({ after: (work) => t.after(work) });
  await writeReference(context.database);
  const seed = new Uint8Array(32).fill(1);
  const key = await signerFromSeed(context.settings.logOrigin, KEY_TYPES.log, seed);
  const files = mkdtempSync(path.join(tmpdir(), 'sifang-trial-'));
  t.after(() => rmSync(files, { recursive: true }));
  const count = async (table: string) => {
    const sql = `select count(*)::int as n from ${table}`;
    const [row] = await asOwner(databaseUrl, (owner) => owner.query<{ n: number }>(sql));
    return row!.n;
  };
  const start = (play = short) => performIfEmpty(context, key, { databaseUrl, files }, play);
  return { context, databaseUrl, files, count, start };
};

test('a trial is acted out once, and its photos lie in their folder', async (t) => {
  const { start, count, files } = await openTrial(t);
  assert.equal(await start(), true);
  const entries = await count('entry');
  assert.ok(entries > 50);
  assert.equal(await count('organisation'), organisations.length);
  assert.ok(existsSync(files) && readdirSync(files).length > 0);
  assert.equal(await start(() => assert.fail('it was acted out before')), false);
  assert.equal(await count('entry'), entries);
});

test('two that start at once act it out once', async (t) => {
  const { start, count } = await openTrial(t);
  let plays = 0;
  const counted = (context: Context, key: Signer) => {
    plays += 1;
    return short(context, key);
  };
  await Promise.all([start(counted), start(counted)]);
  assert.equal(plays, 1);
  assert.equal(await count('organisation'), organisations.length);
});

test('a trial that was broken off begins anew and leaves nothing of the first', async (t) => {
  const { start, count, context } = await openTrial(t);
  await assert.rejects(start(brokenOff), /the power is gone/);
  const regions = await count('region');
  assert.ok((await count('entry')) > 50);
  await start();
  assert.equal(await count('organisation'), organisations.length);
  assert.equal(await count('region'), regions);
  const { difference, counts } = await audit(context.database, {
    law: context.law,
    now: context.now(),
  });
  assert.equal(difference, undefined);
  assert.equal(counts.entries, await count('leaf'));
});

test('where somebody else has come since, nothing is thrown away', async (t) => {
  const { start, count, databaseUrl } = await openTrial(t);
  await assert.rejects(start(brokenOff));
  await asOwner(databaseUrl, (owner) =>
    owner.query(`insert into account (id, login, name, organisation_id, created_at)
      select gen_random_uuid(), 'real.person', '真实人员', id, now() from organisation limit 1`),
  );
  const entries = await count('entry');
  await start(() => assert.fail('somebody lives here'));
  assert.equal(await count('entry'), entries);
});

test('a register that somebody filled himself is no stage', async (t) => {
  const { start, databaseUrl, count } = await openTrial(t);
  await asOwner(databaseUrl, (owner) =>
    owner.query(`insert into organisation (id, kind, name, credit_code, region, domains)
      values (gen_random_uuid(), 'enterprise', '真实企业', '91360000MA00000001', 360000, 1)`),
  );
  await start(() => assert.fail('somebody lives here'));
  assert.equal(await count('account'), 0);
});
