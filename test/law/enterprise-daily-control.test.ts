import assert from 'node:assert/strict';
import { challengeFor } from '#kernel/derive/challenge.ts';
import { test } from 'node:test';
import type { AcceptedRecord } from '#kernel/decide-duty.ts';
import { isOwed } from '#kernel/decide-duty.ts';
import type { RelatedProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { correctiveAction } from '#law/enterprise/corrective-action.ts';
import { dailyControl } from '#law/enterprise/daily-control.ts';
import { riskControlList } from '#law/enterprise/risk-control-list.ts';
import {
  attempt,
  defectsOf,
  director,
  file,
  member,
  officer,
  play,
  principal,
  productClass,
  recorded,
  works,
} from './enterprise-setting.ts';

const lists = {
  first: '0198a000-0000-7000-8000-0000000000b1',
  second: '0198a000-0000-7000-8000-0000000000b2',
  foreign: '0198a000-0000-7000-8000-0000000000b9',
};

function line(code: string, own: JsonObject = {}): JsonObject {
  return {
    code,
    keyLink: '出厂检验',
    riskPoint: '强度不足',
    measure: '按批检验',
    frequency: 'day',
    ownerPost: 'laboratory',
    photoRequired: false,
    ...own,
  };
}

const items = [line('A01'), line('A02'), line('A03', { frequency: 'week' })];
const list = recorded(lists.first, '2026-11-01T00:00:00Z', { changeReason: 'first', items });
const scene = { now: '2026-11-20T09:00:00Z', records: { 'risk-control-list': [list] } };

const normal = (item: string) => ({ item, result: 'normal', photos: [] });
const finding = {
  item: 'A02',
  result: 'finding',
  note: '三天强度偏低',
  photos: [file('a')],
  immediateMeasure: '暂停发货',
};
const day = {
  dayType: 'production',
  riskList: lists.first,
  items: [normal('A01'), normal('A02')] as JsonObject[],
  filledAt: '2026-11-20T08:58:00+08:00',
};

function effectsOf(answer: AcceptedRecord | Refusal) {
  assert.ok(answer.ok, answer.ok ? '' : answer.sentence);
  return answer.effects;
}

function sentenceOf(answer: AcceptedRecord | Refusal) {
  assert.equal(answer.ok, false);
  return answer.ok ? '' : answer.sentence;
}

test('the definition is sound', () => {
  assert.deepEqual(defectsOf(dailyControl, [riskControlList]), []);
});

test('it is owed from the day the orders came into force, within their scope only', () => {
  assert.equal(isOwed(dailyControl, works, '2023-05-05'), true);
  assert.equal(isOwed(dailyControl, works, '2023-05-04'), false);
  const shoes = { ...works, productClasses: [productClass({ title: '皮鞋' })] };
  assert.equal(isOwed(dailyControl, shoes, '2026-11-20'), false);
});

test('a day without findings is recorded with nothing to follow', () => {
  assert.deepEqual(effectsOf(attempt(dailyControl, scene, day)), []);
});

test('a finding is marked, opens its corrective action and tells the director', () => {
  const [mark, open, notify, ...rest] = effectsOf(
    attempt(dailyControl, scene, { ...day, items: [normal('A01'), finding] }),
  );
  assert.deepEqual(mark, { do: 'mark', mark: 'finding' });
  assert.ok(open?.do === 'open' && open.key === 'A02');
  assert.deepEqual(notify?.do === 'notify' && notify.to, {
    post: 'quality-safety-director',
    of: 'actor',
  });
  assert.deepEqual(rest, []);
  const step = { act: open.act, actor: officer, at: scene.now, input: open.input };
  assert.equal(play(correctiveAction, [step]).snapshot.state, 'contained');
});

test('the principal is told where nobody is director', () => {
  const organisation = { ...works, filledPosts: ['principal', 'quality-safety-officer'] as const };
  const effects = effectsOf(
    attempt(dailyControl, { ...scene, organisation }, { ...day, items: [normal('A01'), finding] }),
  );
  const notice = effects.find((effect) => effect.do === 'notify');
  assert.deepEqual(notice?.to, { post: 'principal', of: 'actor' });
});

test('an amended record opens nothing twice', () => {
  const before: RelatedProceeding = {
    id: 'p1',
    procedure: 'corrective-action',
    title: '整改',
    state: 'contained',
    openedAt: '2026-11-20T03:00:00Z',
    overdue: false,
    opening: { source: 'daily-control', foundOn: '2026-11-20', item: 'A02' },
  };
  const effects = effectsOf(
    attempt(
      dailyControl,
      { ...scene, proceedings: [before] },
      { ...day, items: [normal('A01'), finding] },
    ),
  );
  assert.equal(
    effects.some((effect) => effect.do === 'open'),
    false,
  );
});

test('an idle day needs its reason and no items, and is marked idle', () => {
  const idle = { dayType: 'idle', items: [], filledAt: day.filledAt };
  assert.match(sentenceOf(attempt(dailyControl, scene, idle)), /写明原因/);
  const explained = { ...idle, idleReason: '窑体检修' };
  assert.deepEqual(effectsOf(attempt(dailyControl, scene, explained)), [
    { do: 'mark', mark: 'idle' },
  ]);
  const mixed = { ...explained, items: [normal('A01')] };
  assert.match(sentenceOf(attempt(dailyControl, scene, mixed)), /不填写检查项目/);
});

test('every daily item is answered once, no unknown one, weekly ones on any day', () => {
  const missing = { ...day, items: [normal('A01')] };
  assert.match(sentenceOf(attempt(dailyControl, scene, missing)), /没有填写：A02/);
  const doubled = { ...day, items: [normal('A01'), normal('A02'), normal('A01')] };
  assert.match(sentenceOf(attempt(dailyControl, scene, doubled)), /“A01”重复/);
  const unknown = { ...day, items: [...day.items, normal('Z99')] };
  assert.match(sentenceOf(attempt(dailyControl, scene, unknown)), /没有编号为“Z99”/);
  const weekly = { ...day, items: [...day.items, normal('A03')] };
  assert.ok(attempt(dailyControl, scene, weekly).ok);
});

test('a finding without a note or an immediate measure is refused', () => {
  for (const gap of ['note', 'immediateMeasure']) {
    const { [gap]: _, ...half } = finding as JsonObject;
    const answer = attempt(dailyControl, scene, { ...day, items: [normal('A01'), half] });
    assert.match(sentenceOf(answer), /写明情况和已采取的即时措施/, gap);
  }
});

test('an item that needs a photo is refused without one unless it does not apply', () => {
  const version = recorded(lists.first, list.at, {
    items: [line('A01', { photoRequired: true })],
  });
  const records = { 'risk-control-list': [version] };
  const bare = { ...day, items: [normal('A01')] };
  assert.match(sentenceOf(attempt(dailyControl, { ...scene, records }, bare)), /须拍照/);
  const idle = { item: 'A01', result: 'not-applicable', photos: [] };
  assert.ok(attempt(dailyControl, { ...scene, records }, { ...day, items: [idle] }).ok);
});

test('the list must be a version of the own list that was valid on the day', () => {
  const foreign = { ...day, riskList: lists.foreign };
  assert.match(sentenceOf(attempt(dailyControl, scene, foreign)), /不是本单位/);
  const none = { ...scene, records: {} };
  assert.match(sentenceOf(attempt(dailyControl, none, day)), /先编制清单/);
  const { riskList: _, ...unnamed } = day;
  assert.match(sentenceOf(attempt(dailyControl, scene, unnamed)), /请选择/);

  const next = (at: string) => {
    const version = recorded(lists.second, at, { items });
    return { ...scene, records: { 'risk-control-list': [list, version] } };
  };
  const superseded = attempt(dailyControl, next('2026-11-19T15:59:59Z'), day);
  assert.equal(!superseded.ok && superseded.code, 'list-superseded');
  // The phone had loaded the old list in the morning; the new one came during the day.
  assert.ok(attempt(dailyControl, next('2026-11-19T16:00:00Z'), day).ok);
  const later = {
    ...next('2026-11-20T16:00:00Z'),
    now: '2026-11-21T01:00:00Z',
    from: '2026-11-20',
  };
  const newer = { ...day, riskList: lists.second };
  assert.match(sentenceOf(attempt(dailyControl, later, newer, '补录')), /之后才编制/);
});

test('the challenge is the item that the tree head picks, with a fresh photo of its own', () => {
  const head = { size: 12, root: 'q'.repeat(42) + 'o=', at: '2026-11-19T23:00:00Z' };
  const today = scene.now.slice(0, 10);
  const picked = challengeFor(head.root, works.id, today, ['A01', 'A02']);
  const other = picked === 'A01' ? 'A02' : 'A01';
  const shot = (item: string, photo: string) => ({
    ...day,
    items: [normal('A01'), { ...normal('A02'), photos: [file('b')] }],
    challenge: { checkpointSize: 12, item, photo: [photo] },
  });
  const fresh = { ...scene, head, headBefore: 12 };
  const code = (own: Partial<typeof fresh>, input: unknown) => {
    const answer = attempt(dailyControl, { ...fresh, ...own }, input);
    return answer.ok ? 'accepted' : answer.code;
  };
  assert.equal(code({}, shot(picked!, file('c'))), 'accepted');
  assert.equal(code({}, shot(other, file('c'))), 'challenge-failed');
  assert.equal(code({}, shot('A03', file('c'))), 'challenge-failed');
  assert.equal(code({}, day), 'challenge-failed');
  assert.equal(code({ headBefore: undefined } as never, day), 'accepted');
  assert.equal(code({ head: undefined } as never, shot(picked!, file('c'))), 'challenge-failed');
  const old = { ...head, at: '2026-11-10T23:00:00Z' };
  assert.equal(code({ head: old, headBefore: 13 }, shot(picked!, file('c'))), 'challenge-failed');
  // Where nothing was logged for days, the newest head is an old one.
  assert.equal(code({ head: old }, shot(picked!, file('c'))), 'accepted');
  assert.equal(
    code({ reusedFiles: [file('c')] } as never, shot(picked!, file('c'))),
    'stale-photo',
  );
});

test('what is no picture stands neither for the drawn photo nor for that of a line', () => {
  const head = { size: 12, root: 'q'.repeat(42) + 'o=', at: '2026-11-19T23:00:00Z' };
  const picked = challengeFor(head.root, works.id, scene.now.slice(0, 10), ['A01', 'A02'])!;
  const input = {
    ...day,
    items: [normal('A01'), { ...normal('A02'), photos: [file('b')] }],
    challenge: { checkpointSize: 12, item: picked, photo: [file('c')] },
  };
  const fresh = { ...scene, head, headBefore: 12 };
  const said = (paper: string) => {
    const answer = attempt(dailyControl, { ...fresh, notPictures: [paper] }, input);
    return answer.ok ? 'accepted' : `${answer.code} ${answer.sentence}`;
  };
  assert.match(said(file('c')), /^challenge-failed 随机拍照项目“强度不足”.*PDF/);
  assert.match(said(file('b')), /^condition-unmet “强度不足”的照片.*PDF/);
  assert.equal(said(file('d')), 'accepted');
});

test('the officer comes first; a later post acts only where nobody holds an earlier one', () => {
  const byDirector = attempt(dailyControl, { ...scene, actor: director }, day);
  assert.equal(!byDirector.ok && byDirector.code, 'not-entitled');
  const organisation = { ...works, filledPosts: ['principal', 'quality-safety-director'] as const };
  assert.ok(attempt(dailyControl, { ...scene, organisation, actor: director }, day).ok);
  const byPrincipal = attempt(dailyControl, { ...scene, organisation, actor: principal }, day);
  assert.equal(byPrincipal.ok, false);
  const alone = { ...works, filledPosts: ['principal'] as const };
  assert.ok(attempt(dailyControl, { ...scene, organisation: alone, actor: principal }, day).ok);
});

test('an officer whose qualification lapsed is told so', () => {
  const lapsed = member(officer.account, [], ['quality-safety-officer']);
  const organisation = { ...works, filledPosts: ['principal', 'quality-safety-director'] as const };
  const answer = attempt(dailyControl, { ...scene, organisation, actor: lapsed }, day);
  assert.equal(!answer.ok && answer.code, 'not-qualified');
});

test('a late day needs its reason, a day too long ago and a future day are refused', () => {
  const yesterday = { ...scene, from: '2026-11-19' };
  const bare = attempt(dailyControl, yesterday, day);
  assert.equal(!bare.ok && bare.code, 'reason-required');
  const explained = attempt(dailyControl, yesterday, day, '手机故障');
  assert.equal(explained.ok && explained.late, true);
  const old = attempt(dailyControl, { ...scene, from: '2026-11-16' }, day, '手机故障');
  assert.equal(!old.ok && old.code, 'too-late');
  const future = attempt(dailyControl, { ...scene, from: '2026-11-21' }, day);
  assert.equal(!future.ok && future.code, 'too-early');
});
