import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';

const service = await startServer({ after });
const story = new Story(service);

const header = 'class,seq,product,licence,ccc,special_rules,risk_level';
const lines = {
  cement: '工业生产资料,1,水泥,是,否,,高',
  creative: '文教体育用品,2,文化创意用品,否,否,,低',
};

async function imports(from: string, ...rows: string[]) {
  const client = await story.as('leader');
  const about = { name: '目录.csv', year: from.slice(0, 4), source: '公告', commit: 'true', from };
  const bytes = new TextEncoder().encode([header, ...rows].join('\r\n'));
  const url = `/api/catalogue/import?${new URLSearchParams(about)}`;
  const { status, body } = await client.post(url, bytes);
  assert.equal(status, 200, JSON.stringify(body));
}

async function difference() {
  const options = { law: service.context.law, now: service.context.now() };
  return (await audit(service.context.database, options)).difference;
}

/** Two editions: the second names cement no more, which then is what it is without any. */
before(async () => {
  await seedCast(service.context.database);
  story.on('2026-11-02');
  await imports('2026-11-10', lines.cement, lines.creative);
  await imports('2027-01-01', lines.creative);
  await story.log();
});

test('the audit works the editions out from their records', async () => {
  assert.deepEqual(await difference(), undefined);
});

for (const [table, what, change] of [
  ['catalogue_item', 'a risk', `update catalogue_item set risk = 'low' where product = '水泥'`],
  ['catalogue_item', 'a line taken out', `delete from catalogue_item where product = '水泥'`],
  [
    'catalogue_item',
    'a day moved',
    `update catalogue_item set from_day = '2027-02-01' where from_day = '2027-01-01'`,
  ],
  [
    'product_class_version',
    'a licence no longer asked for',
    `update product_class_version set licence = false
     where class_id = 'cement' and from_day = '2026-11-10'`,
  ],
  [
    'product_class_version',
    'a fall back taken out',
    `delete from product_class_version where class_id = 'cement' and from_day = '2027-01-01'`,
  ],
] as const) {
  test(`${what}, changed by hand, is found`, async () => {
    const byOwner = (...statements: string[]) =>
      asOwner(service.databaseUrl, async (owner) => {
        for (const statement of statements) await owner.query(statement);
      });
    await byOwner(`create table kept as select * from ${table}`, change);
    assert.equal((await difference())?.table, table);
    const back = `insert into ${table} select * from kept`;
    await byOwner(`delete from ${table}`, back, 'drop table kept');
    assert.deepEqual(await difference(), undefined);
  });
}
