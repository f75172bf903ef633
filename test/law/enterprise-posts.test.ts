import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Actor } from '#kernel/decide.ts';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { Book } from '#kernel/definition.ts';
import type { RecordFacts, StaffFacts } from '#kernel/facts.ts';
import { appointment } from '#law/enterprise/posts/appointment.ts';
import { dismissal } from '#law/enterprise/posts/dismissal.ts';
import { directorDuties, officerCode } from '#law/enterprise/posts/post-document.ts';
import { responsibilityLetter } from '#law/enterprise/posts/responsibility-letter.ts';
import {
  directorDutiesText,
  officerCodeText,
  responsibilityLetterText,
} from '#law/enterprise/posts/texts.ts';
import {
  accounts,
  defectsOf,
  director,
  factsOf,
  officer,
  principal,
  recorded,
  worker,
  works,
} from './enterprise-setting.ts';

const now = '2026-11-20T01:00:00Z';

function keep(book: Book, actor: Actor, input: unknown, before: readonly RecordFacts[] = []) {
  const facts = factsOf({ now, actor, records: { [book.id]: before } });
  return decideRecord(book, facts, actor, input);
}

const sentenceOf = (answer: ReturnType<typeof keep>) => (answer.ok ? '' : answer.sentence);

const appointed = {
  person: accounts.worker,
  post: 'quality-safety-officer',
  from: '2026-11-23',
  assessedOn: '2026-11-18',
  qualifiedUntil: '2027-11-17',
  assessment: [],
  hasSignedLetter: true,
  document: [],
};

test('the definitions are sound', () => {
  for (const book of [appointment, dismissal, directorDuties, officerCode, responsibilityLetter]) {
    assert.deepEqual(defectsOf(book), []);
  }
});

test('a trading platform gives its people these posts as well', () => {
  const answer = keep(appointment, { ...principal, kind: 'platform' }, appointed);
  assert.ok(answer.ok, sentenceOf(answer));
});

test('an appointment puts the person into the post until the assessment lapses', () => {
  const answer = keep(appointment, principal, appointed);
  assert.ok(answer.ok, sentenceOf(answer));
  assert.deepEqual(answer.effects[0], {
    do: 'appoint',
    account: accounts.worker,
    post: 'quality-safety-officer',
    from: '2026-11-23',
    until: '2027-11-17',
  });
});

test('nobody is appointed without a passed assessment that still holds and a signed letter', () => {
  const refused = (own: object) =>
    sentenceOf(keep(appointment, principal, { ...appointed, ...own }));
  assert.match(refused({ assessedOn: undefined }), /考核合格才能任职/);
  const bare = keep(appointment, principal, {
    ...appointed,
    assessedOn: undefined,
    qualifiedUntil: undefined,
  });
  assert.deepEqual(!bare.ok && bare.issues?.map(({ path }) => path), [
    'assessedOn',
    'qualifiedUntil',
  ]);
  assert.match(refused({ assessedOn: '2026-11-21' }), /不能晚于今天/);
  assert.match(refused({ from: '2026-11-17' }), /先考核合格再任职/);
  assert.match(refused({ qualifiedUntil: '2026-11-22' }), /已经届满/);
  assert.match(refused({ hasSignedLetter: false }), /先签订质量安全责任书/);
});

test('the principal alone appoints, and becomes principal without an assessment', () => {
  const answer = keep(appointment, director, appointed);
  assert.equal(!answer.ok && answer.code, 'not-entitled');
  const { assessedOn: _, qualifiedUntil: __, ...rest } = appointed;
  const successor = keep(appointment, principal, { ...rest, post: 'principal' });
  assert.ok(successor.ok);
  assert.equal(successor.effects[0]?.do === 'appoint' && successor.effects[0].until, undefined);
});

const dismissed = {
  person: accounts.officer,
  post: 'quality-safety-officer',
  on: '2026-11-30',
  reason: 'failed-assessment',
};

test('a dismissal empties the post, and a required post asks to be filled again', () => {
  const answer = keep(dismissal, principal, dismissed);
  assert.ok(answer.ok);
  assert.deepEqual(
    answer.effects.map((effect) => effect.do),
    ['dismiss', 'notify'],
  );
  const other = keep(dismissal, principal, { ...dismissed, reason: 'other' });
  assert.match(sentenceOf(other), /写明说明/);
});

