import { workingDays } from '#kernel/calendar/count.ts';
import { decisionTells, matter, person } from './papers.ts';
import { addMonths, dayOf } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastAct, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { masked } from '../penalty-publicity/tiers.ts';
import { grounds, measures } from './grounds.ts';
import type { GroundId } from './grounds.ts';

/** Months until somebody is off the list by himself (21). */
export const termMonths = 36;
/** Months until somebody may ask to be taken off (16). */
export const earlyMonths = 12;
/** By what the announcement is withdrawn. */
export const listingKey = 'listing';

/** What a decision to list or not to list says; the decision on the penalty can carry it (13). */
export const decisionFields = {
  number: field.text('列入（不列入）决定书文号'),
  decision: field.choice('决定', {
    list: '列入（在本省登记，本省公示）',
    'list-elsewhere': '列入（在外省登记，推送公示）',
    'not-list': '不列入',
  }),
  considered: field.optional(field.longText('对陈述、申辩和听证意见的处理')),
  measures: field.optional(field.choices('管理措施提示', measures)),
  reason: field.longText('列入（不列入）的理由'),
};

/** An announced notice has its clock in the case of the penalty; of any other the list has its own. */
function heardInCase(
  facts: ProceedingFacts,
  { heardInCase: said }: { heardInCase?: boolean | undefined },
) {
  return said === true && facts.value('open', 'noticeAnnounced') === true;
}

/** The decision, together with the penalty, and its publication or its way to another province (13–15). */
export const decide = defineAct({
  title: '作出列入决定',
  by: ['head'],
  from: ['noticed', 'replied'],
  to: {
    by: 'decision',
    cases: { list: 'listed', 'list-elsewhere': 'listed', 'not-list': 'not-listed' },
  },
  notBy: ['open'],
  basis: ['order-44/13', 'order-44/15', 'order-44/22', 'order-44/23'],
  form: field.form({
    ...decisionFields,
    penaltyNumber: field.optional(field.text('行政处罚决定书文号')),
    penaltyDecidedOn: field.optional(field.date('行政处罚决定日期')),
    waived: field.optional(field.yesNo('当事人已在处罚程序中书面放弃陈述、申辩和听证')),
    heardInCase: field.optional(field.yesNo('陈述、申辩和听证期限已在处罚程序中届满')),
  }),
  document: {
    by: 'decision',
    cases: {
      list: '列入严重违法失信名单决定书',
      'list-elsewhere': '列入严重违法失信名单决定书',
      'not-list': '不列入严重违法失信名单决定书',
    },
  },
  recites: [
    person,
    matter,
    {
      act: 'notice',
      fields: [
        { field: 'number', as: '告知书文号' },
        { field: 'servedOn', as: '告知书送达日期' },
      ],
    },
    { act: 'consent', fields: [{ field: 'answer', as: '上一级审查意见' }] },
    { act: 'reply', title: '当事人的陈述、申辩', fields: ['statement'] },
  ],
  tells: decisionTells,
  when: (facts, input) => {
    const isOver = facts.clock('reply')?.status === 'lapsed' || heardInCase(facts, input);
    const mayStillSpeak = input.waived !== true && !isOver;
    if (facts.state === 'noticed' && mayStillSpeak) {
      return { code: 'too-early', sentence: '陈述、申辩和要求听证的期限尚未届满。' };
    }
    if (facts.last('reply') !== undefined && input.considered === undefined) {
      return '当事人提出陈述、申辩的，应当写明处理意见。';
    }
    if (input.decision === 'not-list') return undefined;
    return notConsented(facts) ?? notTogether(facts, input) ?? notTold(input);
  },
  then: (_facts, { decision, measures: picked }) => [
    {
      do: 'notify',
      to: { role: 'party' },
      title: decision === 'not-list' ? '不列入严重违法失信名单' : '列入严重违法失信名单决定书',
    },
    ...(decision === 'list' && picked?.includes('supervision') === true
      ? [
          {
            do: 'notify',
            to: { role: 'authority' },
            title: '已列为重点监管对象：请提出重点监管并确定检查频次，双随机抽取单独分层',
          } as const,
        ]
      : []),
  ],
});

function notConsented(facts: ProceedingFacts): string | undefined {
  if (facts.value('open', 'level') === 'province') return undefined;
  if (facts.last('consent') === undefined) {
    return '县级、设区的市级部门列入的，须先报经上一级同意。';
  }
  return facts.value('consent', 'answer') === 'agreed' ? undefined : '上一级不同意列入。';
}

