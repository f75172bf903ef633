import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, time } from '#kernel/decide.ts';
import type { RelatedProceeding } from '#kernel/facts.ts';
import { penaltyCase } from '#law/regulator/penalty-case.ts';
import { accountOf, file } from '../play.ts';
import type { Play } from '../play.ts';
import {
  forms,
  grave,
  hearingRequested,
  investigated,
  notified,
  served,
  toDecide,
  who,
} from './setting.ts';

const day = '2026-08-12';

function refusesDecision(matter: Play, change: object, sentence?: RegExp): void {
  const input = { ...forms.decide, ...change };
  const answer = matter.refuses('condition-unmet', 'decide', who.chief, day, input);
  if (sentence !== undefined) assert.match(answer.sentence, sentence);
}

test('the party may state until the last minute of the fifth working day, and nothing is decided before', () => {
  const matter = notified();
  assert.equal(matter.due('statement', '2026-08-03'), '2026-08-10');
  matter.refuses('condition-unmet', 'considerStatement', who.officer, '2026-08-10', forms.consider);
  const stated = { form: 'written', statement: '数量有误', evidence: [] };
  const late = matter.fork();
  late.refuses('too-late', 'state', who.party, '2026-08-10T16:00:00Z', stated);
  matter.does('state', who.party, '2026-08-10T15:59:59Z', stated);
  matter.refuses('condition-unmet', 'considerStatement', who.officer, '2026-08-11', forms.consider);
  const rejected = { ...forms.consider, stated: 'rejected' };
  matter.does('considerStatement', who.officer, '2026-08-11', rejected);
  late.refuses('condition-unmet', 'considerStatement', who.officer, '2026-08-11', rejected);
});

test('who gives the right up is decided upon at once; an accepted defence leads back', () => {
  const matter = notified();
  matter.refuses('condition-unmet', 'waive', who.party, '2026-08-04', { confirmed: false });
  const worker = { ...who.party, posts: ['quality-safety-officer' as const] };
  matter.refuses('condition-unmet', 'waive', worker, '2026-08-04', { confirmed: true });
  matter.does('waive', who.party, '2026-08-04', { confirmed: true });
  const changed = { ...forms.consider, outcome: 'changed' };
  matter.does('considerStatement', who.officer, '2026-08-04', changed);
  assert.equal(matter.state, 'investigating');
});

test('a hearing is offered where the sums reach the threshold, and nowhere else', () => {
  const approved = investigated(grave.report);
  approved.does('review', who.reviewer, '2026-07-24', { ...forms.review, kind: 'legal' });
  approved.does('approveProposal', who.chief, '2026-07-30', forms.approve);
  const notice = { ...forms.notify, ...grave.notice, hearing: false };
  approved.refuses('condition-unmet', 'notify', who.officer, '2026-08-03', notice);
  const small = notified();
  const request = { reason: '有误', request: [file] };
  small.refuses('condition-unmet', 'requestHearing', who.party, '2026-08-04', request);
});

test('a hearing: presider in 3, file in 3, date in 5, seven working days of notice, report in 5', () => {
  const matter = hearingRequested();
  assert.equal(matter.due('presider', '2026-08-07'), '2026-08-12');
  const people = { presider: accountOf('主持人'), clerk: accountOf('书记'), others: [] };
  const own = { ...people, presider: accountOf('执法乙') };
  matter.refuses('condition-unmet', 'appointPresider', who.chief, '2026-08-10', own);
  const double = { ...people, clerk: accountOf('主持人') };
  matter.refuses('condition-unmet', 'appointPresider', who.chief, '2026-08-10', double);
  const fix = { noticeNumber: '听1', heldOn: '2026-08-27', place: '二楼', isPublic: true };
  matter.does('appointPresider', who.chief, '2026-08-10', people);
  matter.refuses('condition-unmet', 'fixHearing', who.presider, '2026-08-10', fix);
  assert.equal(matter.due('hearing-file', '2026-08-10'), '2026-08-13');
  matter.does('handFileOver', who.officer, '2026-08-12', { list: '案卷一册' });
  assert.equal(matter.due('hearing-date', '2026-08-12'), '2026-08-19');
  matter.refuses('not-entitled', 'fixHearing', who.reviewer, '2026-08-17', fix);
  matter.does('fixHearing', who.presider, '2026-08-17', fix);
  const held = { outcome: 'held', attended: '各方', minutes: '要点', record: [file] };
  assert.equal(matter.due('hearing-notice', '2026-08-17'), '2026-08-26');
  matter.refuses('too-early', 'holdHearing', who.presider, '2026-08-26', held);
  const silent = matter.fork();
  silent.refuses('condition-unmet', 'holdHearing', who.presider, '2026-08-27', held);
  matter.does('announceHearing', who.presider, '2026-08-21', { text: '公告' });
  matter.does('holdHearing', who.presider, '2026-08-27', held);
  assert.equal(matter.due('hearing-report', '2026-08-27'), '2026-09-03');
  assert.equal(matter.clock('decision', '2026-08-27')?.status, 'paused');
  matter.does('reportHearing', who.presider, '2026-08-31', { course: '情况', opinion: '维持' });
  // 90 days from 8 July, and the 24 of the hearing.
  assert.equal(matter.due('decision', '2026-08-31'), '2026-10-30');
  matter.refuses('condition-unmet', 'reviewAfterHearing', who.reviewer, '2026-09-02', forms.review);
  matter.does('reviewAfterHearing', who.reviewer, '2026-09-02', { ...forms.review, kind: 'legal' });
  assert.equal(matter.state, 'to-decide');
  const decision = {
    ...forms.decide,
    amountYuan: '120000',
    discretion: 'normal',
  };
  matter.refuses('condition-unmet', 'decide', who.chief, '2026-09-04', decision);
  matter.does('discuss', who.chief, '2026-09-03', { ...forms.discuss, heldOn: '2026-09-03' });
  const more = { ...decision, amountYuan: '130000' };
  const heavier = matter.refuses('condition-unmet', 'decide', who.chief, '2026-09-04', more);
  assert.match(heavier.sentence, /不得重于告知/);
  matter.does('decide', who.chief, '2026-09-04', decision);
});

