import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { PresentedEntry } from '#server/entries/present.ts';
import type { DutyCalendar } from '#server/duties/present.ts';
import { forms as complaintForms } from '../law/complaint-setting.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import type { TodoItem } from '#server/todo/present.ts';
import { seedCast, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import type { Client } from '../client.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import {
  days,
  deliveries,
  delivery,
  entryCount,
  idleDay,
  idOf,
  isRefused,
} from './submission-scene.ts';
import type { Submitted } from './submission-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
let officer: Client;
before(async () => {
  cast = await seedCast(service.context.database);
  officer = await service.client().signIn('officer');
});

function send(body: object, url = deliveries, client = officer): Promise<Submitted> {
  return client.post(url, { id: idOf(service), ...body });
}

async function accepted(body: object, url = deliveries, client = officer): Promise<string> {
  const answer = await send(body, url, client);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.id;
}

test('a correction says why, names what it corrects, and can itself be corrected, but nothing twice', async () => {
  const first = await accepted({ input: delivery });
  const input = { ...delivery, quantity: '23.50' };
  isRefused(await send({ corrects: first, input }), 'reason-required');
  const reason = '地磅单看错一位';
  isRefused(await send({ corrects: randomUUID(), reason, input }), 'not-found');
  const second = await accepted({ corrects: first, reason, input });
  const again = isRefused(await send({ corrects: first, reason, input }), 'already-done');
  assert.match(again.detail, /最新的一条/);
  const third = await accepted({ corrects: second.toUpperCase(), reason, input });
  const chain = await Promise.all(
    [first, second, third].map(
      async (id) => (await officer.get<PresentedEntry>(`/api/entries/${id}`)).body,
    ),
  );
  assert.deepEqual(
    chain.map(({ corrects, correctedBy }) => [corrects, correctedBy]),
    [
      [undefined, second],
      [first, third],
      [second, undefined],
    ],
  );
  assert.equal(chain[0]?.input['quantity'], '32.50', 'the first stays as it was');
  assert.equal(chain[1]?.actTitle, '更正');
});

test('a correction reaches into no other house, no other book and no other day', async () => {
  const reason = '填写有误';
  const first = await accepted({ input: delivery });
  const shop = await service.client().signIn('shopkeeper');
  const rejected = {
    ...delivery,
    conclusion: 'reject',
    rejection: { reason: '未附报告', disposal: 'return', needsCorrection: false },
  };
  isRefused(
    await send({ corrects: first, reason, input: rejected }, deliveries, shop),
    'not-found',
  );
  const period = '2026-11-23';
  const day = await accepted({ period, input: idleDay(service) }, days);
  isRefused(
    await send({ corrects: first, reason, period, input: idleDay(service) }, days),
    'not-found',
  );
  isRefused(await send({ corrects: day, reason, input: delivery }), 'not-found');
  const other = { corrects: day, reason, period: '2026-11-22', input: idleDay(service) };
  isRefused(await send(other, days), 'not-found');
});

test('a corrected day stays done once, and its calendar shows the latest record', async () => {
  service.clock.set('2026-11-24T01:00:00.000Z');
  officer = await service.client().signIn('officer');
  const period = '2026-11-24';
  const day = await accepted({ period, input: idleDay(service) }, days);
  const input = { ...idleDay(service), idleReason: '外部电网检修' };
  const better = await accepted({ period, corrects: day, reason: '原因写错', input }, days);
  const { body } = await officer.get<DutyCalendar>('/api/duties/daily-control/calendar');
  const shown = body.periods.find(({ from }) => from === period);
  assert.equal(shown?.state, 'done');
  assert.equal(shown.entry, better);
});

test('whose qualification lapsed is refused and told so, whose post ended does not hold it', async () => {
  const works = cast.organisations.works;
  const posts = ['quality-safety-officer'] as const;
  const name = '王小川';
  const person = (login: string, more: object) =>
    seedPerson(service.context.database, { login, name, organisation: works, posts, ...more });
  await person('lapsed', { qualifiedUntil: '2026-11-23' });
  await person('former', { until: '2026-11-23' });
  await person('coming', { from: '2026-11-25' });
  const record = { period: '2026-11-23', reason: '昨日停电', input: idleDay(service) };
  const lapsed = await service.client().signIn('lapsed');
  assert.match(isRefused(await send(record, days, lapsed), 'not-qualified').detail, /考核/);
  for (const login of ['former', 'coming', 'inspector', 'citizen']) {
    isRefused(await send(record, days, await service.client().signIn(login)), 'not-entitled');
  }
});

test('a disabled account is out at once, with its key and whatever it was about to send', async () => {
  const { id } = await seedPerson(service.context.database, {
    login: 'leaver',
    name: '丁一',
    organisation: cast.organisations.works,
  });
  const leaver = await service.client().signIn('leaver');
  await accepted({ input: delivery }, deliveries, leaver);
  const principal = await service.client().signIn('principal');
  const people = await principal.get<{ people: { account: string }[] }>('/api/people');
  assert.ok(people.body.people.some(({ account }) => account === id));
  await service.context.database.asSystem('session', (tx) =>
    tx.rows('update account set disabled_at = $2 where id = $1', [id, service.clock.now()]),
  );
  service.clock.pass(1);
  isRefused(await send({ input: delivery }, deliveries, leaver), 'not-signed-in');
});

