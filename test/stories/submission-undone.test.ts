import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineBook, defineDuty } from '#kernel/definition.ts';
import type { Duty } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import * as field from '#kernel/field.ts';
import { calendar, clauses } from '#kernel/fixture/scene.ts';
import { loan } from '#kernel/fixture/loan.ts';
import { loadLaw } from '#kernel/law.ts';
import type { Scope } from '../database.ts';
import type { Problem } from '#server/problem.ts';
import { picture } from '../picture.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { idOf, isRefused, traces } from './submission-scene.ts';

/** Effects that come off, before one that does not: all of them must be gone afterwards. */
const good = (officer: string): Effect[] => [
  { do: 'mark', mark: 'finding' },
  { do: 'notify', to: { post: 'principal', of: 'actor' }, title: '已登记' },
  { do: 'appoint', account: officer, post: 'principal', from: '2026-11-23' },
  { do: 'publish', kind: 'notice', title: '公告', text: '内容' },
];

const opening = { laboratory: 'no uuid', item: '卡尺', lentOn: '2026-11-23' };
const wrongs: Readonly<Record<string, Effect>> = {
  'a form that the input does not fill': {
    do: 'open',
    procedure: 'loan',
    act: 'open',
    input: opening,
  },
  'a procedure that there is not': { do: 'open', procedure: 'nothing', act: 'open', input: {} },
  'an act that there is not': { do: 'open', procedure: 'loan', act: 'nothing', input: {} },
  'an act that the actor may not do': { do: 'open', procedure: 'loan', act: 'tell', input: {} },
};

/** A duty and a book whose records open what cannot be opened. */
function broken(wrong: Effect) {
  const form = field.form({ note: field.text('说明'), photos: field.photos('照片') });
  const then = (facts: { readonly actor: { readonly account: string } }) => [
    ...good(facts.actor.account),
    wrong,
  ];
  const duty = defineDuty({
    id: 'upkeep',
    title: '每日保养',
    basis: ['loan-rule/6'],
    inForce: { from: '2026-01-01' },
    party: 'enterprise',
    every: 'day',
    performer: {
      kinds: ['enterprise'],
      posts: ['quality-safety-officer'],
      mayDelegate: false,
    },
    record: '每日保养记录',
    late: { withinDays: 7, policy: '补录不超过7日' },
    form,
    owedBy: () => true,
    then,
  } satisfies Omit<Duty<typeof form>, 'kind'>);
  const book = defineBook({
    id: 'key-book',
    title: '钥匙登记',
    basis: ['loan-rule/7'],
    inForce: { from: '2026-01-01' },
    party: 'enterprise',
    keeper: { kinds: ['enterprise'] },
    holds: 'list',
    retention: { years: 3, policy: '保存三年' },
    form,
    then: (facts, _input) => then(facts).slice(1),
  });
  return loadLaw([loan, duty, book], clauses, calendar);
}

async function start(scope: Scope, wrong: Effect) {
  const service = await startServer(scope, { law: broken(wrong) });
  await seedCast(service.context.database);
  const officer = await service.client().signIn('officer');
  const headers = { 'content-type': 'image/jpeg' };
  const { body } = await officer.put<{ hash: string }>('/api/files', picture('photo'), { headers });
  return { service, officer, input: { note: '已保养', photos: [body.hash] } };
}

test('a form that asks for photos takes no paper in their place', async (t) => {
  const { service, officer } = await start(t, good('')[1]!);
  const bytes = new TextEncoder().encode('%PDF-1.7 photo'.padEnd(40));
  const headers = { 'content-type': 'application/pdf' };
  const { body: paper } = await officer.put<{ hash: string }>('/api/files', bytes, { headers });
  const input = { note: '已保养', photos: [paper.hash] };
  const record = { id: idOf(service), period: '2026-11-23', input };
  const { status, body } = await officer.post<Problem>('/api/duties/upkeep/records', record);
  assert.equal(status, 422);
  assert.match(body.issues?.[0]?.sentence ?? '', /PDF等文件不能代替照片/);
});

test('the same effects without the wrong one all come about', async (t) => {
  const { service, officer, input } = await start(t, good('')[1]!);
  const before = await traces(service);
  const record = { id: idOf(service), period: '2026-11-23', input };
  assert.equal((await officer.post('/api/duties/upkeep/records', record)).status, 201);
  const after = await traces(service);
  const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
  const left = ['entry', 'entry_file', 'leaf_queue', 'duty_month', 'appointment', 'publication'];
  assert.deepEqual(changed, [...left, 'notification']);
});

for (const [what, wrong] of Object.entries(wrongs)) {
  test(`nothing is half done where an effect meets ${what}`, async (t) => {
    const { service, officer, input } = await start(t, wrong);
    const before = await traces(service);
    const record = { id: idOf(service), period: '2026-11-23', input };
    const answer = await officer.post('/api/duties/upkeep/records', record);
    assert.ok(answer.status >= 400 && answer.status < 500, JSON.stringify(answer.body));
    isRefused(answer, (answer.body as { code: string }).code);
    isRefused(
      await officer.post('/api/books/key-book/records', { id: idOf(service), input }),
      (answer.body as { code: string }).code,
    );
    assert.deepEqual(await traces(service), before);
    const notices = await (
      await service.client().signIn('principal')
    ).get<{ notices: [] }>('/api/notices');
    assert.deepEqual(notices.body.notices, []);
    // The id was not used up: the same request is judged anew, not answered from memory.
    isRefused(
      await officer.post('/api/duties/upkeep/records', record),
      (answer.body as { code: string }).code,
    );
  });
}

test('a fault in the middle undoes everything as well, and says that nothing took effect', async (t) => {
  const wrong: Effect = { do: 'notify', to: { account: 'no uuid' }, title: '无此人' };
  const { service, officer, input } = await start(t, wrong);
  const before = await traces(service);
  const answer = await officer.post<{ code: string; detail: string }>(
    '/api/duties/upkeep/records',
    {
      id: idOf(service),
      period: '2026-11-23',
      input,
    },
  );
  assert.equal(answer.status, 500);
  assert.equal(answer.body.code, 'fault');
  assert.match(answer.body.detail, /没有生效/);
  assert.ok(!JSON.stringify(answer.body).includes('uuid'), 'a fault tells nothing of the inside');
  assert.deepEqual(await traces(service), before);
});