test('the last principal who can act leaves only to a successor', () => {
  const leaving = {
    ...dismissed,
    person: accounts.principal,
    post: 'principal',
    reason: 'resigned',
  };
  const held = { post: 'principal', from: '2026-01-01', enabled: true } as const;
  const one = { ...held, account: accounts.principal };
  const leave = (others: readonly StaffFacts[], own: object = {}) => {
    const facts = { ...factsOf({ now, actor: principal }), staff: [one, ...others] };
    return decideRecord(dismissal, facts, principal, { ...leaving, ...own });
  };
  const alone = leave([]);
  assert.ok(!alone.ok);
  assert.match(alone.sentence, /最后一位.*继任/);
  assert.deepEqual(alone.basis, ['order-75/4']);
  assert.equal(alone.issues?.[0]?.path, 'successor');
  const other = { ...held, account: accounts.second };
  assert.ok(leave([other]).ok, 'somebody else leads');
  for (const own of [{ enabled: false }, { endsOn: '2026-12-31' }, { from: '2026-12-01' }]) {
    assert.match(sentenceOf(leave([{ ...other, ...own }])), /最后一位/, JSON.stringify(own));
  }
  const handed = leave([], { successor: accounts.second });
  assert.ok(handed.ok, sentenceOf(handed));
  assert.deepEqual(handed.effects.slice(0, 2), [
    { do: 'dismiss', account: accounts.principal, post: 'principal', on: '2026-11-30' },
    { do: 'appoint', account: accounts.second, post: 'principal', from: '2026-11-30' },
  ]);
  assert.match(sentenceOf(leave([], { successor: accounts.principal })), /不能是被免职人本人/);
  assert.match(sentenceOf(leave([other], { successor: accounts.second })), /已经担任/);
  const officerLeaves = { person: accounts.officer, post: 'quality-safety-officer' };
  assert.ok(leave([], officerLeaves).ok, 'a vacancy is shown, not forbidden');
  assert.match(
    sentenceOf(leave([], { ...officerLeaves, successor: accounts.second })),
    /只在免去主要负责人时填写/,
  );
});

test('the proposed texts follow the orders: seven duties for producers, six for sellers', () => {
  const shop = { ...works, business: 'retail' as const };
  assert.match(directorDutiesText(works), /应急演练/);
  assert.doesNotMatch(directorDutiesText(shop), /应急演练/);
  assert.equal(
    directorDutiesText(works).split('\n').length,
    directorDutiesText(shop).split('\n').length + 1,
  );
  assert.match(officerCodeText(works), /出厂检验/);
  assert.match(officerCodeText(shop), /销售过程/);
});

test('a post document is published in versions that differ and move forward', () => {
  const version = {
    text: directorDutiesText(works),
    effectiveFrom: '2026-11-20',
    changeNote: '首次制定',
    attachment: [],
  };
  assert.ok(keep(directorDuties, principal, version).ok);
  const before = [recorded('v1', '2026-11-19T00:00:00Z', version)];
  assert.match(sentenceOf(keep(directorDuties, principal, version, before)), /与现行版本相同/);
  const backdated = { ...version, text: `${version.text}补充`, effectiveFrom: '2026-11-01' };
  assert.match(sentenceOf(keep(directorDuties, principal, backdated, before)), /不能早于现行版本/);
  const byOfficer = keep(officerCode, officer, { ...version, text: officerCodeText(works) });
  assert.equal(!byOfficer.ok && byOfficer.code, 'not-entitled');
});

const letter = {
  post: 'quality-safety-officer',
  from: '2026-01-01',
  until: '2026-12-31',
  text: responsibilityLetterText(works, '质量安全员'),
  agreed: true,
  signed: [],
};

test('a responsibility letter is signed by the holder of the post in person', () => {
  assert.ok(keep(responsibilityLetter, officer, letter).ok);
  assert.match(sentenceOf(keep(responsibilityLetter, director, letter)), /不能代他人签署/);
  assert.ok(keep(responsibilityLetter, worker, { ...letter, post: 'candidate' }).ok);
  const unread = keep(responsibilityLetter, officer, { ...letter, agreed: false });
  assert.match(sentenceOf(unread), /本人确认/);
  const reversed = keep(responsibilityLetter, officer, { ...letter, until: '2025-12-31' });
  assert.match(sentenceOf(reversed), /不能早于起始日期/);
});
