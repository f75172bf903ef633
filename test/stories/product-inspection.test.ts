import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Severity } from '#insight/sampling/tables.ts';
import { gauge, inspection, socketPlan, values } from '../law/inspection-setting.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import type { Equipment, Preview, ReadValues } from '#server/inspections/present.ts';
import { readTable } from '#server/tables/read-table.ts';
import { Story } from './case-file.ts';
import { download } from './download.ts';

const service = await startServer({ after });
const story = new Story(service);
const out = '/api/books/ex-factory-inspection/records';
const plans = '/api/books/inspection-plan/records';
let cast: Cast;
let plan = '';
before(async () => {
  cast = await seedCast(service.context.database);
});

const calibrated = (doneOn: string, dueOn: string, files: string[]) => ({
  kind: gauge.kind,
  certificate: `JD-${doneOn}`,
  issuer: gauge.issuer,
  doneOn,
  dueOn,
  files,
});

/** A lot of sockets with so many bad ones; its outcome is computed as screens compute it. */
function lot(batch: string, bad: number, testedOn: string, severity: Severity = 'normal') {
  const { officer, director } = cast.people;
  const people = { inspector: officer.id, signatory: director.id };
  const own = { plan, batch, testedOn, producedOn: '2026-10-20', first: values(bad), ...people };
  const made = inspection(bad, own, severity);
  return made.outcome.verdict === 'pass' ? { ...made, certificateNumber: `HG-${batch}` } : made;
}

test('without a plan and calibrated equipment nothing is inspected', async () => {
  story.on('2026-11-02');
  plan = (await story.submits('officer', plans, { input: socketPlan })).id;
  await story.refused(
    'officer',
    out,
    { input: lot('B-1', 0, '2026-11-02') },
    {
      code: 'condition-unmet',
      basis: ['guidance/2.4', 'product-quality-law/12', 'product-quality-law/27'],
      sentence: /没有编号为“SB-01”的在用检验设备/,
    },
  );
  const paper = await story.paper('officer', 'verification');
  await story.opens(
    'officer',
    'test-equipment',
    'register',
    { ...gauge, ...calibrated('2025-11-20', '2026-11-19', [paper]) },
    { subject: cast.organisations.works.id },
  );
  await story.submits('officer', out, { input: lot('B-1', 0, '2026-11-02') });
});

test('a typed verdict is refused, a failed lot opens a corrective action', async () => {
  story.on('2026-11-03');
  const bad = lot('B-2', 3, '2026-11-03');
  const lie = {
    ...bad,
    outcome: { ...bad.outcome, verdict: 'pass' },
    certificateNumber: 'HG-B-2',
  };
  await story.refused(
    'officer',
    out,
    { input: lie },
    {
      code: 'condition-unmet',
      sentence: /判定应为：正常检验，样本量80，Ac 2，Re 3，发现3，不合格/,
    },
  );
  await story.submits('officer', out, { input: bad });
  const client = await story.as('director');
  const { body } = await client.get<{ proceedings: { title: string }[] }>(
    '/api/proceedings?procedure=corrective-action',
  );
  assert.equal(body.proceedings.length, 1);
});

test('the second refused lot tightens inspection, whoever records the next one', async () => {
  story.on('2026-11-04');
  await story.submits('officer', out, { input: lot('B-3', 4, '2026-11-04') });
  await story.refused(
    'principal',
    out,
    { input: lot('B-4', 2, '2026-11-04') },
    {
      code: 'condition-unmet',
      sentence: /加严检验，样本量80，Ac 1，Re 2，发现2，不合格/,
    },
  );
  await story.submits('principal', out, { input: lot('B-4', 1, '2026-11-04', 'tightened') });
});

