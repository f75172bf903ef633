import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { creditCodeCheckDigit } from '#kernel/credit-code.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { Client } from '../client.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
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
  traces,
} from './submission-scene.ts';
import type { Submitted } from './submission-scene.ts';
import { riskItems } from './works-scene.ts';

const rounds = 6;
const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
let officer: Client;
let director: Client;
before(async () => {
  cast = await seedCast(service.context.database);
  officer = await service.client().signIn('officer');
  director = await service.client().signIn('director');
});

/** Sends all requests before any is answered. */
function atOnce(requests: readonly (() => Promise<Submitted>)[]): Promise<Submitted[]> {
  return Promise.all(requests.map((request) => request()));
}

function winners(answers: readonly Submitted[]): Submitted[] {
  return answers.filter(({ status }) => status === 201);
}

/** Exactly one was accepted and all others were refused with this code. @returns the one. */
function oneWins(answers: readonly Submitted[], code: string): Submitted {
  const [winner, ...more] = winners(answers);
  const said = answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).join(', ');
  assert.ok(winner !== undefined && more.length === 0, said);
  for (const answer of answers) if (answer !== winner) isRefused(answer, code);
  return winner;
}

test('one request sent five times at once is accepted once, and all five get the receipt', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const body = { id: idOf(service), input: delivery };
    const answers = await atOnce(
      Array.from({ length: 5 }, () => () => officer.post(deliveries, body)),
    );
    assert.equal(winners(answers).length, 1, answers.map(({ body: { code } }) => code).join());
    for (const answer of answers) {
      assert.ok([200, 201].includes(answer.status), JSON.stringify(answer.body));
      assert.equal(answer.body.contentHash, answers[0]?.body.contentHash);
    }
    assert.equal(await entryCount(service, body.id), 1);
  }
});

test('a phone that sends a day twice because the first answer was lost gets its receipt, not “already done”', async () => {
  const body = { id: idOf(service), period: '2026-11-23', input: idleDay(service) };
  const answers = await atOnce(Array.from({ length: 5 }, () => () => officer.post(days, body)));
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [200, 200, 200, 200, 201],
  );
  assert.equal(new Set(answers.map(({ body: { contentHash } }) => contentHash)).size, 1);
});

test('two phones that record the same day at once: one is accepted, the other told that it is done', async () => {
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22']) {
    const record = () => ({
      id: idOf(service),
      period: day,
      reason: '昨日停电',
      input: idleDay(service),
    });
    const send = () => officer.post<Submitted['body']>(days, record());
    oneWins(await atOnce([send, send, send]), 'already-done');
  }
});

test('one id for two contents at once: one is accepted, the other a conflict', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const id = idOf(service);
    const send = (quantity: string, client: Client) => () =>
      client.post<Submitted['body']>(deliveries, { id, input: { ...delivery, quantity } });
    const winner = oneWins(
      await atOnce([send('1', officer), send('2', officer), send('1', director)]),
      'id-conflict',
    );
    assert.equal(winner.body.id, id);
    assert.equal(await entryCount(service, id), 1);
  }
});

test('one id in two houses at once is accepted in one of them', async () => {
  const shop = await service.client().signIn('shopkeeper');
  const rejection = { reason: '未附报告', disposal: 'return', needsCorrection: false };
  for (let round = 0; round < rounds; round += 1) {
    const id = idOf(service);
    const input = { ...delivery, conclusion: 'reject', rejection };
    const send = (client: Client) => () =>
      client.post<Submitted['body']>(deliveries, { id, input });
    oneWins(await atOnce([send(officer), send(shop)]), 'id-conflict');
    assert.equal(await entryCount(service, id), 1);
  }
});

test('two people act at once in one case: exactly one act comes first, the other meets the new state', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const matter = await story.opens('officer', 'corrective-action', 'find', found, {
      subject: cast.organisations.works.id,
    });
    const url = `/api/proceedings/${matter.id}/acts/plan`;
    const plan = {
      causes: ['equipment'],
      analysis: '布袋破损',
      plan: '更换布袋',
      responsible: cast.people.officer.id,
      dueOn: '2026-12-01',
      endangersSafety: false,
    };
    const send = (client: Client) => () =>
      client.post<Submitted['body']>(url, { id: idOf(service), input: plan });
    oneWins(await atOnce([send(officer), send(director), send(officer)]), 'wrong-state');
    const { timeline, stateTitle } = await matter.seenBy('director');
    assert.deepEqual(
      timeline.map(({ act }) => act),
      ['find', 'plan'],
    );
    assert.equal(stateTitle, '整改中');
  }
});

