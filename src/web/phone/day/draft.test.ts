import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dailyForm } from '#law/enterprise/daily/form.ts';
import { gapsOf, issueTitle, progressOf } from './check.ts';
import { isUntouched, markRestNormal, newDraft, photosOf, withAnswer } from './draft.ts';
import type { Draft } from './draft.ts';
import { bodyOf, kindOf, photosSent } from './record.ts';
import { fillFrom, linesDue, listFor, moveToList, reopen } from './renew.ts';
import type { RiskLine, RiskList, Today } from './today.ts';
import { dayTitle, momentTitle, weekdayTitle } from './words.ts';

const hash = (letter: string) => letter.repeat(64);
const ids = {
  first: '01a20000-0000-7000-8000-000000000001',
  second: '01a20000-0000-7000-8000-000000000002',
  list: '01a20000-0000-7000-8000-0000000000a1',
};

function line(code: string, own: Partial<RiskLine> = {}): RiskLine {
  const plain = { keyLink: '出厂检验', measure: '按批检验', photoRequired: false };
  return { code, riskPoint: `${code}不合格`, ...plain, ...own };
}

const list: RiskList = {
  record: ids.list,
  at: '2026-11-20T00:00:00Z',
  items: [line('A01'), line('A02'), line('A03')],
};
const today: Today = {
  person: '刘建平',
  organisation: { id: 'works', name: '贡江水泥' },
  today: '2026-11-23',
  now: '2026-11-23T01:00:00Z',
  duty: { title: '日管控', record: '记录', form: 'f'.repeat(64), basis: [] },
  list,
  checkpoint: { size: 7, root: Buffer.alloc(32, 1).toString('base64'), at: '2026-11-23T00:00:00Z' },
  days: [],
  missing: [],
  openFindings: 0,
  mine: true,
};

function begin(own: Partial<Today> = {}): Draft {
  const said = { ...today, ...own };
  const start = { id: ids.first, account: 'officer', day: '2026-11-23', list: said.list };
  return newDraft({ ...start, today: said });
}

function photographed(draft: Draft, photo = hash('c')): Draft {
  return draft.challenge ? { ...draft, challenge: { ...draft.challenge, photo } } : draft;
}

const inputOf = (draft: Draft) =>
  (JSON.parse(bodyOf(draft, '2026-11-23T01:00:00.000Z')) as { input: Record<string, unknown> })
    .input;

test('a new draft answers nothing, and one line is drawn for the photo', () => {
  const draft = begin();
  assert.deepEqual(progressOf(draft), { answered: 0, total: 3, findings: 0, notApplicable: 0 });
  assert.ok(isUntouched(draft));
  assert.ok(list.items.some(({ code }) => code === draft.challenge?.item));
  assert.equal(gapsOf(draft, false).length, 4);
});

test('“all normal” leaves what was already answered, and the photo stays to be taken', () => {
  const draft = markRestNormal(withAnswer(begin(), 'A02', { result: 'not-applicable' }));
  assert.deepEqual(progressOf(draft), { answered: 3, total: 3, findings: 0, notApplicable: 1 });
  assert.deepEqual(
    gapsOf(draft, false).map(({ at }) => at),
    ['challenge'],
  );
  assert.deepEqual(gapsOf(photographed(draft), false), []);
  assert.equal(kindOf(draft), 'zero');
});

test('a finding wants a description and an immediate measure', () => {
  const found = withAnswer(markRestNormal(photographed(begin())), 'A01', { result: 'finding' });
  assert.deepEqual(gapsOf(found, false), [{ at: 'A01', sentence: '请写明发现的问题' }]);
  const noted = withAnswer(found, 'A01', { note: '强度偏低' });
  assert.deepEqual(gapsOf(noted, false), [{ at: 'A01', sentence: '请写明即时措施' }]);
  assert.deepEqual(gapsOf(withAnswer(noted, 'A01', { immediateMeasure: '隔离' }), false), []);
  assert.equal(kindOf(noted), 'finding');
});

