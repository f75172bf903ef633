import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parsePolicy } from '#ledger/cosignature.ts';
import { KEY_TYPES, signerFromSeed } from '#ledger/keys.ts';
import { verifyReceipt } from '#ledger/receipt.ts';
import { audit } from '#server/audit/audit.ts';
import type { Board } from '#server/board/present.ts';
import type { PresentedCapture } from '#server/epcis/present.ts';
import type { LotList } from '#server/lots/present.ts';
import type { PresentedNotice } from '#server/notices/present.ts';
import type { ProceedingDetail, ProceedingSummary } from '#server/proceedings/present.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { writeReference } from '#server/registry/reference.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { demoPassword, perform } from '#world/perform.ts';
import { organisations } from '#world/firms.ts';
import { showcase } from '#world/showcase.ts';
import { startServer } from '../service.ts';

/** Four weeks up to Sunday 22 November 2026, with five firms keeping their daily duties: the others would only take time. */
const days = 24;
const firms = ['kangmu', 'nanshan', 'longdian', 'lezhi', 'chihu'];

const enterprises = organisations.filter(({ kind }) => kind === 'enterprise');

const service = await startServer({ after }, { now: '2026-11-23T01:00:00.000Z' });
const { context } = service;

before(async () => {
  await writeReference(context.database);
  const name = context.settings.logOrigin;
  const key = await signerFromSeed(name, KEY_TYPES.log, new Uint8Array(32).fill(1));
  // A refusal anywhere throws: everybody in the play may do what he does.
  await perform(context, key, days, firms);
  await sweepOnce(context);
});

const as = (login: string) => service.client().signIn(login, demoPassword);

function rows<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
  return context.database.asSystem('audit', (tx) => tx.rows<T>(sql, values));
}

test('every case stands where its story ends', async () => {
  const found = await rows<{ at: string; n: number }>(
    `select procedure || ' ' || state as at, count(*)::int as n from proceeding group by 1 order by min(procedure), min(state)`,
  );
  assert.deepEqual(Object.fromEntries(found.map(({ at, n }) => [at, n])), {
    'assigned-task assigned': 1,
    'assigned-task closed': 3,
    'assigned-task done': 2,
    'ccc-certificate valid': 1,
    'check-publicity published': 1,
    'complaint accepted': 1,
    'complaint mediating': 1,
    'complaint refused': 1,
    'complaint testing': 1,
    'corrective-action closed': 2,
    'corrective-action contained': 1,
    'corrective-action implemented': 1,
    'corrective-action planned': 7,
    'crime-referral closed': 1,
    'crime-referral received': 1,
    'crime-referral returned': 1,
    'inspection-visit archived': 1,
    'inspection-visit planned': 1,
    'inspection-visit published': 1,
    'intensified-supervision watched': 1,
    'licence-application accepted': 1,
    'penalty-case served': 1,
    'dishonesty-listing published': 1,
    'penalty-publicity published': 2,
    'product-file filed': 2,
    'product-file stopped': 1,
    'product-file supplied': 3,
    'production-licence valid': 4,
    'quality-advice closed': 1,
    'quality-advice declined': 1,
    'quality-advice raised': 1,
    'random-draw published': 1,
    'recall discovered': 1,
    'recall recalling': 1,
    'recall-notice answered': 2,
    'recall-notice sent': 1,
    'special-operation running': 1,
    'spot-check closed': 1,
    'spot-check notified': 1,
    'spot-check objected': 1,
    'spot-check ordered': 1,
    'spot-check refused': 1,
    'spot-check to-sample': 1,
    'spot-check verified': 1,
    'test-equipment in-use': 2,
    'violation-report received': 1,
    'violation-report verifying': 1,
  });
});

test('every entry stands in the log and the audit finds no difference', async () => {
  const [counts] = await rows<{ entries: number; leaves: number; waiting: number }>(
    `select (select count(*)::int from entry) as entries, (select count(*)::int from leaf) as leaves,
       (select count(*)::int from leaf_queue) as waiting`,
  );
  assert.ok(counts!.entries > 350, `only ${counts!.entries} entries`);
  assert.deepEqual(counts, { ...counts, leaves: counts!.entries, waiting: 0 });
  const report = await audit(context.database, { law: context.law, now: service.clock.now() });
  assert.deepEqual(report.difference, undefined);
  assert.equal(report.counts.entries, counts!.entries);
});

test('a receipt of each kind of entry holds under the published policy', async () => {
  const entries = await rows<{ id: string; definition: string; account_id: string }>(
    'select distinct on (definition) id, definition, account_id from entry order by definition, id desc',
  );
  const people = await context.database.asSystem('import', (tx) =>
    tx.rows<{ id: string; login: string }>('select id, login from account'),
  );
  const logins = new Map(people.map(({ id, login }) => [id, login]));
  assert.ok(entries.length >= 15);
  const policy = parsePolicy((await service.client().get<string>('/ledger/policy.json')).body);
  assert.ok(policy.ok);
  for (const { id, definition, account_id: account } of entries) {
    const login = logins.get(account)!;
    const client = await as(login);
    const { status, body } = await client.get<string>(`/api/entries/${id}/receipt`);
    assert.equal(status, 200, `${definition} ${login}: ${JSON.stringify(body)}`);
    const result = await verifyReceipt(body, policy.policy);
    assert.ok(result.ok, result.ok ? '' : `${definition}: ${result.sentence}`);
  }
});

