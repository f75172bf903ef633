import assert from 'node:assert/strict';
import { test } from 'node:test';
import { law } from '#law/all.ts';
import { penaltyCase } from '#law/regulator/penalty-case.ts';
import { accountOf, file } from '../play.ts';
import { bench, filed, forms, investigated, opened, who } from './setting.ts';

test('the definition loads', () => {
  assert.equal(law.procedure('penalty-case', '2026-07-01'), penaltyCase);
});

test('a clue is verified within fifteen working days, to the last minute, and once fifteen more', () => {
  const matter = opened();
  assert.equal(matter.due('verification', '2026-07-02'), '2026-07-22');
  assert.equal(matter.clock('verification', '2026-07-22T15:59:59Z')?.status, 'running');
  assert.equal(matter.clock('verification', '2026-07-22T16:00:00Z')?.status, 'overdue');
  const reason = { reason: '涉及多地' };
  const late = matter.fork();
  late.refuses('too-late', 'extendVerification', who.chief, '2026-07-23', reason);
  assert.ok(late.does('decideFiling', who.chief, '2026-07-23', forms.file).late);
  matter.does('extendVerification', who.chief, '2026-07-22', reason);
  matter.refuses('already-done', 'extendVerification', who.chief, '2026-07-23', reason);
  assert.equal(matter.due('verification', '2026-07-23'), '2026-08-12');
});

test('testing does not count in the verification', () => {
  const matter = opened();
  matter.does('sendForTest', who.officer, '2026-07-06', forms.sendForTest);
  matter.refuses('condition-unmet', 'sendForTest', who.officer, '2026-07-07', forms.sendForTest);
  assert.equal(matter.clock('verification', '2026-07-07')?.status, 'paused');
  matter.does('receiveTest', who.officer, '2026-07-20', forms.receiveTest);
  assert.equal(matter.due('verification', '2026-07-20'), '2026-08-05');
  matter.refuses('condition-unmet', 'receiveTest', who.officer, '2026-07-21', forms.receiveTest);
});

test('working days leave the holiday out and count the make-up day', () => {
  const matter = filed();
  matter.does('preserve', who.officer, '2026-09-29', forms.preserve);
  // 30 September, then 8, 9, 10 (worked for the holiday), 12, 13, 14 October.
  assert.equal(matter.due('preservation', '2026-09-30'), '2026-10-14');
});

test('the head files, not who registered, with two officers and without being one of them', () => {
  const matter = opened();
  const own = { ...who.officer, posts: ['leader' as const] };
  matter.refuses('separation-of-duties', 'decideFiling', own, '2026-07-08', forms.file);
  matter.refuses('not-entitled', 'decideFiling', who.second, '2026-07-08', forms.file);
  const alone = { ...forms.file, team: [accountOf('执法甲')] };
  matter.refuses('condition-unmet', 'decideFiling', who.chief, '2026-07-08', alone);
  matter.refuses('condition-unmet', 'decideFiling', who.chiefInTeam, '2026-07-08', forms.file);
  matter.does('decideFiling', who.chief, '2026-07-08', forms.file);
  assert.equal(matter.state, 'investigating');
});

test('what is not filed names its ground and stays hidden from the party', () => {
  const matter = opened();
  const none = { ...forms.file, decision: 'not-file', team: [] };
  matter.refuses('condition-unmet', 'decideFiling', who.chief, '2026-07-08', none);
  matter.does('decideFiling', who.chief, '2026-07-08', { ...none, ground: 'first-minor' });
  assert.equal(matter.state, 'not-filed');
  assert.deepEqual(penaltyCase.states['not-filed']?.hiddenFrom, ['party']);
  assert.deepEqual(penaltyCase.states['verifying']?.hiddenFrom, ['party']);
});

test('another region, an officer outside the team and a lapsed certificate are refused', () => {
  const matter = filed();
  matter.refuses('not-entitled', 'collect', who.neighbour, '2026-07-10', forms.collect);
  const stranger = matter.refuses(
    'condition-unmet',
    'collect',
    who.outsider,
    '2026-07-10',
    forms.collect,
  );
  assert.match(stranger.sentence, /不是本案的办案人员/);
  const lapsed = { ...who.officer, posts: [], lapsed: ['case-officer' as const] };
  matter.refuses('not-qualified', 'collect', lapsed, '2026-07-10', forms.collect);
  const team = [accountOf('执法乙'), accountOf('执法丙')];
  matter.refuses('condition-unmet', 'changeTeam', who.chiefInTeam, '2026-07-09', {
    team,
    reason: '回避',
  });
  matter.does('changeTeam', who.chief, '2026-07-09', { team, reason: '回避' });
  matter.does('collect', who.outsider, '2026-07-10', forms.collect);
  matter.refuses('condition-unmet', 'collect', who.officer, '2026-07-10', forms.collect);
});