test('opposite acts at once never both stand', async () => {
  const matter = await story.opens('officer', 'corrective-action', 'find', found, {
    subject: cast.organisations.works.id,
  });
  const act = (client: Client, name: string, input: object) => () =>
    client.post<Submitted['body']>(`/api/proceedings/${matter.id}/acts/${name}`, {
      id: idOf(service),
      input,
    });
  const plan = {
    causes: ['people'],
    analysis: '操作失误',
    plan: '培训',
    responsible: cast.people.officer.id,
    dueOn: '2026-12-01',
    endangersSafety: false,
  };
  const evidence = [await story.paper('director')];
  const ruleOut = { reason: '经复核该处粉尘来自相邻工地', evidence };
  const answers = await atOnce([
    act(officer, 'plan', plan),
    act(director, 'rule-out', ruleOut),
    act(officer, 'plan', plan),
  ]);
  assert.equal(winners(answers).length, 1, JSON.stringify(answers.map(({ body }) => body)));
  assert.equal((await matter.seenBy('officer')).timeline.length, 2);
});

test('two corrections of one record at once: one holds', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const { id: corrects } = await story.submits('officer', deliveries, { input: delivery });
    const send = (quantity: string) => () =>
      officer.post<Submitted['body']>(deliveries, {
        id: idOf(service),
        corrects,
        reason: '地磅单看错一位',
        input: { ...delivery, quantity },
      });
    oneWins(await atOnce([send('1'), send('2'), send('3')]), 'already-done');
  }
});

test('a first list twice at once: the second author is told that there is one', async () => {
  const input = { changeReason: 'first', items: riskItems };
  const send = (client: Client) => () =>
    client.post<Submitted['body']>('/api/books/risk-control-list/records', {
      id: idOf(service),
      input,
    });
  oneWins(await atOnce([send(officer), send(director), send(officer)]), 'condition-unmet');
});

test('two registrations of one enterprise, and of one login, at once: one of them is made', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const first17 = `91360704MAC${String(round).padStart(6, '0')}`;
    const creditCode = first17 + creditCodeCheckDigit(first17);
    const enterprise = {
      name: `赣县区同号${round}厂`,
      creditCode,
      region: 360_704,
      business: 'producer',
      productClasses: ['cement'],
    };
    const inspector = await service.client().signIn('inspector');
    const enter = () => inspector.post<Submitted['body']>('/api/organisations', enterprise);
    oneWins(await atOnce([enter, enter, enter]), 'already-done');
    const principal = await service.client().signIn('principal');
    const person = { login: `same${round}`, name: '同名' };
    const hire = () => principal.post<Submitted['body']>('/api/people', person);
    oneWins(await atOnce([hire, hire]), 'already-done');
  }
});

test('one photo uploaded five times at once is kept once and refused to nobody', async () => {
  const headers = { 'content-type': 'application/pdf' };
  const bytes = new TextEncoder().encode('%PDF-1.7 the same photo'.padEnd(3_000_000));
  const put = () => officer.put<{ hash: string }>('/api/files', bytes, { headers });
  const answers = await Promise.all(Array.from({ length: 5 }, put));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  const { status, headers: got } = await officer.get(`/api/files/${answers[0]?.body.hash}`);
  assert.equal(status, 200);
  assert.equal(Number(got.get('content-length')), 3_000_000);
});

test('everybody at once: each of sixty records is there once and every one can be proved', async () => {
  const before = (await traces(service))['entry']!;
  const clients = [officer, director, await service.client().signIn('principal')];
  const bodies = Array.from({ length: 60 }, (_, at) => ({
    id: newEntryId(service.clock.now()),
    input: { ...delivery, batch: `批${at}` },
  }));
  const answers = await atOnce(
    bodies.map((body, at) => () => clients[at % 3]!.post<Submitted['body']>(deliveries, body)),
  );
  assert.equal(winners(answers).length, 60);
  assert.equal((await traces(service))['entry'], before + 60);
  await story.isProved();
});

const found = {
  source: 'other',
  foundOn: '2026-11-23',
  keyLink: '生产过程',
  description: '除尘器漏粉',
  photos: [],
  containment: 'taken',
  immediateMeasure: '已停机',
};
