import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { audit } from '#server/audit/audit.ts';
import type { RecordList } from '#server/entries/present.ts';
import type { BookImport } from '#server/imports/present.ts';
import type { LotDetail, LotList, LotSummary } from '#server/lots/present.ts';
import { writeTable } from '#server/tables/write-table.ts';
import { gauge, inspection, socketPlan, values } from '../law/inspection-setting.ts';
import { seedCast, seedOrganisation } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { licensed, seedGranter } from './certified.ts';

const service = await startServer({ after });
const story = new Story(service);
const records = (book: string) => `/api/books/${book}/records`;
const tests = records('ex-factory-inspection');
let cast: Cast;
let plan = '';
let buyer = '';

before(async () => {
  const { database } = service.context;
  cast = await seedCast(database);
  await seedGranter(database, cast);
  await licensed(story, cast.organisations.works.id, ['cement']);
  buyer = (
    await seedOrganisation(database, {
      kind: 'enterprise',
      name: '吉安市青原电器商行',
      region: 360_803,
      business: 'retail',
      headcount: 5,
      products: ['cement'],
    })
  ).id;
  story.on('2026-11-02');
  plan = (await story.submits('officer', records('inspection-plan'), { input: socketPlan })).id;
  const verified = { certificate: 'JD-1', doneOn: '2025-11-20', dueOn: '2026-12-19' };
  const instrument = { ...gauge, ...verified, files: [await story.paper('officer')] };
  await story.opens('officer', 'test-equipment', 'register', instrument, {
    subject: cast.organisations.works.id,
  });
  story.on('2026-11-06');
});

async function makes(number: string): Promise<LotSummary> {
  const product = { product: socketPlan.productName, model: 'GN-1', madeOn: '2026-11-01' };
  const input = { ...product, number, quantity: '1000', unit: '只', parts: [] };
  await story.submits('officer', records('lot-registration'), { input });
  return held(number);
}

async function held(number: string): Promise<LotSummary> {
  const { body } = await (await story.as('officer')).get<LotList>(`/api/lots?number=${number}`);
  return body.lots[0]!;
}

/** A lot as it was inspected, with so many bad pieces in the sample. */
function inspected({ id, number }: LotSummary, bad: number, own: object = {}) {
  const { officer, director } = cast.people;
  const people = { inspector: officer.id, signatory: director.id };
  const days = { producedOn: '2026-11-01', testedOn: '2026-11-06' };
  return inspection(bad, {
    plan,
    batch: number,
    lot: id,
    first: values(bad),
    certificateNumber: bad > 2 ? undefined : `HG-${number}`,
    ...days,
    ...people,
    ...own,
  });
}

const released = (lot: LotSummary, own: object = {}) => ({
  lot: lot.id,
  inspectedOn: '2026-11-06',
  conclusion: 'pass',
  quantity: '1000',
  certificate: `HG-${lot.number}`,
  report: [],
  inspector: cast.people.officer.id,
  ...own,
});

const sale = (lot: LotSummary, certificate: string, own: object = {}) => ({
  items: [{ lot: lot.id, quantity: '10', certificate }],
  buyerKind: 'registered',
  buyer,
  contact: '0796-8200000',
  soldOn: '2026-11-06',
  shippedOn: '2026-11-06',
  place: '赣州市赣县区',
  ...own,
});

/** Uploads releases as a table. */
async function imports(rows: readonly Readonly<Record<string, string>>[]) {
  const columns = Object.keys(rows[0]!).map((title) => ({ title, key: title }));
  const bytes = await writeTable({ sheet: '导入', columns, rows });
  const client = await story.as('officer');
  const url = '/api/books/lot-release/import?name=a.xlsx';
  const { body: begun } = await client.post<{ id: string }>(url, new Uint8Array(bytes));
  for (;;) {
    const { body } = await client.get<BookImport>(`/api/imports/${begun.id}`);
    if (body.state !== 'running') return body;
    await sleep(20);
  }
}

const row = ({ number }: LotSummary, own: Readonly<Record<string, string>> = {}) => ({
  批次: number,
  检验日期: '2026-11-06',
  出厂检验结论: '合格，放行',
  放行数量: '1000',
  检验合格证号: `HG-${number}`,
  检验人员: '钟伟',
  ...own,
});

test('a lot that failed is kept back, and no report, no table and no omission releases it', async () => {
  const lot = await makes('B-1');
  const { id: failed } = await story.submits('officer', tests, { input: inspected(lot, 3) });
  assert.equal((await held('B-1')).blocked, true);
  const gate = { code: 'condition-unmet', sentence: /批号B-1在2026-11-06的出厂检验中判定为不合格/ };
  const report = [await story.paper('officer')];
  const releases = records('lot-release');
  await story.refused('officer', releases, { input: released(lot, { report }) }, gate as never);
  const named = released(lot, { inspection: failed });
  await story.refused('officer', releases, { input: named }, gate as never);
  const { state, issues } = await imports([row(lot, await inspector())]);
  assert.equal(state, 'refused');
  assert.match(issues[0]!.sentence, /判定为不合格/);
  story.on('2026-11-06', '17:00');
  const retest = inspected(lot, 0, {
    attempt: 'retest',
    retestOf: failed,
    cause: '逐件挑选后复验',
  });
  await story.submits('officer', tests, { input: retest });
  assert.equal((await held('B-1')).blocked, false);
  await story.submits('officer', releases, { input: released(lot) });
  assert.equal((await held('B-1')).available, '1000');
});