/** Refusal to perform a decision comes after the penalty; every other ground is decided with it. */
function notTogether(
  facts: ProceedingFacts,
  input: { penaltyNumber?: string | undefined; penaltyDecidedOn?: string | undefined },
): string | undefined {
  if (facts.value('open', 'ground') === 'refuses-decision') return undefined;
  if (input.penaltyNumber === undefined) return '请填写行政处罚决定书文号。';
  return input.penaltyDecidedOn === facts.today
    ? undefined
    : '列入决定应当与行政处罚决定一并作出，两者日期须相同。';
}

/** Conditions of removal and remedies the paper states by itself; the measures are chosen. */
function notTold({ measures: picked }: { measures?: unknown }): string | undefined {
  return picked === undefined ? '决定书应当载明管理措施提示。' : undefined;
}

export const publish = defineAct({
  title: '公示列入信息',
  by: ['publisher'],
  from: 'listed',
  to: 'published',
  basis: ['order-44/14', 'guidance/4.4'],
  form: field.form({
    servedOn: field.date('决定书送达日期'),
    proof: field.files('送达回证', { min: 1 }),
  }),
  possible: ({ value }) =>
    value('decide', 'decision') === 'list' ? undefined : '当事人在外省登记的，推送其登记地公示。',
  when: (facts, { servedOn }) =>
    impossibleDay(facts, '决定书送达日期', servedOn, facts.last('decide')),
  then: (facts) => [announcement(facts), toldOfPublicity(facts)],
});

export const push = defineAct({
  title: '推送登记地公示',
  by: ['publisher'],
  from: 'listed',
  to: 'published',
  basis: ['order-44/14'],
  form: field.form({
    receiver: field.text('登记地市场监管部门'),
    papers: field.files('推送材料', { min: 1 }),
  }),
  document: '列入信息推送函',
  recites: [
    person,
    matter,
    {
      act: 'decide',
      fields: [{ field: 'number', as: '列入决定书文号' }, 'penaltyNumber', 'measures'],
    },
  ],
  tells: [
    {
      text: '请自收到本函之日起{elsewhere}内协助公示列入信息。',
      basis: ['order-44/14'],
      periods: { elsewhere: { count: workingDays(10), basis: ['order-44/14'] } },
    },
  ],
  possible: ({ value }) =>
    value('decide', 'decision') === 'list-elsewhere'
      ? undefined
      : '当事人在本省登记的，由本机关公示。',
  then: (facts) => [toldOfPublicity(facts)],
});

function toldOfPublicity(facts: ProceedingFacts): Effect {
  const title = `列入信息已公示，至${termEnd(facts)}止；满一年可以申请提前移出`;
  return { do: 'notify', to: { role: 'party' }, title };
}

/** Last day of the term, counted from the listing, or anew from its restoration. */
export function termEnd(facts: ProceedingFacts): string {
  return addMonths(dayOf(listedBy(facts).at), termMonths);
}

function listedBy(facts: ProceedingFacts): PastAct {
  const listed = facts.last('restore') ?? facts.last('decide');
  if (listed === undefined) throw new Error('nothing was listed yet');
  return listed;
}

/**
 * What is published of a listing, on our own pages and on both credit sites. Of a natural person the name and a number
 * that is masked before it leaves the form, nothing else (order-45-publicity/6).
 */
export function announcement(facts: ProceedingFacts, corrected?: string): Effect {
  const ground = grounds[facts.value('open', 'ground') as GroundId];
  const number = facts.value('decide', 'number') as string;
  const picked = [facts.value('decide', 'measures') ?? []].flat() as (keyof typeof measures)[];
  const decidedOn = dayOf(listedBy(facts).at);
  const until = termEnd(facts);
  const person = facts.value('open', 'partyName') as string | undefined;
  return {
    do: 'publish',
    kind: 'serious-dishonesty',
    key: listingKey,
    title: `列入严重违法失信名单：${person ?? facts.subject?.name ?? ''}`,
    text: `${ground.title}。${number}，${decidedOn}列入，公示至${until}。`,
    until,
    sites: ['credit-china', 'gsxt'],
    record: {
      grounds: corrected ?? ground.title,
      basis: ground.basis,
      number,
      decidedOn,
      measures: picked.map((one) => measures[one]).join('；'),
      ...(person === undefined
        ? {}
        : { party: person, partyId: masked(facts.value('open', 'partyId') as string) }),
    },
  };
}