test('a retest stands beside the first result with its cause, a correction replaces it with a reason', async () => {
  story.on('2026-11-05');
  const client = await story.as('officer');
  type Listed = { records: { id: string; input: { batch: string; attempt: string } }[] };
  const list = async () => (await client.get<Listed>(`${out}?q=B-3`)).body.records;
  const [first] = await list();
  const again = lot('B-3', 0, '2026-11-05', 'tightened');
  await story.refused(
    'officer',
    out,
    { input: again },
    {
      code: 'condition-unmet',
      sentence: /已有检验记录/,
    },
  );
  const retest = { ...again, attempt: 'retest', retestOf: first!.id, cause: '逐件挑选后重新提交' };
  const { id } = await story.submits('officer', out, { input: retest });
  assert.equal((await list()).length, 2);
  // Putting a slip right is no second inspection: the record that it corrects no longer stands in the way.
  const right = { ...retest, note: '补记检验室温度23℃' };
  await story.refused('officer', out, { input: right, corrects: id }, { code: 'reason-required' });
  await story.submits('officer', out, { input: right, corrects: id, reason: '漏记温度' });
});

test('when the verification has run out nothing more is tested with it until it was done again', async () => {
  story.on('2026-11-20');
  await story.refused(
    'officer',
    out,
    { input: lot('B-5', 0, '2026-11-20', 'tightened') },
    {
      code: 'condition-unmet',
      sentence: /“SB-01”的检定、校准已到期/,
    },
  );
  const client = await story.as('officer');
  type Listed = { proceedings: { id: string }[] };
  const found = await client.get<Listed>('/api/proceedings?procedure=test-equipment');
  const paper = await story.paper('officer', 'again');
  const input = { ...calibrated('2026-11-20', '2027-11-19', [paper]), result: 'pass' };
  const url = `/api/proceedings/${found.body.proceedings[0]!.id}/acts/calibrate`;
  await story.submits('officer', url, { input });
  await story.submits('officer', out, { input: lot('B-5', 0, '2026-11-20', 'tightened') });
});

test('a new edition of the plan ends the old one', async () => {
  story.on('2026-11-23');
  await story.submits('officer', plans, { input: { ...socketPlan, title: '第二版' } });
  await story.refused(
    'officer',
    out,
    { input: lot('B-6', 0, '2026-11-23', 'tightened') },
    {
      code: 'condition-unmet',
      sentence: /JY-01已有新版本/,
    },
  );
});

test('a slip in an old record is put right as of then, under its own plan and severity', async () => {
  story.on('2026-11-24');
  const client = await story.as('officer');
  type Listed = { records: { id: string; input: ReturnType<typeof lot> }[] };
  const { body } = await client.get<Listed>(`${out}?q=HG-B-1`);
  const { id, input } = body.records[0]!;
  assert.equal(input.outcome.severity, 'normal');
  const asked = `book=ex-factory-inspection&plan=${input.plan}&lotSize=1000&corrects=${id}`;
  const { body: then } = await client.get<Preview>(`/api/inspections/preview?${asked}`);
  assert.deepEqual(then.stages, [{ size: 80, accept: 2, reject: 3 }]);
  const right = { ...input, note: '补记样品编号' };
  // The outcome is judged again all the same.
  const wrong = { ...right, outcome: { ...input.outcome, found: 1 } };
  const why = { corrects: id, reason: '漏记样品编号' };
  await story.refused(
    'officer',
    out,
    { input: wrong, ...why },
    {
      code: 'condition-unmet',
      sentence: /发现0，合格/,
    },
  );
  await story.submits('officer', out, { input: right, ...why });
});

test('an entrusted body reports within its scope and validity, and no longer', async () => {
  story.on('2026-11-24');
  const paper = await story.paper('officer', 'report');
  const scope = socketPlan.items.map(({ item, method }) => ({ item, method }));
  const body = {
    name: '赣州检验所',
    certificateNumber: '231400000001',
    issuer: '江西省市场监督管理局',
    validUntil: '2026-12-31',
    scope,
    files: [paper],
  };
  const bodies = '/api/books/entrusted-laboratory/records';
  const { id } = await story.submits('officer', bodies, { input: body });
  const entrusted = { body: id, reportNumber: 'W-1', report: [paper] };
  const own = await standing();
  const by = (batch: string, testedOn: string) => ({
    ...lot(batch, 0, testedOn, 'tightened'),
    plan: own,
    laboratory: 'entrusted',
    equipment: [],
    entrusted,
  });
  await story.submits('officer', out, { input: by('W-1', '2026-11-24') });
  story.on('2027-01-05');
  await story.refused(
    'officer',
    out,
    { input: by('W-2', '2027-01-05') },
    {
      code: 'condition-unmet',
      sentence: /资质认定证书已于2026-12-31到期/,
    },
  );
  const narrow = { ...body, validUntil: '2032-12-31', scope: scope.slice(0, 1) };
  await story.submits('officer', bodies, { input: narrow });
  await story.refused(
    'officer',
    out,
    { input: by('W-3', '2027-01-05') },
    {
      code: 'condition-unmet',
      sentence: /登记已更新，请重新选择/,
    },
  );
});

