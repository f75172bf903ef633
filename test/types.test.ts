import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { freshDatabase } from '#test/database.ts';
import { describeTypes, typesFile } from '../scripts/types.ts';

test('the types of tables are those of the migrated database', async (t) => {
  const { url } = await freshDatabase(t);
  const wanted = await describeTypes(url);
  assert.ok(readFileSync(typesFile, 'utf8') === wanted, 'out of date: run node scripts/types.ts');
});

test('comments, lists and arrays show in the types', async (t) => {
  const { url } = await freshDatabase(t);
  await asOwner(url, (owner) =>
    owner.query(`
      create domain share as numeric(5, 2);
      create table aaa_sample (
        id bigint generated always as identity primary key,
        state text not null default 'open' check (state in ('open', 'it''s shut')),
        taken_at timestamptz not null default now(), taken_on date,
        hash bytea, codes text[] not null, form jsonb not null, part share,
        "group" text);
      comment on table aaa_sample is 'One sample.';
      comment on column aaa_sample.part is 'Percent.'`),
  );
  const text = await describeTypes(url);
  const own = text.slice(
    text.indexOf('/** One sample. */'),
    text.indexOf('}\n', text.indexOf('AaaSample')),
  );
  assert.equal(
    own,
    `/** One sample. */
export interface AaaSample {
  id: number;
  state: 'open' | "it's shut";
  taken_at: Instant;
  taken_on: PlainDate | null;
  hash: Buffer | null;
  codes: string[];
  form: unknown;
  /** Percent. */
  part: string | null;
  group: string | null;
`,
  );
});

test('a column type without a translation is refused', async (t) => {
  const { url } = await freshDatabase(t);
  await asOwner(url, (owner) => owner.query('create table odd (place point)'));
  await assert.rejects(describeTypes(url), /no type for odd\.place, which is point/);
});