test('a line that wants a photo gets its own, or the drawn one where it was drawn', () => {
  const wanting = { ...list, items: list.items.map((one) => ({ ...one, photoRequired: true })) };
  const draft = markRestNormal(photographed(begin({ list: wanting })));
  const drawn = draft.challenge?.item;
  const open = gapsOf(draft, false).map(({ at }) => at);
  assert.deepEqual(
    open,
    ['A01', 'A02', 'A03'].filter((code) => code !== drawn),
  );
  const full = open.reduce(
    (one, code, at) => withAnswer(one, code, { photos: [hash(`${at}`)] }),
    draft,
  );
  assert.deepEqual(gapsOf(full, false), []);
  const rows = inputOf(full)['items'] as { item: string; photos: string[] }[];
  assert.deepEqual(rows.find(({ item }) => item === drawn)?.photos, [hash('c')]);
  assert.deepEqual(photosSent(full).toSorted(), photosOf(full).toSorted());
  const away = withAnswer(full, open[0]!, { result: 'not-applicable' });
  assert.equal(photosSent(away).length, 2);
});

test('what is sent fits the form of the law, for every sort of day', () => {
  const zero = markRestNormal(photographed(begin()));
  const found = withAnswer(zero, 'A02', {
    result: 'finding',
    note: ' 三天强度偏低 ',
    immediateMeasure: '暂停发货',
    measured: '',
    photos: [hash('a')],
  });
  const idle: Draft = { ...begin(), dayType: 'idle', idleReason: '周末休息' };
  for (const draft of [zero, found, idle, { ...zero, remark: '夜班' }]) {
    const parsed = dailyForm.safeParse(inputOf(draft));
    assert.ok(parsed.success, JSON.stringify(parsed.error?.issues));
  }
  assert.equal(kindOf(idle), 'idle');
  const [, row] = inputOf(found)['items'] as Record<string, unknown>[];
  assert.deepEqual(row, {
    item: 'A02',
    result: 'finding',
    note: '三天强度偏低',
    photos: [hash('a')],
    immediateMeasure: '暂停发货',
  });
});

test('what was written about a finding is not sent when the answer changed to normal', () => {
  const found = withAnswer(begin(), 'A01', {
    result: 'finding',
    note: '漏粉',
    immediateMeasure: '停机',
  });
  const rows = inputOf(withAnswer(found, 'A01', { result: 'normal' }))['items'];
  assert.deepEqual((rows as unknown[])[0], { item: 'A01', result: 'normal', photos: [] });
});

test('a day that is over and a correction want a reason', () => {
  const draft = markRestNormal(photographed(begin()));
  assert.deepEqual(gapsOf(draft, true), [{ at: 'reason', sentence: '请写明补录原因' }]);
  const correction = fillFrom(begin(), ids.second, { items: [], remark: '备注' });
  assert.equal(gapsOf(correction, true)[0]?.sentence, '请写明更正原因');
  const body = JSON.parse(bodyOf({ ...correction, reason: ' 填错 ' }, '2026-11-23T01:00:00Z'));
  assert.deepEqual([body.reason, body.corrects], ['填错', ids.second]);
});

test('under another list an answer stays only where the line says the same', () => {
  const draft = withAnswer(markRestNormal(begin()), 'A02', { result: 'not-applicable' });
  const items = [line('A01'), line('A02', { measure: '加严检验' }), line('A04')];
  const { draft: moved, reopened } = moveToList(
    draft,
    { ...list, record: ids.second, items },
    today,
  );
  assert.equal(reopened, 2);
  assert.equal(moved.answers['A01']?.result, 'normal');
  assert.equal(moved.answers['A02']?.result, undefined);
  assert.equal(moved.answers['A03'], undefined);
});

