import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { loadLaw } from '#kernel/law.ts';
import { definitions } from '#law/all.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { cement } from '../law/product-setting.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';

/** A book of the test: what was packed, of which product. Its guard reads the product that the input picks. */
const packing = defineBook({
  id: 'packing',
  title: '包装记录',
  basis: ['guidance/2.3'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: { years: 1, policy: '测试。' },
  form: field.form({
    lines: field.rows('包装', {
      product: field.proceeding('产品', 'product-file'),
      bags: field.integer('袋数'),
    }),
  }),
  when: ({ products = [] }) => {
    const early = products.find(({ isSupplied }) => !isSupplied);
    return early === undefined ? undefined : `${early.name}还没有开始供应。`;
  },
});

const law = loadLaw([...definitions, packing], clauses, calendar);
const service = await startServer({ after }, { law });
const story = new Story(service);
let cast: Cast;

before(async () => {
  const { database } = service.context;
  cast = await seedCast(database);
  const rival = await seedOrganisation(database, {
    kind: 'enterprise',
    name: '于都雩山水泥厂',
    region: 360_731,
    business: 'producer',
    headcount: 40,
    products: ['cement'],
  });
  await seedPerson(database, {
    login: 'rival',
    name: '雩山',
    organisation: rival,
    posts: ['principal'],
  });
});

const packs = (product: string) => ({ input: { lines: [{ product, bags: 10 }] } });
const url = '/api/books/packing/records';

test('a product is picked by its file: the own one, which the guard then reads', async () => {
  story.on('2026-11-23');
  const input = {
    source: '公告',
    standards: [{ number: 'GB 175-2007', title: '水泥', from: '2008-06-01', classes: ['cement'] }],
  };
  await story.submits('leader', '/api/books/standard-register/records', { input });
  const about = { subject: cast.organisations.works.id };
  const file = await story.opens('officer', 'product-file', 'file', cement, about);
  await story.refused('officer', url, packs(file.id), {
    code: 'condition-unmet',
    sentence: /普通硅酸盐水泥还没有开始供应/,
  });
  const foreign = await story.refused('rival', url, packs(file.id), { code: 'invalid-input' });
  assert.deepEqual(foreign.issues, [
    { path: 'lines.0.product', sentence: '没有找到这一事项，请重新选择' },
  ]);
  const nobody = '0198c0de-0000-7000-8000-000000000001';
  await story.refused('officer', url, packs(nobody), { code: 'invalid-input' });
  const found = await story.opens(
    'officer',
    'corrective-action',
    'find',
    {
      source: 'other',
      foundOn: '2026-11-23',
      keyLink: '包装',
      description: '袋破',
      photos: [],
      containment: 'pending',
    },
    about,
  );
  const other = await story.refused('officer', url, packs(found.id), { code: 'invalid-input' });
  assert.match(other.issues?.[0]?.sentence ?? '', /类型不符/);
});
