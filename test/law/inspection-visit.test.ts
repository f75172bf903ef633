import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide, time } from '#kernel/decide.ts';
import { awaitedRoles } from '#kernel/derive/awaits.ts';
import type { RelatedProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Level } from '#kernel/party.ts';
import { unregisteredVisit } from '#law/enterprise/unregistered-visit.ts';
import { inspectionVisit } from '#law/regulator/inspection-visit.ts';
import { officers, who, works } from './penalty-case/setting.ts';
import { file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const plan = {
  matterName: '电线电缆生产企业双随机检查',
  kind: 'random',
  plannedOn: '2026-07-10',
  announce: 'arrival',
  items: '出厂检验记录',
  officers,
};
const approval = { noticeNumber: '丰市监检2026-1', decision: 'silent' };
const arrival = { scanned: works.id, officers, shown: true };
const record = {
  places: '成品库',
  result: 'findings',
  findings: [
    { keyLink: '出厂检验', description: '记录缺签名', photos: [file] },
    { keyLink: '原材料', description: '未索证', photos: [] },
  ],
  photos: [file],
  signatures: [file],
  endedAt: '2026-07-10T03:00:00.000Z',
};

function planned(change: object = {}): Play {
  const matter = play({ procedure: inspectionVisit, region: works.region, subject: works });
  matter.does('plan', who.officer, '2026-07-06', { ...plan, ...change });
  return matter;
}

function onSite(): Play {
  const matter = planned();
  matter.does('approve', who.chief, '2026-07-07', approval);
  matter.does('arrive', who.officer, '2026-07-10', arrival);
  return matter;
}

test('a visit: planned, approved by another, scanned in, recorded, signed, rated, published', () => {
  const matter = planned();
  const own = { ...who.officer, posts: ['leader' as const] };
  matter.refuses('separation-of-duties', 'approve', own, '2026-07-07', approval);
  const announced = { ...approval, decision: 'announce' };
  matter.refuses('condition-unmet', 'approve', who.chief, '2026-07-07', announced);
  matter.does('approve', who.chief, '2026-07-07', approval);
  matter.refuses('condition-unmet', 'arrive', who.officer, '2026-07-09', arrival);
  matter.does('arrive', who.officer, '2026-07-10', arrival);
  const { effects } = matter.does('writeUp', who.second, '2026-07-10', record);
  const opened = effects.filter((one) => one.do === 'open');
  assert.deepEqual(
    opened.map(({ procedure }) => procedure),
    ['corrective-action', 'corrective-action'],
  );
  const differ = { agrees: 'differ', signature: [file] };
  matter.refuses('condition-unmet', 'confirm', who.party, '2026-07-10', differ);
  matter.does('confirm', who.party, '2026-07-10', { agrees: 'agree', signature: [file] });
  const rating = { score: 4, disturbed: false, asked: false };
  assert.equal(matter.due('rating', '2026-07-10'), '2026-08-09');
  assert.equal(matter.due('publication', '2026-07-10'), '2026-08-07');
  const late = matter.fork();
  late.refuses('too-late', 'rate', who.party, '2026-08-09T16:00:00Z', rating);
  matter.refuses('not-entitled', 'rate', who.officer, '2026-07-11', rating);
  matter.does('publishResult', who.publisher, '2026-07-20', { text: '已责令整改' });
  matter.does('rate', who.party, '2026-08-09T15:59:59Z', rating);
  matter.refuses('condition-unmet', 'rate', who.party, '2026-08-09', rating);
  matter.refuses('condition-unmet', 'archive', who.officer, '2026-08-12', { summary: '完成' });
  matter.does('close', who.officer, '2026-08-12', { summary: '完成' });
  assert.equal(matter.state, 'closed');
});

/** A visit that the officer archived a fortnight before the firm's time to rate is over. */
function archived(): Play {
  const matter = onSite();
  matter.does('writeUp', who.officer, '2026-07-10', { ...record, result: 'clean', findings: [] });
  matter.does('confirm', who.party, '2026-07-10', { agrees: 'agree', signature: [file] });
  matter.does('publishResult', who.publisher, '2026-07-20', { text: '未发现问题' });
  matter.does('archive', who.officer, '2026-07-25', { summary: '完成' });
  return matter;
}

test('the firm may rate until its time is over, archived or not; nobody waits for it', () => {
  const matter = archived();
  const { state, seats, history } = matter;
  const clocks = ['publication', 'rating', 'rating-over'].map((id) =>
    matter.clock(id, '2026-07-26')!,
  );
  assert.deepEqual(awaitedRoles(inspectionVisit, { state, seats, history }, clocks), []);
  const rated = matter.fork();
  const rating = { score: 2, disturbed: true, asked: true };
  const { effects } = rated.does('rateArchived', who.party, '2026-08-09T15:59:59Z', rating);
  assert.deepEqual(effects[0]?.do, 'notify');
  assert.equal(rated.state, 'closed');
  matter.refuses('too-early', 'endRating', time, '2026-08-09T15:59:59Z');
  matter.refuses('too-late', 'rateArchived', who.party, '2026-08-09T16:00:00Z', rating);
  matter.does('endRating', time, '2026-08-09T16:00:00Z');
  assert.equal(matter.state, 'closed');
});

test('a visit that was rated, or whose time to be rated is over, ends with its archiving', () => {
  const matter = onSite();
  matter.does('writeUp', who.officer, '2026-07-10', { ...record, result: 'clean', findings: [] });
  matter.does('noteUnsigned', who.officer, '2026-07-10', { reason: '拒签', evidence: [file] });
  const rating = { score: 5, disturbed: false, asked: false };
  const unrated = matter.fork();
  matter.does('rate', who.party, '2026-07-11', rating);
  assert.equal(matter.clock('rating-over', '2026-07-12')?.status, 'met');
  for (const visit of [matter, unrated]) {
    visit.does('publishResult', who.publisher, '2026-07-20', { text: '未发现问题' });
  }
  const summary = { summary: '完成' };
  matter.refuses('condition-unmet', 'archive', who.officer, '2026-07-25', summary);
  matter.does('close', who.officer, '2026-07-25', summary);
  assert.equal(matter.state, 'closed');
  // As long as the firm may rate, the file rests and does not end.
  unrated.refuses('condition-unmet', 'close', who.officer, '2026-08-09T15:59:59Z', summary);
  unrated.fork().does('archive', who.officer, '2026-08-09T15:59:59Z', summary);
  unrated.refuses('condition-unmet', 'archive', who.officer, '2026-08-09T16:00:00Z', summary);
  unrated.does('close', who.officer, '2026-08-09T16:00:00Z', summary);
  assert.equal(unrated.clock('rating-over', '2026-08-10')?.status, 'met');
});

test('two officers with certificates show themselves at the right firm', () => {
  const matter = planned();
  matter.does('approve', who.chief, '2026-07-07', approval);
  const wrong = (change: object, code: 'condition-unmet' | 'invalid-input' = 'condition-unmet') =>
    matter.refuses(code, 'arrive', who.officer, '2026-07-10', { ...arrival, ...change });
  wrong({ scanned: uuid(99) });
  wrong({ shown: false });
  wrong({ officers: [officers[0]] }, 'invalid-input');
  wrong({ officers: [officers[0], officers[0]] });
  const lapsed = { ...who.officer, posts: [], lapsed: ['case-officer' as const] };
  matter.refuses('not-qualified', 'arrive', lapsed, '2026-07-10', arrival);
  matter.refuses('not-entitled', 'arrive', who.neighbour, '2026-07-10', arrival);
});

test('one authority visits twice a year, unless a clue or a correction calls', () => {
  const asked = play({ procedure: inspectionVisit, region: works.region, subject: works });
  const visit = (plannedOn: string, change: Partial<RelatedProceeding> = {}, kind = 'random') => ({
    id: plannedOn,
    procedure: 'inspection-visit',
    title: '监督检查',
    state: 'closed',
    openedAt: `${plannedOn}T02:00:00.000Z`,
    openedBy: who.officer.organisation!,
    overdue: false,
    opening: { plannedOn, kind },
    ...change,
  });
  const one = visit('2026-02-03');
  const may = (related: readonly RelatedProceeding[], input: object = plan) =>
    decide({ ...asked.question('plan', who.officer, '2026-07-06', input), related });
  assert.ok(may([one]).ok);
  const full = may([one, visit('2026-05-06')]);
  assert.ok(!full.ok && /达到上限/.test(full.sentence));
  assert.ok(may([one, visit('2025-05-06')]).ok);
  assert.ok(may([one, visit('2026-05-06', { state: 'cancelled' })]).ok);
  assert.ok(may([one, visit('2026-05-06', { openedBy: uuid(77) })]).ok);
  assert.ok(may([one, visit('2026-05-06', {}, 'clue')]).ok);
  const clue = { ...plan, kind: 'clue' };
  assert.ok(!may([], clue).ok);
  assert.ok(may([one, visit('2026-05-06')], { ...clue, clueNumber: '举2026-3' }).ok);
});

test('whom an office watches it visits as often as it decided, others not for that reason', () => {
  const asked = play({ procedure: inspectionVisit, region: works.region, subject: works });
  const one = (procedure: string, state: string, opening: JsonObject): RelatedProceeding => ({
    id: `${procedure}${JSON.stringify(opening)}`,
    procedure,
    title: '',
    state,
    openedAt: '2026-02-03T02:00:00.000Z',
    openedBy: who.officer.organisation!,
    overdue: false,
    opening,
  });
  const monthly = ['2026-02-03', '2026-03-03', '2026-04-03'].map((plannedOn) =>
    one('inspection-visit', 'closed', { plannedOn, kind: 'intensified' }),
  );
  const may = (related: readonly RelatedProceeding[], kind: string) =>
    decide({
      ...asked.question('plan', who.officer, '2026-07-06', {
        ...plan,
        kind,
        ...(kind === 'intensified' ? { regime: uuid(78) } : {}),
      }),
      related,
    });
  const own = one('intensified-supervision', 'watched', { classes: ['cement'] });
  const regime = { ...own, id: uuid(78) };
  assert.ok(may([regime, ...monthly], 'intensified').ok);
  assert.ok(may([regime, ...monthly], 'random').ok, 'they take nothing from the cap');
  for (const other of [
    { ...regime, state: 'proposed' },
    { ...regime, state: 'lifted' },
    { ...regime, openedBy: uuid(77) },
    { ...regime, id: uuid(79) },
  ]) {
    const refused = may([other], 'intensified');
    assert.ok(!refused.ok);
    assert.match(refused.sentence, /不是本部门对该企业正在实施的重点监管/);
    assert.deepEqual(refused.basis, ['guidance/4.1', 'inspection-2024-54/frequency']);
  }
});

test('a visit says under which regime or operation it is made, and to which object of it', () => {
  const operation = {
    id: uuid(80),
    procedure: 'special-operation',
    region: 360_900,
    classes: ['wire-cable'],
    from: '2026-07-01',
    until: '2026-09-30',
    isDecided: true,
    frequencies: [],
    objects: ['农村集市', '生产企业'],
    visits: [],
  };
  const asked = (change: object, watched = [operation]) => {
    const about = { procedure: inspectionVisit, region: works.region, subject: works, watched };
    return decide(play(about).question('plan', who.officer, '2026-07-06', { ...plan, ...change }));
  };
  const special = { kind: 'special', operation: operation.id, object: '生产企业' };
  assert.ok(asked(special).ok);
  const refused = (change: object, sentence: RegExp, watched = [operation]) => {
    const answer = asked(change, watched);
    assert.ok(!answer.ok);
    assert.equal(answer.code, 'condition-unmet');
    assert.match(answer.sentence, sentence);
  };
  refused({ kind: 'intensified' }, /须选择所属的重点监管/);
  refused({ regime: uuid(78) }, /检查类型应当选择重点监管检查/);
  refused({ ...special, kind: 'random' }, /检查类型应当选择专项检查/);
  refused({ ...special, object: '学校' }, /农村集市、生产企业/);
  refused({ ...special, object: undefined }, /农村集市、生产企业/);
  refused({ kind: 'special', object: '生产企业' }, /请选择所属专项行动/);
  refused(special, /不在所选专项行动的实施期内/, []);
  refused(special, /已经结束/, [{ ...operation, isDecided: false }]);
  refused(special, /不在所选专项行动的地区内/, [{ ...operation, region: 360_700 }]);
});

test('whoever stands on the list of the seriously dishonest is visited up to four times a year', () => {
  const asked = play({ procedure: inspectionVisit, region: works.region, subject: works });
  const one = (procedure: string, state: string, plannedOn: string): RelatedProceeding => ({
    id: `${procedure}${plannedOn}`,
    procedure,
    title: '',
    state,
    openedAt: `${plannedOn}T02:00:00.000Z`,
    openedBy: who.officer.organisation!,
    overdue: false,
    opening: { plannedOn, kind: 'random' },
  });
  const visits = ['2026-02-03', '2026-03-03', '2026-04-03', '2026-05-06'].map((day) =>
    one('inspection-visit', 'closed', day),
  );
  const may = (related: readonly RelatedProceeding[]) =>
    decide({ ...asked.question('plan', who.officer, '2026-07-06', plan), related }).ok;
  const on = one('dishonesty-listing', 'published', '2026-01-05');
  assert.ok(may([on, ...visits.slice(0, 3)]));
  assert.ok(!may([on, ...visits]));
  for (const state of ['noticed', 'not-listed', 'removed-early', 'expired', 'revoked']) {
    assert.ok(!may([{ ...on, state }, ...visits.slice(0, 3)]), state);
  }
});

test('the record says what was found, and is never from the future', () => {
  const matter = onSite();
  const clean = { ...record, result: 'clean' };
  matter.refuses('condition-unmet', 'writeUp', who.officer, '2026-07-10', clean);
  const ahead = { ...record, endedAt: '2026-07-10T05:00:00.000Z' };
  matter.refuses('condition-unmet', 'writeUp', who.officer, '2026-07-10', ahead);
  const { effects } = matter.does('writeUp', who.officer, '2026-07-10', { ...clean, findings: [] });
  assert.ok(effects.every((one) => one.do !== 'open'));
  matter.does('noteUnsigned', who.officer, '2026-07-10', { reason: '拒签', evidence: [file] });
});

test('who refuses is warned first; then a case is opened', () => {
  const matter = onSite();
  const refusal = { facts: '锁闭大门', warned: true, evidence: [file] };
  const silent = { ...refusal, warned: false };
  matter.refuses('condition-unmet', 'refuse', who.officer, '2026-07-10', silent);
  const { effects } = matter.does('refuse', who.officer, '2026-07-10', refusal);
  assert.ok(effects.some((one) => one.do === 'open' && one.procedure === 'penalty-case'));
  assert.deepEqual(inspectionVisit.states['planned']?.hiddenFrom, ['visited']);
});

test('a refusal at the gate is recorded there, with the code scanned or without', () => {
  const matter = planned();
  matter.does('approve', who.chief, '2026-07-07', approval);
  const refusal = { officers, shown: true, facts: '门卫拒绝开门', warned: true, evidence: [file] };
  const scanned = { ...refusal, scanned: works.id };
  const wrong = (change: object, sentence: RegExp) => {
    const input = { ...scanned, ...change };
    const answer = matter.refuses(
      'condition-unmet',
      'refuseEntry',
      who.officer,
      '2026-07-10',
      input,
    );
    assert.match(answer.sentence, sentence);
  };
  matter.refuses('condition-unmet', 'refuseEntry', who.officer, '2026-07-09', scanned);
  wrong({ scanned: uuid(99) }, /不是被检查企业/);
  wrong({ scanned: undefined }, /没有扫码的/);
  wrong({ shown: false }, /须出示/);
  wrong({ warned: false }, /法律后果/);
  wrong({ officers: [officers[0], officers[0]] }, /不少于二人/);
  const unscanned = { ...refusal, unscanned: '检查码被撕毁' };
  matter.fork().does('refuseEntry', who.officer, '2026-07-10', unscanned);
  const { effects } = matter.does('refuseEntry', who.officer, '2026-07-10', scanned);
  assert.ok(effects.some((one) => one.do === 'open' && one.procedure === 'penalty-case'));
  matter.does('close', who.officer, '2026-07-11', { summary: '已转案件' });
});

const city = { id: uuid(71), kind: 'market-regulator', level: 'city', region: 360_900 } as const;
const cityOffice = person('市局督察', ['reviewer'], city);
const report = {
  matterName: '突击检查仓库',
  visitor: who.officer.organisation!,
  level: 'city',
  visitedOn: '2026-07-10',
  persons: '三人',
  shown: 'no',
  scanned: false,
  facts: '未出示证件，要求提供账册',
  evidence: [],
};

test('a visit that nobody registered reaches the authority above, which asks and concludes', () => {
  const matter = play({ procedure: unregisteredVisit, region: works.region, subject: works });
  const ahead = { ...report, visitedOn: '2026-07-14' };
  matter.refuses('condition-unmet', 'report', who.party, '2026-07-13', ahead);
  matter.does('report', who.party, '2026-07-13', report);
  assert.equal(matter.due('handling', '2026-07-13'), '2026-08-03');
  const question = { question: '请说明依据' };
  matter.refuses('not-entitled', 'askByCity', who.chief, '2026-07-14', question);
  matter.refuses('not-entitled', 'askByProvince', cityOffice, '2026-07-14', question);
  assert.deepEqual(unregisteredVisit.states['with-city']?.hiddenFrom, ['visitor']);
  matter.does('askByCity', cityOffice, '2026-07-14', question);
  assert.equal(matter.due('answer', '2026-07-14'), '2026-07-28');
  const explained = { registered: 'late', explanation: '漏登记', evidence: [] };
  matter.does('answerCity', who.chief, '2026-07-15', explained);
  const end = { outcome: 'founded', measures: '已责令纠正' };
  matter.does('concludeByCity', cityOffice, '2026-07-16', end);
  assert.equal(matter.state, 'closed');
});

test('who looks into a visit follows from who came, and is not chosen', () => {
  const asked = play({ procedure: unregisteredVisit, region: works.region, subject: works });
  const { level: _, ...open } = report;
  const reported = (levels: Readonly<Record<string, Level>>, input: object = open) => {
    const question = asked.question('report', who.party, '2026-07-13', input);
    const answer = decide({ ...question, levels });
    return answer.ok ? answer.to : answer.code;
  };
  assert.equal(reported({ [report.visitor]: 'county' }), 'with-city');
  assert.equal(reported({ [report.visitor]: 'city' }), 'with-province');
  assert.equal(reported({ [report.visitor]: 'city' }, report), 'with-province');
  assert.equal(reported({}), 'invalid-input');
  assert.equal(reported({}, report), 'with-city');
});

test('where the office that came would look into its own visit, the province takes it over', () => {
  const matter = play({ procedure: unregisteredVisit, region: works.region, subject: works });
  const own = { ...report, visitor: cityOffice.organisation };
  matter.does('report', who.party, '2026-07-13', own);
  const end = { outcome: 'unfounded', measures: '不属实' };
  const refusal = matter.refuses(
    'condition-unmet',
    'concludeByCity',
    cityOffice,
    '2026-07-14',
    end,
  );
  assert.match(refusal.sentence, /由上一级/);
  matter.refuses('condition-unmet', 'askByCity', cityOffice, '2026-07-14', { question: '？' });
  const house = {
    id: uuid(91),
    kind: 'market-regulator',
    level: 'province',
    region: 360_000,
  } as const;
  const province = person('省局督察', ['case-officer'], house);
  matter.does('concludeByProvince', province, '2026-08-04', { ...end, outcome: 'founded' });
  assert.equal(matter.state, 'closed');
});
