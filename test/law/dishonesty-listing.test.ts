import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { dishonestyListing } from '#law/regulator/dishonesty-listing.ts';
import { grounds } from '#law/regulator/dishonesty-listing/grounds.ts';
import { firm, forms, listed, noticed, start, who } from './dishonesty-setting.ts';
import { accountOf, file, play } from './play.ts';

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
  const tooHigh = { ...forms.ask, superior: 'province' };
  matter.refuses('condition-unmet', 'seekConsent', who.officer, '2026-09-23', tooHigh);
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  assert.equal(matter.due('consent-city', '2026-09-23'), '2026-10-14');
  assert.equal(matter.clock('consent-city', '2026-09-23')?.owner, 'city');
  assert.equal(matter.clock('consent-province', '2026-09-23'), undefined);
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

test('of an announced notice the case tells when the party’s time is over', () => {
  const matter = start();
  const along = { ...forms.open, noticed: 'with-penalty', noticeAnnounced: true };
  const both = { ...along, noticeServedOn: '2026-09-21' };
  matter.refuses('condition-unmet', 'open', who.officer, '2026-09-21', both);
  const apart = { ...forms.open, noticeAnnounced: true };
  matter.refuses('condition-unmet', 'open', who.officer, '2026-09-21', apart);
  matter.does('open', who.officer, '2026-09-21', along);
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  matter.does('consent', who.city, '2026-09-24', forms.agreed);
  const decided = { ...forms.decide, penaltyDecidedOn: '2026-10-29' };
  matter.refuses('too-early', 'decide', who.head, '2026-10-29', decided);
  matter.does('decide', who.head, '2026-10-29', { ...decided, heardInCase: true });
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

test('a natural person is listed by name, with the number masked, and the office enters what he hands in', () => {
  const matter = play({ procedure: dishonestyListing, region: 360_981 });
  const refuses = (change: object, sentence: RegExp) => {
    const input = { ...forms.open, ...change };
    const said = matter.refuses('condition-unmet', 'open', who.officer, '2026-09-21', input);
    assert.match(said.sentence, sentence);
  };
  refuses({}, /证件号码/);
  refuses({ partyName: '熊大力' }, /证件号码/);
  const named = { partyName: '熊大力', partyId: '360981197001011234' };
  start().refuses('condition-unmet', 'open', who.officer, '2026-09-21', {
    ...forms.open,
    ...named,
  });
  matter.does('open', who.officer, '2026-09-21', { ...forms.open, ...named });
  matter.does('notice', who.officer, '2026-09-22', forms.notice);
  matter.does('reply', who.officer, '2026-09-23', forms.reply);
  matter.does('seekConsent', who.officer, '2026-09-23', forms.ask);
  matter.does('consent', who.city, '2026-09-24', forms.agreed);
  matter.does('decide', who.head, '2026-10-12', { ...forms.decide, considered: '不予采纳' });
  const { effects } = matter.does('publish', who.publisher, '2026-10-14', forms.publish);
  const [effect] = effects;
  assert.ok(effect?.do === 'publish');
  assert.match(effect.title, /熊大力/);
  assert.equal(effect.record?.['party'], '熊大力');
  assert.equal(effect.record?.['partyId'], `360${'*'.repeat(13)}34`);
  assert.doesNotMatch(JSON.stringify(effect), /19700101/);
  matter.does('apply', who.officer, '2027-10-13', forms.apply);
  // A registered party speaks for itself.
  noticed().refuses('condition-unmet', 'reply', who.officer, '2026-09-23', forms.reply);
});

test('a proposal that fell with the penalty ends unlisted, before the decision only', () => {
  const matter = noticed();
  matter.refuses('not-entitled', 'drop', who.firm, '2026-09-23', { reason: '不予处罚' });
  matter.does('drop', who.officer, '2026-09-23', { reason: '不予处罚' });
  assert.equal(matter.state, 'not-listed');
  listed().refuses('wrong-state', 'drop', who.officer, '2026-10-13', { reason: '不予处罚' });
});