test('everybody of the showcase signs in and has something waiting or to look at', async () => {
  for (const { login, about } of showcase) {
    const client = await as(login);
    const { body } = await client.get<{ total: number }>('/api/proceedings');
    assert.match(about, /^[^\n]{8,60}$/);
    const isNew = login === 'qile.officer';
    assert.ok(isNew || body.total > 0, `${login} has no case to look at`);
  }
});

test('an unannounced check is seen by those who carry it out and not by the firm', async () => {
  const seen = async (login: string) => {
    const url = '/api/proceedings?procedure=spot-check&state=to-sample';
    return (await (await as(login)).get<{ total: number }>(url)).body.total;
  };
  assert.equal(await seen('laboratory-ganpo.sampler'), 1);
  assert.equal(await seen('regulator-nanchang.case'), 1);
  assert.equal(await seen('yunshang.principal'), 0);
});

test('two findings are overdue and their reminders climbed up', async () => {
  const client = await as('regulator-jiangxi.case');
  const { body } = await client.get<{ proceedings: ProceedingSummary[] }>(
    '/api/proceedings?procedure=corrective-action&open=true',
  );
  const overdue = body.proceedings.filter(({ due }) => due?.overdue);
  assert.equal(overdue.length, 2);
  const county = await (
    await as('regulator-nankang.case')
  ).get<{ notices: PresentedNotice[] }>('/api/notices');
  assert.ok(county.body.notices.some(({ title }) => title.includes('制定整改方案已于')));
});

test('the cement works’ systems reported six days: each lot is of the register, and went to a dealer after its release', async () => {
  const officer = await as('chihu.officer');
  const { body } = await officer.get<PresentedCapture[]>('/api/epcis/capture');
  assert.deepEqual(
    body.map(({ success, counts, lots }) => [success, counts.captured, lots.taken, lots.leftOut]),
    [...Array.from({ length: 5 }, () => [true, 5, 4, 0]), [true, 2, 1, 0]],
    JSON.stringify(body.flatMap(({ lots }) => lots.reasons)),
  );
  const dealer = await as('xinjiangmen.officer');
  const held = await dealer.get<LotList>('/api/lots?q=P42');
  assert.deepEqual(
    held.body.lots.map(({ got, unit, available }) => [got, unit, available]),
    Array.from({ length: 5 }, () => ['30', '吨', '0']),
  );
});

test('two weeks are enough for a recall with its plan and answers, beside one at its beginning', async () => {
  const done = await rows<{ act: string; day: string }>(
    `select e.act, min((e.at at time zone 'Asia/Shanghai')::date)::text as day from entry e
       where e.definition in ('recall', 'recall-notice') group by 1`,
  );
  const days = new Map(done.map(({ act, day }) => [act, day]));
  for (const act of ['stop', 'plan', 'publishPlan', 'publishRecall', 'tell', 'answer']) {
    assert.ok((days.get(act) ?? '9999') <= '2026-11-12', `${act} on ${days.get(act)}`);
  }
});

test('whoever scans the code of the boards sees their page', async () => {
  const [found] = await rows<{ code: string }>(
    `select c.code from lot_code c join lot l on l.seq = c.lot where l.number = 'NS-0918'`,
  );
  const { status, body } = await service.client().get<string>(`/c/${found!.code}`);
  assert.equal(status, 200);
  assert.match(body, /胶合板/);
  assert.match(body, /NS-0918/);
});

test('an archived visit waits for the firm’s word, and suppliers are on file with their papers', async () => {
  const principal = await as('nanshan.principal');
  const url = '/api/proceedings?procedure=inspection-visit&state=archived';
  const { body } = await principal.get<{ proceedings: ProceedingSummary[] }>(url);
  const { offers } = (
    await principal.get<ProceedingDetail>(`/api/proceedings/${body.proceedings[0]!.id}`)
  ).body;
  assert.deepEqual(
    offers.map(({ act }) => act),
    ['rateArchived'],
  );
  const files = await rows<{ papers: number }>(
    `select jsonb_array_length(input -> 'papers') as papers from entry where definition = 'supplier-file'`,
  );
  assert.ok(files.length >= 8);
  assert.ok(files.every(({ papers }) => papers > 0));
});

test('posts are vacant only where the world wants it to be seen', async () => {
  const client = await as('regulator-jiangxi.case');
  const vacant = await Promise.all(
    enterprises.map(async ({ id, name }) => {
      const known = await rows<{ id: string }>('select id from organisation where name = $1', [
        name,
      ]);
      const url = `/api/organisations/${known[0]!.id}`;
      const { body } = await client.get<OrganisationDetail>(url);
      return body.staffing.some(({ gap }) => gap) ? [id] : [];
    }),
  );
  assert.deepEqual(vacant.flat().toSorted(), ['huaiyu', 'jianyi', 'lezhi']);
});

test('the announcements of the cases are on the public page', async () => {
  const { body } = await service.client().get<string>('/announcements');
  for (const words of ['胶合板甲醛释放量不合格', '经监督抽查检验合格', '召回LD-20000移动电源']) {
    assert.ok(body.includes(words), words);
  }
  assert.ok(!body.includes('校服'));
});

test('the board of the province adds up', async () => {
  const client = await as('regulator-jiangxi.leader');
  const { body } = await client.get<Board>('/api/board?month=2026-11');
  const { totals, children } = body;
  assert.equal(children.length, 11);
  assert.equal(
    children.reduce((sum, child) => sum + child.totals.done, 0),
    totals.done,
  );
  assert.ok(totals.done > 60, `${totals.done} days done`);
  assert.ok(totals.missing > totals.done, 'most firms were left out of this play');
  assert.ok(totals.expected >= totals.done + totals.missing);
  assert.equal(totals.overdueFindings, 2);
});