/** The name of the person who tests, as a table has it. */
async function inspector() {
  const { body } = await (await story.as('officer')).get<{ account: { name: string } }>('/api/me');
  return { 检验人员: body.account.name };
}

test('a table releases lots that passed, each under its own number, without a column for files', async () => {
  const [one, two] = [await makes('B-2'), await makes('B-3')];
  await story.submits('officer', tests, { input: inspected(one, 0) });
  const who = await inspector();
  const untested = await imports([row(one, who), row(two, who)]);
  assert.deepEqual(
    untested.issues.map(({ line, sentence }) => [line, sentence]),
    [[3, '请选择出厂检验记录，或者上传出厂检验报告。']],
  );
  await story.submits('officer', tests, { input: inspected(two, 0) });
  // However many others were inspected since, and on whatever day.
  story.on('2026-11-07');
  for (let more = 1; more <= 21; more += 1) {
    const other = inspected({ ...two, number: `X-${more}` }, 0, { lot: undefined });
    await story.submits('officer', tests, { input: other });
  }
  const wrong = await imports([row(one, who), row(two, { ...who, 检验合格证号: 'HG-B-2' })]);
  assert.match(wrong.issues[0]?.sentence ?? '', /检验合格证号应为HG-B-3/);
  const right = await imports([row(one, who), row(two, who)]);
  assert.equal(right.state, 'done', JSON.stringify(right.issues));
  assert.equal((await held('B-3')).available, '1000');
});

test('a number of a certificate is one lot’s, in a table too', async () => {
  const lot = await makes('B-4');
  const report = [await story.paper('officer')];
  const input = released(lot, { report, certificate: 'HG-B-2' });
  await story.refused(
    'officer',
    records('lot-release'),
    { input },
    { code: 'condition-unmet', sentence: /HG-B-2已用于批号B-2的出厂检验/ },
  );
  await story.submits('officer', records('lot-release'), {
    input: { ...input, certificate: 'W-1', quantity: '400' },
  });
  await story.submits('officer', records('lot-release'), {
    input: { ...input, certificate: 'W-1', quantity: '100' },
  });
  const other = await makes('B-5');
  await story.refused(
    'officer',
    records('lot-release'),
    { input: released(other, { report, certificate: 'W-1' }) },
    { code: 'condition-unmet', sentence: /W-1已用于另一个批次的放行/ },
  );
});

test('a sale bears its lot’s number; a slip in it is put right after a recall, and nothing else is', async () => {
  const lot = await held('B-1');
  await story.refused(
    'officer',
    records('sales-record'),
    { input: sale(lot, 'WRONG-CERT') },
    { code: 'condition-unmet', sentence: /B-1放行的检验合格证号是HG-B-1，不是WRONG-CERT/ },
  );
  await story.submits('officer', records('sales-record'), { input: sale(lot, 'HG-B-1') });
  const client = await story.as('officer');
  const { body } = await client.get<RecordList>(records('sales-record'));
  const corrects = body.records[0]!.id;
  // What was recorded before the number was asked for.
  await asOwner(service.databaseUrl, (one) =>
    one.query(
      `insert into lot_block select seq, gen_random_uuid(), '${corrects}', now() from lot where number = 'B-1'`,
    ),
  );
  const reason = '登记有误';
  const again = { corrects, reason };
  const more = sale(lot, 'HG-B-1', {
    items: [{ lot: lot.id, quantity: '11', certificate: 'HG-B-1' }],
  });
  await story.refused(
    'officer',
    records('sales-record'),
    { input: more, ...again },
    { code: 'condition-unmet', sentence: /已被召回/ },
  );
  await story.submits('officer', records('sales-record'), {
    input: sale(lot, 'HG-B-1', { contact: '0796-8300000', shippedOn: '2026-11-05' }),
    ...again,
  });
  const { lot: after_, steps } = (await client.get<LotDetail>(`/api/lots/${lot.id}`)).body;
  assert.deepEqual([after_.onHand, after_.available], ['990', '0'], 'it is still kept back');
  const shipped = steps.filter(({ kind }) => kind === 'shipped');
  assert.deepEqual(
    shipped.map(({ on, quantity, to }) => [on, quantity, to]),
    [['2026-11-05', '10', buyer]],
  );
  await asOwner(service.databaseUrl, (one) =>
    one.query(`delete from lot_block where cause <> entry_id and entry_id = '${corrects}'`),
  );
});

test('the audit knows what kept lots back and what let them go, and finds a block that is gone', async () => {
  await story.log();
  const { law, now } = service.context;
  const run = async () => (await audit(service.context.database, { law, now: now() })).difference;
  assert.equal(await run(), undefined);
  const bad = await makes('B-6');
  await story.submits('officer', tests, { input: inspected(bad, 3) });
  await story.log();
  assert.equal(await run(), undefined);
  await asOwner(service.databaseUrl, (one) => one.query('delete from lot_block'));
  assert.equal((await run())?.table, 'lot_block');
});
