import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseForm } from '#kernel/decide.ts';
import { dailyForm } from '#law/enterprise/daily/form.ts';
import type { DailyRecord } from '#law/enterprise/daily/form.ts';
import type { RiskItem } from '#law/enterprise/risk-control-list.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { blank, fillingOf, othersOn, recordOf, unanswered, versionFor } from './daily.ts';

const item = (code: string, frequency: RiskItem['frequency'] = 'day'): RiskItem => ({
  code,
  keyLink: '原料进厂',
  riskPoint: '混料',
  measure: '分仓',
  frequency,
  ownerPost: 'warehouse',
  photoRequired: false,
});
const items = [item('A'), item('B'), item('W', 'week')];
const list = { record: '01938c2a-0000-7000-8000-000000000000', items };
const at = '2026-11-23T01:00:00.000Z';

const version = (id: string, when: string) => ({ id, at: when }) as PresentedEntry;

test('the list of a day is the version that stood at its end', () => {
  const records = [version('new', '2026-11-23T03:00:00Z'), version('old', '2026-10-01T03:00:00Z')];
  assert.equal(versionFor(records, '2026-11-22')?.id, 'old');
  assert.equal(versionFor(records, '2026-11-23')?.id, 'new');
  assert.equal(versionFor(records, '2026-09-01')?.id, 'old');
  assert.equal(versionFor([], '2026-09-01'), undefined);
});

test('a day is complete when each daily item has a result; weekly items may wait', () => {
  const filling = { ...blank, answers: { A: { result: 'normal' as const } } };
  assert.deepEqual(unanswered(items, filling), ['B']);
});

test('a weekly item presses from Thursday on, until a day of the week answered it', () => {
  const codes = (day: string, doneOn?: string) => {
    const done = doneOn === undefined ? {} : { doneOn };
    const periodic = [{ ...items[2]!, every: 'week' as const, ...done }];
    return othersOn(day, items, periodic).pressing.map(({ code }) => code);
  };
  assert.deepEqual(codes('2026-11-25'), []);
  assert.deepEqual(codes('2026-11-26'), ['W']);
  assert.deepEqual(codes('2026-11-26', '2026-11-20'), ['W']);
  assert.deepEqual(codes('2026-11-27', '2026-11-24'), []);
  assert.equal(othersOn('2026-11-25', items).rest.length, 1);
});

test('a filled day passes the form of the duty, and comes back as it was filled', () => {
  const filling = {
    ...blank,
    answers: {
      A: { result: 'normal' as const, note: ' ' },
      B: { result: 'finding' as const, note: '漏浆', immediateMeasure: '停机', photos: [] },
    },
    challengePhoto: ['a'.repeat(64)],
  };
  const challenge = { checkpointSize: 12, item: 'A' };
  const parsed = parseForm(dailyForm, recordOf(filling, list, challenge, at), []);
  assert.ok(parsed.ok);
  const record = parsed.input as unknown as DailyRecord;
  assert.deepEqual(
    record.items.map((one) => one.item),
    ['A', 'B'],
  );
  assert.equal(record.challenge?.item, 'A');
  assert.equal(fillingOf(record).answers['B']?.note, '漏浆');
});

test('an idle day carries its reason and no items', () => {
  const filling = { ...blank, dayType: 'idle' as const, idleReason: '设备检修' };
  const parsed = parseForm(dailyForm, recordOf(filling, list, undefined, at), []);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.input['items'], []);
  assert.ok(!('riskList' in parsed.input));
});
