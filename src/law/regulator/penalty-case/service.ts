import { calendarDays } from '#kernel/calendar/count.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Deadline } from '#kernel/definition.ts';
import type { Start } from '#kernel/calendar/span.ts';
import type { Effect } from '#kernel/effect.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { byTeam, internal, party, serviceModes } from './parts.ts';

/** Whoever is served by announcement learns from it that the decision will be shown. */
const publicity = '行政处罚决定信息将依法向社会公示。';

/** How a decision reaches the party (order-2/81, 82). */
const served = [
  { do: 'notify', to: { role: 'party' }, title: '行政处罚决定书，收到之日起十五日内缴款' },
] as const;

export const serve = byTeam({
  title: '送达行政处罚决定书',
  from: 'decided',
  to: 'served',
  basis: ['order-2/81', 'order-2/82', 'order-45-publicity/8'],
  form: field.form({
    mode: field.choice('送达方式', serviceModes),
    servedOn: field.date('送达日期'),
    receiver: field.text('签收人', { personal: true }),
    publicityTold: field.yesNo('已书面告知处罚信息将予公示'),
    proof: field.files('送达回证', { min: 1 }),
  }),
  document: '送达回证',
  recites: [party, { act: 'decide', fields: ['decisionNumber'] }],
  when: (facts, { servedOn, publicityTold }) =>
    publicityTold
      ? impossibleDay(facts, '送达日期', servedOn, facts.last('decide'))
      : '送达时应当书面告知当事人处罚信息将向社会公示。',
  then: () => served,
});

/** What a notice in the place of service says, whatever paper it serves (order-2/82). */
export const announcement = {
  tried: field.longText('无法以其他方式送达的情况', internal),
  text: field.longText('公告内容'),
  where: field.text('公告载体'),
  notice: field.files('公告原件、截图', { min: 1 }),
};

/** The notice stands on the platform's own pages as well. */
export function announced(paper: string, text: string): Effect {
  return { do: 'publish', kind: 'service', title: `${paper}送达公告`, text };
}

/** Thirty days, after which the paper counts as served. */
export function noticePeriod(starts: Start, ends: readonly string[]): Deadline {
  return {
    title: '公告期',
    owner: 'officer',
    nature: 'opening',
    starts,
    restarts: true,
    count: calendarDays(30, { rolls: 'statutory-holiday' }),
    ends,
    basis: ['order-2/82'],
  };
}

/**
 * The paper counts as served when its notice has stood for thirty days: by law and not by what somebody enters on a later
 * day, because the party's clocks run from there.
 */
export function servedByNotice(act: {
  readonly clock: string;
  readonly from: string;
  readonly to: string;
  readonly then: () => readonly Effect[];
}) {
  const { clock: byTime, from, to, then } = act;
  const basis = ['order-2/82'];
  return defineAct({
    title: '公告期满视为送达',
    by: [],
    byTime,
    from,
    to,
    basis,
    form: field.form({}),
    then,
  });
}

export const announceService = byTeam({
  title: '公告送达',
  from: 'decided',
  basis: ['order-2/82'],
  form: field.form(announcement),
  document: '送达公告',
  recites: [party, { act: 'decide', fields: ['decisionNumber'] }],
  tells: [
    { text: '自公告之日起满{notice-service}，视为送达。', basis: ['order-2/82'] },
    { text: publicity, basis: ['order-45-publicity/8'] },
  ],
  then: (_facts, { text }) => [announced('行政处罚决定书', `${text}\n${publicity}`)],
});

/** The decision served by announcement: the time to pay runs from here. */
export const serveByNotice = servedByNotice({
  clock: 'notice-service',
  from: 'decided',
  to: 'served',
  then: () => served,
});

/** How the word that nothing is punished reaches the party. */
const toldNoPenalty = [
  { do: 'notify', to: { role: 'party' }, title: '不予行政处罚决定书' },
] as const;

export const tellNoPenalty = byTeam({
  title: '送达不予行政处罚决定书',
  from: 'no-penalty',
  to: 'to-close',
  basis: ['order-2/81', 'order-2/82', 'penalty-law/33'],
  form: field.form({
    mode: field.choice('送达方式', serviceModes),
    servedOn: field.date('送达日期'),
    proof: field.files('送达回证', { min: 1 }),
  }),
  document: '送达回证',
  recites: [party, { act: 'decideNoPenalty', fields: ['decisionNumber'] }],
  when: (facts, { servedOn }) =>
    impossibleDay(facts, '送达日期', servedOn, facts.last('decideNoPenalty')),
  then: () => toldNoPenalty,
});

export const announceNoPenalty = byTeam({
  title: '公告送达不予行政处罚决定书',
  from: 'no-penalty',
  basis: ['order-2/82'],
  form: field.form(announcement),
  document: '送达公告',
  recites: [party, { act: 'decideNoPenalty', fields: ['decisionNumber'] }],
  tells: [{ text: '自公告之日起满{notice-no-penalty}，视为送达。', basis: ['order-2/82'] }],
  then: (_facts, { text }) => [announced('不予行政处罚决定书', text)],
});

/** The case may be closed once the party counts as told that nothing is punished. */
export const noPenaltyByNotice = servedByNotice({
  clock: 'notice-no-penalty',
  from: 'no-penalty',
  to: 'to-close',
  then: () => toldNoPenalty,
});