/** The edition of the plan that stands. */
async function standing(): Promise<string> {
  const client = await story.as('officer');
  const { body } = await client.get<{ plans: { entry: string }[] }>('/api/inspections/plans');
  return body.plans[0]!.entry;
}

test('the page is told how the next lot is drawn, and values go out to a table and come back', async () => {
  story.on('2027-01-05');
  const client = await story.as('officer');
  type Plans = { plans: { entry: string; number: string; title: string }[] };
  const { body: known } = await client.get<Plans>('/api/inspections/plans');
  assert.deepEqual(
    known.plans.map(({ number, title }) => [number, title]),
    [['JY-01', '第二版']],
  );
  const own = known.plans[0]!.entry;
  const asked = `book=ex-factory-inspection&plan=${own}&lotSize=1000`;
  const { body: preview } = await client.get<Preview>(`/api/inspections/preview?${asked}`);
  assert.equal(preview.standing?.severity, 'tightened');
  assert.deepEqual(preview.stages, [{ size: 80, accept: 1, reject: 2 }]);
  // Another house sees neither plan nor history.
  const other = await story.as('shopkeeper');
  assert.equal((await other.get(`/api/inspections/preview?${asked}`)).status, 404);
  const empty = await download(
    story,
    'officer',
    `/api/inspections/template.xlsx?plan=${own}&size=3`,
  );
  const table = await readTable(new Uint8Array(empty.bytes), { name: 'a.xlsx' });
  assert.ok(table.ok);
  assert.deepEqual(table.header, ['样品序号', '插拔力', '外观']);
  const send = async (rows: readonly string[]) => {
    const csv = new TextEncoder().encode(['样品序号,插拔力,外观', ...rows].join('\n'));
    const url = `/api/inspections/values?plan=${own}&name=a.csv`;
    const headers = { 'content-type': 'text/csv' };
    return (await client.request<ReadValues>('POST', url, csv, { headers })).body;
  };
  const good = await send(['1,30.0,符合', '2,54.1,符合']);
  assert.deepEqual(good.rows, [
    { item: '插拔力', values: '30.0 54.1' },
    { item: '外观', values: '符合 符合' },
  ]);
  const bad = await send(['1,约30,符合', '2,,好']);
  assert.equal(bad.ok, false);
  assert.deepEqual(
    bad.issues.map(({ line, column }) => [line, column]),
    [
      [2, '插拔力'],
      [3, '插拔力'],
      [3, '外观'],
    ],
  );
});

test('instruments are listed with the day on which they run out', async () => {
  story.on('2027-01-05');
  const client = await story.as('officer');
  const { body } = await client.get<{ equipment: Equipment[] }>('/api/equipment');
  const [tester] = body.equipment;
  assert.deepEqual(
    [tester?.number, tester?.dueOn, tester?.isOverdue, tester?.state],
    ['SB-01', '2027-11-19', false, 'in-use'],
  );
});

test('the certificate of conformity is a paper with its number, and everything is proved', async () => {
  story.on('2027-01-05');
  const client = await story.as('officer');
  type Listed = { records: { id: string }[] };
  const { body } = await client.get<Listed>(`${out}?q=HG-B-1`);
  const url = `/api/inspections/${body.records[0]!.id}/values.xlsx`;
  const values = await readTable(new Uint8Array((await download(story, 'officer', url)).bytes), {
    name: 'v.xlsx',
  });
  assert.ok(values.ok);
  assert.equal(values.rows.length, 80);
  assert.deepEqual(values.rows[0]?.cells, { 样品序号: '1', 插拔力: '30', 外观: '符合' });
  const paper = await client.get(`/api/entries/${body.records[0]!.id}/paper.docx`);
  assert.equal(paper.status, 200, JSON.stringify(paper.body));
  await story.isProved();
});