test('a hearing that the party gives up leads back without counting its days', () => {
  const matter = hearingRequested();
  matter.does('withdrawHearing', who.party, '2026-08-12', { reason: '不再要求' });
  assert.equal(matter.state, 'notified');
  assert.equal(matter.due('decision', '2026-08-12'), '2026-10-11');
  matter.does('considerStatement', who.officer, '2026-08-13', forms.consider);
});

test('the fine lies within the band at the level that it names', () => {
  const matter = toDecide();
  refusesDecision(matter, { discretion: 'normal' }, /从轻处罚/);
  refusesDecision(matter, { amountYuan: '59999' }, /须有法定理由/);
  refusesDecision(matter, { goodsValueYuan: '20000' }, /超出法定幅度/);
  refusesDecision(matter, { kinds: ['confiscate-goods'] });
  refusesDecision(matter, { decision: 'warning' });
  refusesDecision(matter, { confiscationYuan: '0' });
  refusesDecision(matter, { seriousCircumstances: true }, /集体讨论/);
  refusesDecision(matter, { kinds: [...forms.decide.kinds, 'stop'] }, /不得重于告知/);
  const mild = { amountYuan: '40000', discretion: 'mitigated', mitigation: 'penalty-law/32' };
  matter.fork().does('decide', who.chief, day, { ...forms.decide, ...mild });
  matter.does('decide', who.chief, day, forms.decide);
});

test('neither the officers nor the reviewer decide', () => {
  const matter = toDecide();
  const asChief = (one: typeof who.officer) => ({ ...one, posts: ['leader' as const] });
  matter.refuses('condition-unmet', 'decide', who.chiefInTeam, day, forms.decide);
  matter.refuses('separation-of-duties', 'decide', asChief(who.reviewer), day, forms.decide);
  matter.refuses('separation-of-duties', 'decide', asChief(who.officer), day, forms.decide);
  matter.refuses('not-entitled', 'decide', who.reviewer, day, forms.decide);
});

test('ninety days, thirty more from the head, then until the day that a discussion names', () => {
  const matter = investigated();
  assert.equal(matter.due('decision', '2026-07-20'), '2026-10-08');
  assert.equal(matter.clock('decision', '2026-10-08T15:59:59Z')?.status, 'running');
  assert.equal(matter.clock('decision', '2026-10-08T16:00:00Z')?.status, 'overdue');
  const people = [accountOf('局长'), accountOf('副局长'), accountOf('总工')];
  const together = { untilDay: '2026-12-31', participants: people, reason: '特别复杂' };
  matter.refuses('condition-unmet', 'extendCollectively', who.chief, '2026-09-30', together);
  matter.does('extendDecision', who.chief, '2026-09-30', { reason: '复杂' });
  matter.refuses('already-done', 'extendDecision', who.chief, '2026-10-01', { reason: '复杂' });
  assert.equal(matter.due('decision', '2026-09-30'), '2026-11-07');
  const back = { ...together, untilDay: '2026-11-07' };
  matter.refuses('condition-unmet', 'extendCollectively', who.chief, '2026-11-01', back);
  matter.does('extendCollectively', who.chief, '2026-11-01', together);
  assert.equal(matter.due('decision', '2026-11-02'), '2026-12-31');
  matter.refuses('already-done', 'extendCollectively', who.chief, '2026-11-02', together);
});

