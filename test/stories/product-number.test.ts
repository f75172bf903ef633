import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cement, sheet } from '../law/product-setting.ts';
import { licence } from '../law/certificate-setting.ts';
import { asOwner } from '#db/owner.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
let first: Matter;

const works = () => ({ subject: cast.organisations.works.id });
const other = { ...cement, name: '矿渣硅酸盐水泥', model: 'P·S 32.5', code: undefined };
const taken = {
  code: 'condition-unmet',
  basis: ['guidance/2.5'],
  sentence: /已经用于“普通硅酸盐水泥 P·O 42\.5”的产品档案/,
} as const;
const files = (input: object) => story.opens('officer', 'product-file', 'file', input, works());

before(async () => {
  cast = await seedCast(service.context.database);
  await seedPerson(service.context.database, {
    login: 'granter',
    name: '许可处甲',
    organisation: cast.organisations.provinceRegulator,
    posts: ['case-officer'],
  });
  story.on('2026-11-23');
  const old = { number: 'GB 175-2007', title: '通用硅酸盐水泥', from: '2008-06-01' };
  await story.submits('leader', '/api/books/standard-register/records', {
    input: { source: '国家标准公告', standards: [{ ...old, classes: ['cement'] }] },
  });
  first = await files(cement);
});

test('a number that a product of the house bears is refused for a second one, in whatever length it is written', async () => {
  for (const code of [cement.code, `0${cement.code}`]) {
    await story.opensNot('officer', 'product-file', 'file', { ...other, code }, taken, works());
  }
  const second = await files(other);
  await second.refuses('officer', 'revise', { ...other, code: cement.code, reason: '补码' }, taken);
  await first.does('officer', 'revise', { ...cement, reason: '补商标' });
});

test('a number that a correction took off, or whose product is retired, is free', async () => {
  const bare = { ...cement, code: undefined, reason: '条码填错' };
  await first.does('officer', 'revise', bare);
  const second = await files({ ...other, model: 'P·S 42.5', code: cement.code });
  await second.does('officer', 'retire', { reason: '不再生产' });
  await first.does('officer', 'revise', { ...cement, reason: '恢复条码' });
});

test('of those that ask for a number at once one gets it', async () => {
  const client = await story.as('officer');
  const ask = (model: string) => {
    const input = { ...other, model, code: '6901234000009' };
    const id = newEntryId(service.clock.now());
    return client.post('/api/procedures/product-file', { id, act: 'file', input, ...works() });
  };
  // Nobody can write a product until all of them have looked, or wait for their turn to look.
  const answers = await asOwner(service.databaseUrl, async (connection) => {
    await connection.query('begin; lock table product in share mode');
    const asked = Promise.all(['甲', '乙', '丙'].map(ask));
    for (let waiting = 0; waiting < 3;) {
      const [row] = await connection.query<{ n: number }>(
        `select count(distinct pid)::int as n from pg_locks where not granted and (locktype = 'advisory'
           or relation = 'product'::regclass)`,
      );
      waiting = row?.n ?? 0;
    }
    await connection.query('commit');
    return asked;
  });
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((one, two) => one - two),
    [201, 422, 422],
  );
});

test('what was stopped gives its number free, and is not supplied again while another bears it', async () => {
  const paper = await story.filled('granter', licence);
  await story.opens('granter', 'production-licence', 'enter', paper, works());
  const made = { ...cement, model: 'P·O 52.5', code: '6901234000016' };
  const product = await files(made);
  await product.does('principal', 'declare', { truthful: true });
  await product.fills('officer', 'checkLabel', sheet());
  await product.does('officer', 'supply', { from: '2026-11-23' });
  await product.does('officer', 'stop', { reason: '检修' });
  const second = await files({ ...other, model: '52.5R', code: made.code });
  await product.does('officer', 'revise', { ...made, reason: '商标' });
  await product.does('principal', 'declare', { truthful: true });
  await product.fills('officer', 'checkLabel', sheet());
  await product.refuses(
    'officer',
    'supply',
    { from: '2026-11-23' },
    {
      code: 'condition-unmet',
      basis: ['guidance/2.5'],
      sentence: /已经用于“矿渣硅酸盐水泥 52\.5R”/,
    },
  );
  await second.does('officer', 'retire', { reason: '不再生产' });
  await product.does('officer', 'supply', { from: '2026-11-23' });
});