test('a record names only people, bodies and files that there are and that its author may know', async () => {
  const concession = (approvedBy: string) => ({
    input: {
      ...delivery,
      conclusion: 'concession',
      concession: { reason: '可降级使用', approvedBy, limits: '限P·C品种' },
    },
  });
  const wrong = async (body: object, path: string) => {
    const { issues } = isRefused(await send(body), 'invalid-input');
    assert.equal(issues?.[0]?.path, path);
  };
  const { people } = cast;
  for (const stranger of [
    randomUUID(),
    people.shopkeeper.id,
    people.inspector.id,
    people.citizen.id,
  ]) {
    await wrong(concession(stranger), 'concession.approvedBy');
  }
  await accepted(concession(people.director.id));
  const paper = (hash: string) => ({
    input: { ...delivery, reportKind: 'original', report: [hash] },
  });
  await wrong(paper('e'.repeat(64)), 'report');
  const theirs = await story.paper('shopkeeper', '供货商营业执照');
  await wrong(paper(theirs), 'report');
  await wrong(paper('../../../../etc/passwd'), 'report.0');
  // The same supplier hands the same paper to both: whoever has it may name it.
  assert.equal(await story.paper('officer', '供货商营业执照'), theirs);
  await accepted(paper(theirs));
});

test('a body of the wrong kind, or none at all, is not seated', async () => {
  const { organisations, people } = cast;
  const about = { subject: organisations.works.id };
  const task = {
    taskNumber: '赣市监抽2026-0400',
    planName: '2026年度产品质量监督抽查方案',
    rulesName: '水泥监督抽查实施细则',
    rulesPublishedOn: '2026-03-01',
    site: 'producer',
    productName: '水泥',
    brand: '贡江',
    model: 'P·O 42.5',
    standard: 'GB 175-2023',
    producerName: '赣州贡江水泥有限公司',
    samplingAgency: organisations.laboratory.id,
    laboratory: organisations.laboratory.id,
    handler: organisations.countyRegulator.id,
    reportDueOn: '2026-12-31',
  };
  for (const laboratory of [organisations.works.id, people.technician.id, randomUUID()]) {
    const problem = await story.opensNot(
      'inspector',
      'spot-check',
      'assign',
      { ...task, laboratory },
      { code: 'invalid-input' },
      about,
    );
    assert.equal(problem.issues?.[0]?.path, 'laboratory');
  }
  const elsewhere = { subject: randomUUID() };
  await story.opensNot('inspector', 'spot-check', 'assign', task, { code: 'not-found' }, elsewhere);
  await story.opensNot('inspector', 'spot-check', 'assign', task, { code: 'invalid-input' });
  await story.opensNot('officer', 'spot-check', 'assign', task, { code: 'not-entitled' }, about);
  const finding = { source: 'other' };
  const outsider = { code: 'not-entitled' } as const;
  await story.opensNot('shopkeeper', 'corrective-action', 'find', finding, outsider, about);
  await story.opens('inspector', 'spot-check', 'assign', task, about);
});

test('a year whose holidays are not announced is counted without them and says so', async () => {
  const { register } = complaintForms;
  const decision = async (day: string) => {
    story.on(day);
    const input = await story.filled('citizen', { ...register, boughtOn: '2026-11-01' });
    const about = { subject: cast.organisations.works.id };
    const matter = await story.opens('citizen', 'complaint', 'register', input, about);
    const { dueDay, certain } = await matter.clock('citizen', 'decision');
    return { dueDay, certain };
  };
  assert.deepEqual(await decision('2026-12-22'), { dueDay: '2026-12-31', certain: true });
  assert.deepEqual(await decision('2026-12-23'), { dueDay: '2027-01-01', certain: false });
  // Lists say so as well: of the case itself, and of what waits for the office.
  const organisation = cast.organisations.countyRegulator;
  const posts = ['intake-officer'] as const;
  await seedPerson(service.context.database, {
    login: 'intake',
    name: '朱琴',
    organisation,
    posts,
  });
  const intake = await story.as('intake');
  const list = await intake.get<{ proceedings: ProceedingSummary[] }>('/api/proceedings');
  const dues = list.body.proceedings.flatMap(({ due }) => (due === undefined ? [] : [due]));
  assert.ok(dues.some(({ day, certain }) => day === '2027-01-01' && !certain));
  assert.ok(dues.some(({ day, certain }) => day === '2026-12-31' && certain));
  const late = list.body.proceedings.find(({ due }) => due?.day === '2027-01-01');
  const dispatch = { input: { ...complaintForms.dispatch, handler: organisation.id } };
  await story.submits('intake', `/api/proceedings/${late!.id}/acts/dispatch`, dispatch);
  const todo = await intake.get<{ items: TodoItem[] }>('/api/to-do');
  const waiting = todo.body.items.filter(({ due }) => due === '2027-01-01');
  assert.ok(waiting.length > 0 && waiting.every(({ certain }) => !certain));
});

test('every act of the story can be proved', async () => {
  assert.ok((await entryCount(service)) > 10);
  await story.isProved();
});
