import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, time } from '#kernel/decide.ts';
import type { RelatedProceeding } from '#kernel/facts.ts';
import { file } from '../play.ts';
import type { Play } from '../play.ts';
import { forms, hearingRequested, investigated, notified, who } from './setting.ts';

const { servedOn: _day, ...notice } = forms.notify;
const announced = {
  ...notice,
  mode: 'announced',
  proof: [],
  announcement: forms.announcement,
};

/** Approved on 30 July, the notice announced on 3 August. */
function told(change: object = {}): Play {
  const matter = investigated();
  matter.does('review', who.reviewer, '2026-07-24', forms.review);
  matter.does('approveProposal', who.chief, '2026-07-30', forms.approve);
  matter.does('notify', who.officer, '2026-08-03', { ...announced, ...change });
  return matter;
}

test('a notice of the penalty is served by announcement: thirty days, then five working days to speak', () => {
  const matter = told();
  assert.equal(matter.state, 'notice-announced');
  assert.equal(matter.due('notice-period', '2026-08-03'), '2026-09-02');
  assert.equal(matter.clock('statement', '2026-09-02'), undefined);
  matter.refuses('wrong-state', 'considerStatement', who.officer, '2026-08-11', forms.consider);
  matter.refuses('too-early', 'noticeServed', time, '2026-09-02T15:59:59Z');
  matter.refuses('not-entitled', 'noticeServed', who.officer, '2026-09-02T16:00:00Z');
  const { effects } = matter.does('noticeServed', time, '2026-09-02T16:00:00Z');
  assert.ok(effects.some((effect) => effect.do === 'notify'));
  assert.equal(matter.state, 'notified');
  assert.equal(matter.due('statement', '2026-09-03'), '2026-09-10');
  // The days of the announcement don't count (64): 90 from 8 July, and 31 more.
  assert.deepEqual(matter.clock('decision', '2026-09-03')?.pauses, [
    { from: '2026-08-03', to: '2026-09-03' },
  ]);
  matter.refuses('condition-unmet', 'considerStatement', who.officer, '2026-09-10', forms.consider);
  matter.does('considerStatement', who.officer, '2026-09-11', forms.consider);
});

test('the announcement stands on the pages, and whoever turns up is handed the paper', () => {
  const matter = investigated();
  matter.does('review', who.reviewer, '2026-07-24', forms.review);
  matter.does('approveProposal', who.chief, '2026-07-30', forms.approve);
  const { effects } = matter.does('notify', who.officer, '2026-08-03', announced);
  const [published] = effects.filter((effect) => effect.do === 'publish');
  assert.equal(published?.title, '行政处罚告知书送达公告');
  assert.ok(!effects.some((effect) => effect.do === 'notify'), 'nobody was reached');
  const handed = { mode: 'direct', servedOn: '2026-08-10', proof: [file] };
  const early = { ...handed, servedOn: '2026-08-02' };
  matter.refuses('condition-unmet', 'reachParty', who.officer, '2026-08-10', early);
  matter.does('reachParty', who.officer, '2026-08-10', handed);
  assert.equal(matter.due('statement', '2026-08-10'), '2026-08-17');
  assert.equal(matter.clock('notice-period', '2026-09-10')?.status, 'met');
  assert.equal(matter.clock('decision', '2026-08-20')?.status, 'running');
});

test('what is said of the service fits the way of it', () => {
  const refused = (change: object, sentence: RegExp) => assert.throws(() => told(change), sentence);
  refused({ announcement: undefined }, /须填写公告/);
  refused({ servedOn: '2026-08-03' }, /不填写送达日期/);
  refused({ proof: [file] }, /不填写送达日期/);
  refused({ mode: 'direct' }, /不填写公告/);
  refused({ mode: 'direct', announcement: undefined }, /请填写送达日期/);
  const dated = { mode: 'direct', announcement: undefined, servedOn: '2026-08-03' };
  refused(dated, /请上传送达回证/);
  assert.equal(told({ ...dated, proof: [file] }).state, 'notified');
});

test('who is told anew has the whole time again', () => {
  const matter = notified();
  const changed = { ...forms.consider, outcome: 'changed' };
  matter.does('considerStatement', who.officer, '2026-08-11', changed);
  matter.does('endInvestigation', who.officer, '2026-08-11', forms.endInvestigation);
  matter.does('review', who.reviewer, '2026-08-11', forms.review);
  matter.does('approveProposal', who.chief, '2026-08-11', forms.approve);
  const again = { ...forms.notify, servedOn: '2026-08-12' };
  matter.does('notify', who.officer, '2026-08-12', again);
  assert.equal(matter.due('statement', '2026-08-12'), '2026-08-19');
  matter.refuses('condition-unmet', 'considerStatement', who.officer, '2026-08-19', forms.consider);
});

test('the time of a hearing stops counting out when it was withdrawn', () => {
  const matter = hearingRequested();
  assert.equal(matter.clock('decision', '2026-08-08')?.status, 'paused');
  matter.does('withdrawHearing', who.party, '2026-08-10', { reason: '自愿' });
  assert.equal(matter.clock('decision', '2026-08-20')?.status, 'running');
});

test('the list is proposed with the announcement, and decided once the case has waited for the party', () => {
  const listing = {
    ground: 'unsafe-or-fake-goods',
    heavier: 'other',
    factors: '第二次',
    notDisproved: true,
  };
  const matter = investigated();
  matter.does('review', who.reviewer, '2026-07-24', forms.review);
  matter.does('approveProposal', who.chief, '2026-07-30', forms.approve);
  const { effects } = matter.does('notify', who.officer, '2026-08-03', { ...announced, listing });
  const [opened] = effects.filter((effect) => effect.do === 'open');
  const opening = opened?.input as RelatedProceeding['opening'];
  assert.equal(opening['noticeAnnounced'], true);
  assert.ok(!('noticeServedOn' in opening));
  matter.does('noticeServed', time, '2026-09-02T16:00:00Z');
  matter.does('considerStatement', who.officer, '2026-09-11', forms.consider);
  const together = {
    decision: 'list',
    number: '丰市监列2026-1',
    measures: ['supervision'],
    reason: '情节严重',
  };
  const input = { ...forms.decide, listing: together };
  const proposal: RelatedProceeding = {
    id: 'the-proposal',
    procedure: 'dishonesty-listing',
    title: '',
    state: 'noticed',
    openedAt: '2026-08-03T04:00:00.000Z',
    overdue: false,
    opening,
  };
  const question = matter.question('decide', who.chief, '2026-09-14', input);
  const answer = decide({ ...question, related: [proposal] });
  assert.ok(answer.ok);
  const [done] = answer.effects.filter((effect) => effect.do === 'act');
  assert.ok(done !== undefined);
  assert.equal((done.input as { heardInCase?: boolean }).heardInCase, true);
});