test('evidence is gathered by two different officers who show their certificates, never in the future', () => {
  const matter = filed();
  const [first] = forms.collect.officers;
  const collect = (change: object) => ({ ...forms.collect, ...change });
  const refuse = (input: object, code: 'condition-unmet' | 'invalid-input' = 'condition-unmet') =>
    matter.refuses(code, 'collect', who.officer, '2026-07-10', input);
  refuse(collect({ officers: [first] }), 'invalid-input');
  refuse(collect({ officers: [first, first] }));
  refuse(collect({ shown: false }));
  const [piece] = forms.collect.evidence;
  refuse(collect({ evidence: [{ ...piece, collectedOn: '2026-07-11' }] }));
  refuse(collect({ evidence: [{ ...piece, files: [] }] }), 'invalid-input');
  matter.refuses(
    'condition-unmet',
    'endInvestigation',
    who.officer,
    '2026-07-10',
    forms.endInvestigation,
  );
});

test('an investigation does not end while a test or an approval is awaited', () => {
  const matter = filed();
  matter.does('collect', who.officer, '2026-07-10', forms.collect);
  const tested = matter.fork();
  tested.does('sendForTest', who.officer, '2026-07-11', forms.sendForTest);
  tested.refuses(
    'condition-unmet',
    'endInvestigation',
    who.officer,
    '2026-07-20',
    forms.endInvestigation,
  );
  const { kinds: _kinds, ...without } = forms.endInvestigation;
  matter.refuses('condition-unmet', 'endInvestigation', who.officer, '2026-07-20', without);
  matter.does('seizeUrgently', who.officer, '2026-07-11', { ...forms.seize, urgency: '正在转移' });
  matter.refuses(
    'condition-unmet',
    'endInvestigation',
    who.officer,
    '2026-07-20',
    forms.endInvestigation,
  );
  matter.does('confirmSeizure', who.chief, '2026-07-11', { opinion: '同意' });
  matter.does('endInvestigation', who.officer, '2026-07-20', forms.endInvestigation);
});

test('what one officer investigated another reviews, legally where a hearing is due', () => {
  const matter = investigated();
  const asReviewer = (one: typeof who.officer) => ({ ...one, posts: ['reviewer' as const] });
  matter.refuses(
    'separation-of-duties',
    'review',
    asReviewer(who.officer),
    '2026-07-24',
    forms.review,
  );
  const silent = investigated();
  const team = [accountOf('执法甲'), accountOf('执法乙'), accountOf('执法丙')];
  const third = filed();
  third.does('changeTeam', who.chief, '2026-07-09', { team, reason: '增派' });
  third.does('collect', who.officer, '2026-07-10', forms.collect);
  third.does('endInvestigation', who.officer, '2026-07-20', forms.endInvestigation);
  third.refuses('condition-unmet', 'review', asReviewer(who.outsider), '2026-07-24', forms.review);
  assert.equal(silent.due('review', '2026-07-20'), '2026-08-03');
  const day = { untilDay: '2026-08-01', reason: '复杂' };
  silent.refuses('condition-unmet', 'extendReview', who.chief, '2026-07-30', day);
  silent.does('extendReview', who.chief, '2026-07-30', { ...day, untilDay: '2026-08-10' });
  assert.equal(silent.due('review', '2026-07-31'), '2026-08-10');
  const grave = investigated({ fineYuan: '100000' });
  grave.refuses('condition-unmet', 'review', who.reviewer, '2026-07-24', forms.review);
  const legal = { ...forms.review, kind: 'legal' };
  grave.refuses('condition-unmet', 'review', who.reviewer, '2026-07-24', {
    ...legal,
    qualified: false,
  });
  grave.does('review', who.reviewer, '2026-07-24', legal);
  const back = investigated();
  back.does('review', who.reviewer, '2026-07-24', { ...forms.review, opinion: 'supplement' });
  assert.equal(back.state, 'investigating');
});

test('suspension does not count; the end of the investigation without a result closes the case', () => {
  const matter = filed();
  assert.equal(matter.due('decision', '2026-07-08'), '2026-10-08');
  matter.does('suspend', who.chief, '2026-07-10', { ground: 'other-case', reason: '等待裁判' });
  assert.equal(matter.clock('decision', '2026-07-20')?.status, 'paused');
  const ended = matter.fork();
  ended.does('terminate', who.chief, '2026-07-20', {
    ground: 'dissolved',
    reason: '已注销',
    papers: [file],
  });
  assert.equal(ended.due('closing', '2026-07-20'), '2026-08-10');
  ended.does('close', who.chief, '2026-07-21', forms.close);
  matter.does('resume', who.chief, '2026-08-09', { reason: '裁判已生效' });
  assert.equal(matter.due('decision', '2026-08-09'), '2026-11-05');
  assert.equal(bench.kind, 'laboratory');
});