test('a record that was sent back gets a new id and keeps what was filled in', () => {
  const sent = markRestNormal(photographed(begin()));
  const no = (code: string) => ({ code, detail: '请重拍', issues: [], basis: [] });
  const mended = reopen(sent, no('invalid-input'), today, ids.second);
  assert.equal(mended.id, ids.second);
  assert.equal(mended.challenge?.photo, hash('c'));
  assert.equal(mended.refused?.code, 'invalid-input');
  const retake = reopen(sent, no('stale-photo'), today, ids.second);
  assert.equal(retake.challenge?.photo, undefined);
  assert.equal(retake.challenge?.item, sent.challenge?.item);
  assert.equal(progressOf(retake).answered, 3);
});

test('only lines that are due every day are drawn; others stay where a record answered them', () => {
  const kept = [
    { ...line('A01'), frequency: 'day' },
    { ...line('A02'), frequency: 'week' },
    { ...line('A03'), frequency: 'week' },
  ];
  const items = linesDue(kept, ['A02']);
  assert.deepEqual(
    items.map(({ code, extra }) => [code, extra]),
    [
      ['A01', undefined],
      ['A02', true],
    ],
  );
  assert.equal(begin({ list: { ...list, items } }).challenge?.item, 'A01');
});

test('weekly and monthly lines come when their time draws to an end, and the day may go without them', () => {
  const { code: _, ...plain } = line('W');
  const weekly = { ...plain, code: 'W', every: 'week' as const, photoRequired: true };
  const monthly = { ...plain, code: 'M', every: 'month' as const, doneOn: '2026-11-24' };
  const kept = { ...list, periodic: [weekly, monthly] };
  const codesOn = (day: string) => listFor(kept, day).items.map(({ code }) => code);
  assert.deepEqual(codesOn('2026-11-25'), ['A01', 'A02', 'A03']);
  assert.deepEqual(codesOn('2026-11-26'), ['A01', 'A02', 'A03', 'W']);
  assert.deepEqual(codesOn('2026-12-31').slice(3), ['W', 'M']);
  const start = { id: ids.first, account: 'officer', day: '2026-11-26' };
  const draft = newDraft({ ...start, today, list: listFor(kept, start.day) });
  const filled = markRestNormal(photographed(draft));
  assert.deepEqual(progressOf(filled), { answered: 3, total: 4, findings: 0, notApplicable: 0 });
  assert.deepEqual(gapsOf(filled, false), []);
  assert.equal((inputOf(filled)['items'] as unknown[]).length, 3);
  const checked = markRestNormal(filled, 'week');
  assert.deepEqual(gapsOf(checked, false), [{ at: 'W', sentence: '请拍照' }]);
  assert.equal((inputOf(checked)['items'] as unknown[]).length, 4);
  assert.notEqual(draft.challenge?.item, 'W');
});

test('without a tree head nothing is drawn, and without a list only an idle day can be recorded', () => {
  const { checkpoint: _, list: __, ...bare } = today;
  const start = { id: ids.first, account: 'officer', day: '2026-11-23', list: undefined };
  const draft = newDraft({ ...start, today: bare });
  assert.equal(draft.challenge, undefined);
  assert.deepEqual(
    gapsOf(draft, false).map(({ at }) => at),
    ['list'],
  );
  assert.deepEqual(gapsOf({ ...draft, dayType: 'idle', idleReason: '停电' }, false), []);
});

test('an issue of the server names the line it is about', () => {
  assert.equal(issueTitle(begin(), 'items.1.note'), 'A02不合格：');
  assert.equal(issueTitle(begin(), 'filledAt'), '');
});

test('days and clocks are told in Chinese', () => {
  assert.equal(`${dayTitle('2026-11-03')} ${weekdayTitle('2026-11-23')}`, '11月3日 星期一');
  assert.equal(momentTitle('2026-11-23T01:05:00Z', '2026-11-23'), '09:05');
  assert.equal(momentTitle('2026-11-22T18:05:00Z', '2026-11-22'), '11月23日 02:05');
});
