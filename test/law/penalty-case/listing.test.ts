import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '#kernel/decide.ts';
import type { Effect } from '#kernel/effect.ts';
import type { RelatedProceeding } from '#kernel/facts.ts';
import type { Play } from '../play.ts';
import { forms, notified, toDecide, who } from './setting.ts';

const listing = {
  ground: 'unsafe-or-fake-goods',
  heavier: 'other',
  factors: '第二次',
  notDisproved: true,
};
const together = {
  decision: 'list',
  number: '丰市监列2026-1',
  measures: ['supervision'],
  reason: '情节严重',
};

/** A proposal as the case's guards read it. */
function proposal(change: Partial<RelatedProceeding> = {}): RelatedProceeding {
  return {
    id: 'the-proposal',
    procedure: 'dishonesty-listing',
    title: '',
    state: 'noticed',
    openedAt: '2026-08-03T04:00:00.000Z',
    overdue: false,
    opening: { caseNumber: forms.file.caseNumber, heavier: 'other' },
    ...change,
  };
}

function asked(matter: Play, act: string, by: typeof who.chief, input: object, found: object[]) {
  const related = found as RelatedProceeding[];
  return decide({ ...matter.question(act, by, '2026-08-12', input), related });
}

const elsewhere = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'open' || effect.do === 'act' ? [effect] : []));

/** Ready for the notice. */
const beforeNotice = notified;

test('the notice of the penalty opens the listing with everything it says, and nothing is typed twice', () => {
  const matter = beforeNotice({ listing });
  const told = matter.history.at(-1)!;
  assert.equal(told.act, 'notify');
  const again = matter.fork();
  again.does('considerStatement', who.officer, '2026-08-11', {
    ...forms.consider,
    outcome: 'changed',
  });
  again.does('endInvestigation', who.officer, '2026-08-11', forms.endInvestigation);
  again.does('review', who.reviewer, '2026-08-11', forms.review);
  again.does('approveProposal', who.chief, '2026-08-11', forms.approve);
  const input = { ...forms.notify, servedOn: '2026-08-12', listing };
  const answer = asked(again, 'notify', who.officer, input, [proposal()]);
  assert.ok(answer.ok);
  const [dropped, opened] = elsewhere(answer.effects);
  // What an earlier notice proposed falls with that notice.
  assert.deepEqual([dropped?.do, dropped?.act], ['act', 'drop']);
  assert.ok(opened?.do === 'open');
  assert.equal(opened.procedure, 'dishonesty-listing');
  assert.deepEqual(opened.input, {
    caseNumber: forms.file.caseNumber,
    level: 'county',
    ground: 'unsafe-or-fake-goods',
    heavier: 'other',
    facts: forms.notify.facts,
    factors: '第二次',
    intent: 'not-disproved',
    noticed: 'with-penalty',
    noticeServedOn: '2026-08-12',
  });
});

test('nobody is proposed without the heavier penalty that is named, nor where intent is disproved', () => {
  for (const [change, sentence] of [
    [{ heavier: 'licence' }, /较重行政处罚/],
    [{ heavier: 'restriction' }, /较重行政处罚/],
    [{ notDisproved: false }, /主观故意/],
  ] as const) {
    assert.throws(() => beforeNotice({ listing: { ...listing, ...change } }), sentence);
  }
  assert.throws(() => beforeNotice({ listing: { ...listing, ground: 'refuses-decision' } }));
});

test('what was proposed is decided with the penalty, in the same act, and never left over', () => {
  const matter = toDecide();
  const decides = (input: object, found: object[] = [proposal()]) =>
    asked(matter, 'decide', who.chief, { ...forms.decide, ...input }, found);
  const left = decides({});
  assert.ok(!left.ok);
  assert.match(left.sentence, /一并作出/);
  assert.ok(left.basis.includes('order-44/13'));
  for (const found of [[], [proposal({ state: 'listed' })], [proposal({ opening: {} })]]) {
    const nothing = decides({ listing: together }, found);
    assert.ok(!nothing.ok);
    assert.match(nothing.sentence, /没有随本案告知提出/);
  }
  const answer = decides({ listing: together });
  assert.ok(answer.ok);
  const [effect] = elsewhere(answer.effects);
  assert.ok(effect?.do === 'act');
  assert.deepEqual([effect.proceeding, effect.act], ['the-proposal', 'decide']);
  assert.deepEqual(effect.input, {
    ...together,
    penaltyNumber: forms.decide.decisionNumber,
    penaltyDecidedOn: '2026-08-12',
  });
});

test('a heavier fine is one at the heavier level; without it the party is not listed', () => {
  const matter = toDecide();
  const found = [
    proposal({ opening: { caseNumber: forms.file.caseNumber, heavier: 'fine' } }),
    proposal({ procedure: 'penalty-case' }),
  ];
  const light = asked(matter, 'decide', who.chief, { ...forms.decide, listing: together }, found);
  assert.ok(!light.ok);
  assert.match(light.sentence, /从重处罚/);
  const not = { ...together, decision: 'not-list' };
  assert.ok(asked(matter, 'decide', who.chief, { ...forms.decide, listing: not }, found).ok);
});

test('a case that ends without a penalty takes the proposal with it', () => {
  const matter = toDecide();
  const input = {
    decisionNumber: '丰市监不罚2026-1',
    ground: 'not-proved',
    corrected: false,
    facts: '事实',
    reasons: '证据不足',
    education: '教育',
  };
  const answer = asked(matter, 'decideNoPenalty', who.chief, input, [proposal()]);
  assert.ok(answer.ok);
  assert.deepEqual(
    elsewhere(answer.effects).map((effect) => effect.do === 'act' && effect.act),
    ['drop'],
  );
});
