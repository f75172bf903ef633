import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '#kernel/decide.ts';
import type { RelatedProceeding } from '#kernel/facts.ts';
import { supervisoryMeasure } from '#law/regulator/supervisory-measure.ts';
import { works, who } from './penalty-case/setting.ts';
import { accountOf, file, play } from './play.ts';
import type { Play } from './play.ts';

const light = {
  matterName: '未按规定张贴警示标识',
  source: 'inspection',
  facts: '两台设备缺警示标识',
  gravity: 'ordinary',
  consequence: 'none',
  record: 'once',
  measure: 'correct',
  requirements: '补贴标识',
  dueOn: '2026-07-20',
  evidence: [file],
};
const heavy = {
  ...light,
  matterName: '产品存在触电风险',
  gravity: 'serious',
  consequence: 'harm',
  record: 'none',
  measure: 'stop',
};
const answered = { measures: '已补贴', evidence: [file] };
const verified = {
  officers: [accountOf('执法甲'), accountOf('执法乙')],
  result: 'done',
  findings: '属实',
  evidence: [file],
};
const approval = {
  noticeNumber: '丰市监措2026-1',
  decision: 'approve',
  dueOn: '2026-07-25',
  opinion: '同意',
};

function start(): Play {
  return play({ procedure: supervisoryMeasure, region: works.region, subject: works });
}

function proposed(change: object = {}): Play {
  const matter = start();
  matter.does('propose', who.officer, '2026-07-06', { ...heavy, ...change });
  return matter;
}

test('a light measure that fits is taken at once, answered and verified', () => {
  const matter = start();
  matter.refuses('not-entitled', 'issue', who.party, '2026-07-06', light);
  matter.does('issue', who.officer, '2026-07-06', light);
  assert.equal(matter.due('answer', '2026-07-06'), '2026-07-20');
  assert.equal(matter.clock('answer', '2026-07-20T15:59:59Z')?.status, 'running');
  matter.refuses('condition-unmet', 'verify', who.officer, '2026-07-10', verified);
  matter.does('answer', who.party, '2026-07-15', answered);
  assert.equal(matter.due('verification', '2026-07-15'), '2026-07-29');
  matter.does('verify', who.officer, '2026-07-17', verified);
  assert.equal(matter.state, 'closed');
});

test('departing from the scale needs a reason and the head', () => {
  const departing = { ...light, measure: 'talk' };
  const told = start().refuses('condition-unmet', 'issue', who.officer, '2026-07-06', departing);
  assert.match(told.sentence, /责令改正/);
  start().refuses('condition-unmet', 'issue', who.officer, '2026-07-06', heavy);
  start().refuses('condition-unmet', 'propose', who.officer, '2026-07-06', departing);
  const matter = proposed({ ...departing, departure: '当日已改正' });
  const own = { ...who.officer, posts: ['leader' as const] };
  matter.refuses('separation-of-duties', 'approve', own, '2026-07-07', approval);
  matter.refuses('not-entitled', 'approve', who.second, '2026-07-07', approval);
  const early = { ...approval, dueOn: '2026-07-06' };
  matter.refuses('condition-unmet', 'approve', who.chief, '2026-07-07', early);
  matter.does('approve', who.chief, '2026-07-07', approval);
  assert.equal(matter.due('answer', '2026-07-07'), '2026-07-25');
});

test('a heavy measure takes force with the approval, or not at all', () => {
  const matter = proposed();
  assert.equal(matter.clock('answer', '2026-07-06'), undefined);
  const rejected = matter.fork();
  rejected.does('approve', who.chief, '2026-07-07', { ...approval, decision: 'reject' });
  assert.equal(rejected.state, 'rejected');
  matter.does('approve', who.chief, '2026-07-07', approval);
  assert.equal(matter.state, 'issued');
});

test('a licence is revoked in a case only', () => {
  const matter = proposed({ record: 'repeated', measure: 'revoke' });
  matter.refuses('condition-unmet', 'approve', who.chief, '2026-07-07', approval);
  matter.does('approve', who.chief, '2026-07-07', { ...approval, decision: 'to-case' });
  const { effects } = matter.does('escalate', who.officer, '2026-07-08', { reason: '须吊销' });
  assert.ok(effects.some((one) => one.do === 'open' && one.procedure === 'penalty-case'));
  assert.equal(matter.state, 'escalated');
});

test('what is not carried out becomes a case', () => {
  const matter = start();
  matter.does('issue', who.officer, '2026-07-06', light);
  const failed = { ...verified, result: 'failed' };
  matter.refuses('condition-unmet', 'verify', who.officer, '2026-07-20', failed);
  matter.does('verify', who.officer, '2026-07-21', failed);
  const again = matter.fork();
  again.does('answer', who.party, '2026-07-22', answered);
  const { effects } = matter.does('escalate', who.officer, '2026-07-22', { reason: '逾期未改' });
  const [opening] = effects;
  assert.ok(opening?.do === 'open' && opening.procedure === 'penalty-case');
  assert.match(JSON.stringify(opening.input), /measure/);
});

test('the record is never stated lighter than the platform holds it', () => {
  const asked = start().question('issue', who.officer, '2026-07-06', {
    ...light,
    gravity: 'serious',
    record: 'none',
  });
  const earlier = (openedAt: string, state = 'closed'): RelatedProceeding => ({
    id: openedAt,
    procedure: 'supervisory-measure',
    title: '分级处置措施',
    state,
    openedAt,
    overdue: false,
    opening: {},
  });
  assert.ok(decide(asked).ok);
  const once = decide({ ...asked, related: [earlier('2026-01-05T02:00:00.000Z')] });
  assert.ok(!once.ok && /两年内第二次/.test(once.sentence));
  const old = [
    earlier('2024-07-01T02:00:00.000Z'),
    earlier('2026-01-05T02:00:00.000Z', 'rejected'),
  ];
  assert.ok(decide({ ...asked, related: old }).ok);
});

test('the weighing stands in the file', () => {
  const matter = proposed();
  const [figure] = supervisoryMeasure.figures?.(matter.history) ?? [];
  assert.deepEqual(figure?.lines.map(({ value }) => value).slice(-2), [
    '责令停止生产',
    '责令停止生产',
  ]);
  assert.deepEqual(supervisoryMeasure.figures?.([]), []);
});
