import assert from 'node:assert/strict';
import { test } from 'node:test';
import { time } from '#kernel/decide.ts';
import { dishonestyListing } from '#law/regulator/dishonesty-listing.ts';
import { checking, forms, listed, published, removed, who } from './dishonesty-setting.ts';
import { file } from './play.ts';
import type { Play } from './play.ts';

test('a year must be over, all three conditions met and every paper handed in', () => {
  const matter = published();
  matter.refuses('too-early', 'apply', who.firm, '2027-10-12T15:59:59Z', forms.apply);
  const lacking = { ...forms.apply, noFurther: false };
  matter.refuses('condition-unmet', 'apply', who.firm, '2027-10-12T16:00:00Z', lacking);
  const { commitment: _commitment, ...short } = forms.apply;
  matter.refuses('invalid-input', 'apply', who.firm, '2027-10-12T16:00:00Z', short);
  matter.does('apply', who.firm, '2027-10-12T16:00:00Z', forms.apply);
});

test('two working days to accept, one request to complete, seven and ten to decide', () => {
  const matter = published();
  matter.does('apply', who.firm, '2027-10-13', forms.apply);
  assert.equal(matter.due('acceptance', '2027-10-13'), '2027-10-15');
  const incomplete = { outcome: 'incomplete', reason: '缺缴款凭证' };
  matter.refuses('condition-unmet', 'accept', who.officer, '2027-10-14', { outcome: 'rejected' });
  matter.does('accept', who.officer, '2027-10-14', incomplete);
  matter.does('supplement', who.firm, '2027-10-20', { note: '补交', papers: [file] });
  assert.equal(matter.due('acceptance', '2027-10-20'), '2027-10-22');
  matter.refuses('condition-unmet', 'accept', who.officer, '2027-10-21', incomplete);
  matter.does('accept', who.officer, '2027-10-21', { outcome: 'accepted' });
  assert.equal(matter.due('repair-decision', '2027-10-21'), '2027-11-01');
  matter.does('extend', who.head, '2027-10-25', { reason: '需外地核查' });
  assert.equal(matter.due('repair-decision', '2027-10-25'), '2027-11-15');
  matter.refuses('condition-unmet', 'extend', who.head, '2027-10-26', { reason: '再延长' });
  assert.match(dishonestyListing.deadlines['repair-decision']?.policy ?? '', /十五个工作日/);
});

test('nothing is granted unchecked, against the check, or by whoever checked', () => {
  const matter = checking();
  matter.refuses('condition-unmet', 'decideRepair', who.head, '2027-10-15', forms.granted);
  matter.does('check', who.officer, '2027-10-15', { ...forms.check, performed: false });
  matter.refuses('condition-unmet', 'decideRepair', who.head, '2027-10-15', forms.granted);
  const no = { decision: 'refused', number: '不1', reason: '罚款未缴' };
  const refused = matter.fork();
  refused.does('decideRepair', who.head, '2027-10-15', no);
  assert.equal(refused.state, 'published');
  refused.does('apply', who.firm, '2027-12-01', forms.apply);
  refused.does('accept', who.officer, '2027-12-02', { outcome: 'accepted' });
  refused.refuses('condition-unmet', 'decideRepair', who.head, '2027-12-02', forms.granted);
  matter.does('check', who.officer, '2027-10-16', forms.check);
  const both = { ...who.officer, posts: ['leader' as const, 'case-officer' as const] };
  matter.refuses('separation-of-duties', 'decideRepair', both, '2027-10-17', forms.granted);
  matter.does('decideRepair', who.head, '2027-10-18', forms.granted);
  assert.equal(matter.due('stop', '2027-10-18'), '2027-10-21');
  matter.refuses('not-entitled', 'stopPublicity', who.firm, '2027-10-19');
  const { effects } = matter.does('stopPublicity', who.publisher, '2027-10-19');
  assert.deepEqual(effects[0], { do: 'withdraw', key: 'listing', reason: '信用修复：移1' });
});

test('an application can be taken back', () => {
  const matter = checking();
  matter.does('retract', who.firm, '2027-10-15', { reason: '另行申请' });
  assert.equal(matter.state, 'published');
  assert.equal(matter.clock('repair-decision', '2027-10-15')?.status, 'met');
});

test('three years after the listing time removes it, from every state, and nobody else can', () => {
  const states: Play[] = [listed(), published(), checking(), removed()];
  for (const matter of states) {
    matter.refuses('too-early', 'expire', time, '2029-10-12T15:59:59Z');
    matter.refuses('not-entitled', 'expire', who.head, '2029-10-12T16:00:00Z');
    const { effects } = matter.does('expire', time, '2029-10-12T16:00:00Z');
    assert.equal(matter.state, 'expired');
    assert.ok(effects.some((effect) => effect.do === 'withdraw'));
  }
});

test('a repair got by fraud is undone, the three years run anew and no second repair is heard', () => {
  const matter = removed();
  const undone = { number: '撤1', reason: '材料虚假', evidence: [file] };
  matter.refuses('not-entitled', 'restore', who.officer, '2028-01-10', undone);
  matter.does('restore', who.head, '2028-01-10', undone);
  assert.equal(matter.due('term', '2028-01-10'), '2031-01-10');
  assert.equal(matter.clock('publicity', '2028-01-10')?.status, 'running');
  const { effects } = matter.does('publish', who.publisher, '2028-01-11', forms.publish);
  assert.ok(effects[0]?.do === 'publish' && effects[0].until === '2031-01-10');
  const said = matter.refuses('condition-unmet', 'apply', who.firm, '2029-06-01', forms.apply);
  assert.match(said.sentence, /三年内不得/);
  matter.refuses('too-early', 'expire', time, '2029-10-13');
  matter.does('expire', time, '2031-01-11');
});

test('when the decision falls publicity stops within three working days of that day', () => {
  const matter = published();
  const late = { ...forms.fall, revokedOn: '2026-10-11' };
  matter.refuses('condition-unmet', 'reportFall', who.officer, '2026-11-02', late);
  matter.does('reportFall', who.officer, '2026-11-03', forms.fall);
  assert.equal(matter.due('stop-fallen', '2026-11-03'), '2026-11-05');
  assert.equal(matter.clock('stop-fallen', '2026-11-05T15:59:59Z')?.status, 'running');
  assert.ok(matter.fork().does('stopFallen', who.publisher, '2026-11-05T16:00:00Z').late);
  const { effects } = matter.does('stopFallen', who.publisher, '2026-11-05');
  assert.deepEqual(effects[0], { do: 'withdraw', key: 'listing', reason: '列入依据被撤销：复1' });
  assert.equal(matter.state, 'revoked');
});

test('wrong facts are corrected: the old announcement goes, the new one keeps the term', () => {
  const matter = published();
  const wish = { wrong: '事由有误', evidence: [file] };
  matter.does('askCorrection', who.firm, '2026-11-02', wish);
  assert.equal(matter.due('correction', '2026-11-02'), '2026-11-30');
  const answer = { outcome: 'corrected', reason: '笔误' };
  matter.refuses('condition-unmet', 'correct', who.publisher, '2026-11-03', answer);
  const { effects } = matter.does('correct', who.publisher, '2026-11-03', {
    ...answer,
    corrected: '以次充好',
  });
  assert.deepEqual(
    effects.map((effect) => effect.do),
    ['withdraw', 'publish', 'notify'],
  );
  const [, again] = effects;
  assert.ok(again?.do === 'publish');
  assert.equal(again.until, '2029-10-12');
  assert.equal(again.record?.['grounds'], '以次充好');
});
