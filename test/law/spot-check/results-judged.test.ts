import assert from 'node:assert/strict';
import { test } from 'node:test';
import { file } from '../play.ts';
import type { Play } from '../play.ts';
import { forms, start, who } from './setting.ts';

const standard = [
  { item: '温升', method: 'GB/T 2099.1', rule: 'at-most', upper: '45', unit: 'K' },
  { item: '标志', method: '目视', rule: 'conforms' },
];
const task = {
  ...forms.assign,
  items: standard,
  sample: { minimum: 20, test: 4, backup: 4, unit: '只' },
};

function row(item: string, measured: string, verdict: 'pass' | 'fail') {
  return { item, requirement: '≤45 K', method: 'GB/T 2099.1', measured, verdict };
}

const passing = [row('温升', '44.6', 'pass'), row('标志', '符合', 'pass')];

function inTest(): Play {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', task);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  check.does('receive', who.tester, '2026-09-02', forms.receive);
  check.does('verify', who.tester, '2026-09-03', forms.verify);
  return check;
}

test('every verdict is the one that the limit of the rules gives', () => {
  const check = inTest();
  const attempts: readonly [object[], string, RegExp][] = [
    [[row('温升', '45.4', 'pass'), passing[1]!], 'pass', /要求≤45 K，单项判定应为不合格/],
    [[row('温升', '44.6', 'fail'), passing[1]!], 'fail', /单项判定应为合格/],
    [[row('温升', '约40', 'pass'), passing[1]!], 'pass', /“温升”：实测值须为数字/],
    [[passing[0]!], 'pass', /缺少检验项目“标志”/],
    [[...passing, row('噪声', '1', 'pass')], 'pass', /不是实施细则规定的检验项目/],
    [passing, 'fail', /检验结论与单项判定不一致/],
  ];
  for (const [items, conclusion, sentence] of attempts) {
    const report = { ...forms.test, items, conclusion };
    const refusal = check.refuses('condition-unmet', 'test', who.tester, '2026-09-15', report);
    assert.match(refusal.sentence, sentence);
  }
  check.does('test', who.tester, '2026-09-15', {
    ...forms.test,
    items: passing,
    conclusion: 'pass',
    fee: '860.00',
  });
});

test('a limit that cannot judge, or an item named twice, is no task', () => {
  const wrong = (items: object[]) =>
    start().refuses('condition-unmet', 'assign', who.organiser, '2026-08-28', { ...task, items })
      .sentence;
  assert.match(wrong([{ ...standard[0], upper: undefined }]), /上限须为数字/);
  assert.match(wrong([standard[0]!, standard[0]!]), /“温升”重复/);
});

test('no fewer samples than the rules ask for are taken', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', task);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  for (const [change, sentence] of [
    [{ stock: 15, minimum: 10 }, /少于实施细则要求的20/],
    [{ backupCount: 3 }, /检验样品4，备用样品4/],
  ] as const) {
    const taken = { ...forms.take, ...change };
    const refusal = check.refuses('condition-unmet', 'take', who.sampler, '2026-09-01', taken);
    assert.match(refusal.sentence, sentence);
  }
});

test('who signs on the screen signs; a blank field is no signature', () => {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  const kept = { ...forms.present, handedOver: false };
  check.refuses('condition-unmet', 'present', who.sampler, '2026-09-01', kept);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  const blank = { ...forms.take, signatures: { samplers: [file], sampled: [] } };
  check.refuses('condition-unmet', 'take', who.sampler, '2026-09-01', blank);
  check.does('take', who.sampler, '2026-09-01', {
    ...forms.take,
    paid: '119.60',
    signatures: { samplers: [file], sampled: [file] },
  });
});