const noPenalty = {
  decisionNumber: '丰市监不罚2026-1',
  ground: 'first-minor',
  corrected: true,
  facts: '事实',
  reasons: '初次、轻微、已改正',
  education: '已教育',
};

test('a first minor offence that was put right is not punished; a second one is no first', () => {
  const matter = investigated();
  matter.does('review', who.reviewer, '2026-07-24', { ...forms.review, opinion: 'no-penalty' });
  const input = noPenalty;
  const wrong = { ...input, corrected: false };
  matter.refuses('condition-unmet', 'decideNoPenalty', who.chief, '2026-07-30', wrong);
  matter.refuses('condition-unmet', 'decideNoPenalty', who.chiefInTeam, '2026-07-30', input);
  const earlier: RelatedProceeding = {
    id: 'case-1',
    procedure: 'penalty-case',
    title: '行政处罚案件',
    state: 'closed',
    openedAt: '2025-03-01T02:00:00.000Z',
    overdue: false,
    opening: {},
  };
  const asked = matter.question('decideNoPenalty', who.chief, '2026-07-30', input);
  assert.ok(decide(asked).ok);
  assert.ok(decide({ ...asked, related: [{ ...earlier, state: 'not-filed' }] }).ok);
  const again = decide({ ...asked, related: [earlier] });
  assert.ok(!again.ok && again.sentence.includes('不属于初次违法'));
  matter.does('decideNoPenalty', who.chief, '2026-07-30', input);
  assert.equal(matter.due('service', '2026-07-30'), '2026-08-10');
  const told = { mode: 'direct', servedOn: '2026-08-03', proof: [file] };
  matter.does('tellNoPenalty', who.officer, '2026-08-03', told);
  matter.does('close', who.chief, '2026-08-10', forms.close);
  assert.equal(matter.state, 'closed');
});

test('a decision not to punish is served by announcement: thirty days, then the case may be closed', () => {
  const matter = investigated();
  matter.does('review', who.reviewer, '2026-07-24', { ...forms.review, opinion: 'no-penalty' });
  matter.does('decideNoPenalty', who.chief, '2026-07-30', noPenalty);
  matter.refuses('too-early', 'noPenaltyByNotice', time, '2026-08-03');
  const announce = matter.does('announceNoPenalty', who.officer, '2026-08-03', forms.announcement);
  assert.deepEqual(
    announce.effects.map((effect) => effect.do),
    ['publish'],
  );
  assert.equal(matter.clock('service', '2026-08-20')?.status, 'met');
  assert.equal(matter.due('notice-no-penalty', '2026-08-03'), '2026-09-02');
  const found = matter.fork();
  matter.refuses('wrong-state', 'close', who.chief, '2026-08-20', forms.close);
  matter.refuses('too-early', 'noPenaltyByNotice', time, '2026-09-02T15:59:59Z');
  matter.refuses('not-entitled', 'noPenaltyByNotice', who.officer, '2026-09-02T16:00:00Z');
  const { effects } = matter.does('noPenaltyByNotice', time, '2026-09-02T16:00:00Z');
  assert.deepEqual(
    effects.map((effect) => effect.do),
    ['notify'],
  );
  // Sunday the 20th is worked.
  assert.equal(matter.due('closing', '2026-09-03'), '2026-09-23');
  matter.does('close', who.chief, '2026-09-10', forms.close);
  // Who turns up meanwhile is handed the paper, and the notice has nothing left to do.
  const told = { mode: 'direct', servedOn: '2026-08-20', proof: [file] };
  found.does('tellNoPenalty', who.officer, '2026-08-20', told);
  assert.equal(found.clock('notice-no-penalty', '2026-09-20')?.status, 'met');
  assert.equal(found.state, 'to-close');
});

test('the file shows the band, the fine within it and what is owed', () => {
  const history = served().history;
  const figures = penaltyCase.figures?.(history) ?? [];
  assert.deepEqual(
    figures.map(({ title }) => title),
    ['罚款幅度和裁量', '罚没款缴纳'],
  );
  assert.deepEqual(figures[0]?.range, { lower: 60_000, upper: 180_000, value: 66_000, unit: '元' });
  const lines = Object.fromEntries(figures[1]!.lines.map(({ label, value }) => [label, value]));
  assert.equal(lines['应缴'], '74,000.00元');
  assert.equal(lines['尚欠'], '74,000.00元');
  assert.deepEqual(penaltyCase.figures?.([]), []);
});
