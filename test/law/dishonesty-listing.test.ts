import assert from 'node:assert/strict';
import { test } from 'node:test';
import { time } from '#kernel/decide.ts';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { dishonestyListing } from '#law/regulator/dishonesty-listing.ts';
import { grounds } from '#law/regulator/dishonesty-listing/grounds.ts';
import { accountOf, file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = {
  id: uuid(71),
  kind: 'market-regulator',
  level: 'county',
  region: 360_981,
} as const;
const city = { id: uuid(72), kind: 'market-regulator', level: 'city', region: 360_900 } as const;
const province = {
  id: uuid(73),
  kind: 'market-regulator',
  level: 'province',
  region: 360_000,
} as const;
const otherCity = { ...city, id: uuid(74), region: 360_700 } as const;
const firm = {
  id: uuid(75),
  kind: 'enterprise',
  name: '丰城某电缆厂',
  region: 360_981,
  productClasses: [],
  filledPosts: [],
} as const;

const who = {
  officer: person('办案甲', ['case-officer'], county),
  reviewer: person('审核乙', ['reviewer'], county),
  publisher: person('公示丙', ['publisher'], county),
  head: person('县局长', ['leader'], county),
  city: person('市局长', ['leader'], city),
  otherCity: person('外市局长', ['leader'], otherCity),
  province: person('省局长', ['leader'], province),
  provinceOfficer: person('省局办案', ['case-officer'], province),
  firm: person('厂长', ['principal'], firm),
};

const forms = {
  open: {
    caseNumber: '丰市监案2026-1',
    level: 'county',
    ground: 'unsafe-or-fake-goods',
    heavier: 'fine',
    facts: '以不合格冒充合格',
    factors: '第二次',
    intent: 'not-disproved',
    noticed: 'separately',
  },
  notice: { number: '告1', content: '拟列入', servedOn: '2026-09-22', proof: [file] },
  ask: { opinion: '拟列入', papers: [file] },
  agreed: { answer: 'agreed', reason: '同意' },
  reply: { statement: '不是故意', wantsHearing: false, evidence: [] },
  decide: {
    decision: 'list',
    number: '列1',
    penaltyNumber: '罚1',
    penaltyDecidedOn: '2026-10-12',
    measures: ['permits'],
    removalTold: true,
    remedyTold: true,
    reason: '情节严重',
  },
  publish: { servedOn: '2026-10-13', proof: [file] },
  apply: {
    performed: true,
    remedied: true,
    noFurther: true,
    application: [file],
    qualification: [file],
    commitment: [file],
    performance: [file],
  },
  check: { performed: true, remedied: true, noFurther: true, record: '已核实', papers: [] },
  granted: { decision: 'granted', number: '移1', reason: '具备条件' },
  fall: { fall: 'penalty-revoked', number: '复1', revokedOn: '2026-11-02', papers: [file] },
};

function start(): Play {
  return play({ procedure: dishonestyListing, subject: firm, region: 360_981 });
}

/** Proposed on 21 September 2026, notice served the day after. */
function noticed(): Play {
  const matter = start();
  matter.does('open', who.officer, '2026-09-21', forms.open);
  matter.does('notice', who.officer, '2026-09-22', forms.notice);
  return matter;
}

/** Agreed above and listed on Monday 12 October 2026. */
function listed(change: object = {}): Play {
  const matter = noticed();
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  matter.does('consent', who.city, '2026-09-24', forms.agreed);
  matter.does('decide', who.head, '2026-10-12', { ...forms.decide, ...change });
  return matter;
}

function published(): Play {
  const matter = listed();
  matter.does('publish', who.publisher, '2026-10-14', forms.publish);
  return matter;
}

/** Applied a year and a day after the listing, on Wednesday 13 October 2027, accepted the next day. */
function checking(): Play {
  const matter = published();
  matter.does('apply', who.firm, '2027-10-13', forms.apply);
  matter.does('accept', who.officer, '2027-10-14', { outcome: 'accepted' });
  return matter;
}

function removed(): Play {
  const matter = checking();
  matter.does('check', who.officer, '2027-10-15', forms.check);
  matter.does('decideRepair', who.head, '2027-10-18', forms.granted);
  matter.does('stopPublicity', who.publisher, '2027-10-19');
  return matter;
}

test('the definition loads, and every ground names a provision that exists', () => {
  const law = loadLaw([dishonestyListing], clauses, calendar);
  assert.equal(law.procedure('dishonesty-listing', '2026-10-01'), dishonestyListing);
  for (const [id, { basis }] of Object.entries(grounds)) assert.ok(clauses.find(basis), id);
});

test('nobody is proposed without a heavier penalty, without intent or under another level', () => {
  const matter = start();
  const refuses = (change: object, sentence: RegExp) => {
    const input = { ...forms.open, ...change };
    const said = matter.refuses('condition-unmet', 'open', who.officer, '2026-09-21', input);
    assert.match(said.sentence, sentence);
  };
  refuses({ level: 'city' }, /机关层级/);
  refuses({ intent: 'disproved' }, /不列入/);
  refuses({ heavier: 'not-required' }, /较重行政处罚/);
  refuses({ ground: 'refuses-decision' }, /较重行政处罚/);
  refuses({ noticed: 'with-penalty' }, /送达日期/);
  refuses({ noticed: 'with-penalty', noticeServedOn: '2026-09-22' }, /不能晚于今天/);
  refuses({ noticeServedOn: '2026-09-20' }, /送达后再填写/);
  matter.refuses('not-entitled', 'open', who.firm, '2026-09-21', forms.open);
  matter.does('open', who.officer, '2026-09-21', forms.open);
});

test('consent comes from the next level, asked for once, and a refusal binds', () => {
  const matter = noticed();
  matter.refuses('condition-unmet', 'consent', who.city, '2026-09-23', forms.agreed);
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  assert.equal(matter.due('consent', '2026-09-23'), '2026-10-14');
  matter.refuses('condition-unmet', 'seekConsent', who.officer, '2026-09-23', forms.ask);
  matter.refuses('condition-unmet', 'consent', who.province, '2026-09-24', forms.agreed);
  matter.refuses('not-entitled', 'consent', who.otherCity, '2026-09-24', forms.agreed);
  matter.refuses('not-entitled', 'consent', who.head, '2026-09-24', forms.agreed);
  const refused = { answer: 'refused', reason: '情节不重' };
  matter.does('consent', who.city, '2026-09-24', refused);
  matter.refuses('condition-unmet', 'decide', who.head, '2026-10-12', forms.decide);
  matter.does('decide', who.head, '2026-10-12', { ...forms.decide, decision: 'not-list' });
  assert.equal(matter.state, 'not-listed');
});

test('the province needs nobody above it', () => {
  const matter = play({ procedure: dishonestyListing, subject: firm, region: 360_981 });
  matter.does('open', who.provinceOfficer, '2026-09-21', { ...forms.open, level: 'province' });
  matter.refuses('condition-unmet', 'seekConsent', who.provinceOfficer, '2026-09-21', forms.ask);
  matter.does('notice', who.provinceOfficer, '2026-09-22', forms.notice);
  matter.does('decide', who.province, '2026-10-12', forms.decide);
  assert.equal(matter.state, 'listed');
});

test('five working days for the reply, over the Mid-Autumn holiday and to the last minute', () => {
  const matter = noticed();
  // 25 to 27 September are days off, the 20th was worked: 23, 24, 28, 29, 30 September.
  assert.equal(matter.due('reply', '2026-09-22'), '2026-09-30');
  matter.fork().does('reply', who.firm, '2026-09-30T15:59:59Z', forms.reply);
  matter.refuses('too-late', 'reply', who.firm, '2026-09-30T16:00:00Z', forms.reply);
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  matter.does('consent', who.city, '2026-09-24', forms.agreed);
  const early = { ...forms.decide, penaltyDecidedOn: '2026-09-30' };
  matter.refuses('too-early', 'decide', who.head, '2026-09-30T15:59:59Z', early);
  const next = { ...forms.decide, penaltyDecidedOn: '2026-10-01' };
  matter.does('decide', who.head, '2026-09-30T16:00:00Z', next);
});

test('notice given with the penalty runs the same period from its service', () => {
  const matter = start();
  const along = { ...forms.open, noticed: 'with-penalty', noticeServedOn: '2026-09-21' };
  matter.does('open', who.officer, '2026-09-21', along);
  assert.equal(matter.state, 'noticed');
  assert.equal(matter.due('reply', '2026-09-21'), '2026-09-29');
});

test('a reply is answered in the decision; a hearing waits seven working days and has a host of its own', () => {
  const replied = noticed();
  replied.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  replied.does('consent', who.city, '2026-09-24', forms.agreed);
  replied.does('reply', who.firm, '2026-09-24', forms.reply);
  replied.refuses('condition-unmet', 'decide', who.head, '2026-10-12', forms.decide);
  replied.does('decide', who.head, '2026-10-12', { ...forms.decide, considered: '不予采纳' });

  const heard = noticed();
  heard.does('reply', who.firm, '2026-09-24', { ...forms.reply, wantsHearing: true });
  const call = { servedOn: '2026-09-28', place: '局会议室', host: accountOf('审核乙') };
  heard.refuses('condition-unmet', 'callHearing', who.officer, '2026-09-28', {
    ...call,
    host: accountOf('办案甲'),
  });
  heard.refuses('condition-unmet', 'callHearing', who.officer, '2026-09-28', {
    ...call,
    servedOn: '2026-09-23',
  });
  heard.does('callHearing', who.officer, '2026-09-28', call);
  // 29, 30 September, 8, 9, 10 (worked), 12, 13 October.
  assert.equal(heard.due('hearing-day', '2026-09-28'), '2026-10-13');
  const report = { report: '听证情况', record: [file] };
  heard.refuses('too-early', 'holdHearing', who.reviewer, '2026-10-13', report);
  heard.refuses('condition-unmet', 'holdHearing', who.officer, '2026-10-14', report);
  heard.does('holdHearing', who.reviewer, '2026-10-14', report);
  assert.equal(heard.state, 'replied');
});

test('the decision comes with the penalty, says what it must and is not the proposer’s', () => {
  const matter = noticed();
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  matter.does('consent', who.city, '2026-09-24', forms.agreed);
  const refuses = (change: object, sentence: RegExp) => {
    const input = { ...forms.decide, ...change };
    const said = matter.refuses('condition-unmet', 'decide', who.head, '2026-10-12', input);
    assert.match(said.sentence, sentence);
  };
  refuses({ penaltyDecidedOn: '2026-10-11' }, /一并作出/);
  refuses({ penaltyDecidedOn: undefined }, /一并作出/);
  refuses({ penaltyNumber: undefined }, /文号/);
  refuses({ measures: undefined }, /管理措施/);
  refuses({ removalTold: false }, /移出条件/);
  refuses({ remedyTold: false }, /救济/);
  matter.refuses(
    'separation-of-duties',
    'decide',
    { ...who.officer, posts: ['leader'] },
    '2026-10-12',
    forms.decide,
  );
});

test('refusal to perform a decision is listed apart from the penalty', () => {
  const matter = start();
  const own = { ...forms.open, ground: 'refuses-decision', heavier: 'not-required' };
  matter.does('open', who.officer, '2026-09-21', own);
  matter.does('notice', who.officer, '2026-09-22', forms.notice);
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  matter.does('consent', who.city, '2026-09-24', forms.agreed);
  const { penaltyNumber: _number, penaltyDecidedOn: _day, ...alone } = forms.decide;
  matter.does('decide', who.head, '2026-10-12', alone);
});

test('published within twenty working days, on both sites and for three years', () => {
  const matter = listed();
  assert.equal(matter.due('publicity', '2026-10-12'), '2026-11-09');
  matter.refuses('condition-unmet', 'push', who.publisher, '2026-10-14', {
    receiver: '浙江省局',
    papers: [file],
  });
  const early = { ...forms.publish, servedOn: '2026-10-11' };
  matter.refuses('condition-unmet', 'publish', who.publisher, '2026-10-14', early);
  const { effects } = matter.fork().does('publish', who.publisher, '2026-10-14', forms.publish);
  const [effect] = effects;
  assert.ok(effect?.do === 'publish');
  assert.equal(effect.until, '2029-10-12');
  assert.deepEqual(effect.sites, ['credit-china', 'gsxt']);
  assert.equal(effect.record?.['basis'], 'order-44/7');
  assert.ok(matter.does('publish', who.publisher, '2026-11-09T16:00:00Z', forms.publish).late);
});

test('who is registered elsewhere is pushed within ten working days and not published here', () => {
  const matter = listed({ decision: 'list-elsewhere' });
  assert.equal(matter.due('push', '2026-10-12'), '2026-10-26');
  assert.equal(matter.clock('publicity', '2026-10-12'), undefined);
  matter.refuses('condition-unmet', 'publish', who.publisher, '2026-10-14', forms.publish);
  const pushed = matter.does('push', who.publisher, '2026-10-14', {
    receiver: '浙江省市场监督管理局',
    papers: [file],
  });
  assert.ok(pushed.effects.every((effect) => effect.do !== 'publish'));
});

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
