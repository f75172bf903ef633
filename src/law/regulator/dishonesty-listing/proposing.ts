import { matter, noticeTells, person } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { levels } from '#kernel/party.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { notForParty } from '../credit-repair/acts.ts';
import { groundTitles, heavierPenalties } from './grounds.ts';

/** From the proposal to what the party had to say: consent above, notice, statement, hearing (2, 12, 13, 22). */
export const open = defineAct({
  title: '提出列入建议',
  by: ['authority'],
  to: { by: 'noticed', cases: { 'with-penalty': 'noticed', separately: 'preparing' } },
  basis: ['order-44/2', 'order-44/7', 'order-44/12', 'order-44/13'],
  form: field.form({
    caseNumber: field.text('行政处罚案件号'),
    level: field.choice('作出决定的机关层级', levels),
    ground: field.choice('列入事由', groundTitles),
    heavier: field.choice('较重行政处罚', heavierPenalties),
    facts: field.longText('违法事实和证据'),
    factors: field.longText('综合考量', {
      hint: '主观恶意、违法频次、持续时间、处罚种类、罚没款和货值金额、生命健康危害、财产损失和社会影响。',
    }),
    intent: field.choice('主观故意', {
      'not-disproved': '当事人没有证据足以证明无主观故意',
      disproved: '当事人有证据足以证明无主观故意',
    }),
    noticed: field.choice('事先告知', {
      'with-penalty': '已在行政处罚告知书中一并告知',
      separately: '由本程序另行告知',
    }),
    noticeServedOn: field.optional(field.date('告知书送达日期')),
    noticeAnnounced: field.optional(
      field.yesNo('处罚告知书以公告送达', { hint: '公告期满视为送达，不填写送达日期。' }),
    ),
    partyName: field.optional(
      field.text('自然人姓名', { personal: true, hint: '当事人是单位的不填，请选择所涉单位。' }),
    ),
    partyId: field.optional(field.text('自然人证件号码', { personal: true, max: 30 })),
  }),
  document: '列入严重违法失信名单建议书',
  when: (facts, input) => {
    const { level, ground, heavier, intent } = input;
    if (level !== facts.actor.level) return '机关层级与您所在单位不符。';
    if (intent === 'disproved') {
      return '当事人有证据足以证明没有主观故意的，不列入严重违法失信名单。';
    }
    if ((heavier === 'not-required') !== (ground === 'refuses-decision')) {
      return '除拒不履行行政决定外，受到较重行政处罚的方可列入。';
    }
    const wrongParty = notOneParty(facts, input);
    if (wrongParty !== undefined) return wrongParty;
    return noticeDefect(facts, input);
  },
  then: (_facts, { noticed }) =>
    noticed === 'separately'
      ? []
      : [
          {
            do: 'notify',
            to: { role: 'party' },
            title: '拟列入严重违法失信名单，可陈述、申辩、要求听证',
          },
        ],
});

/** What is said of the notice fits the way in which the party is told. */
function noticeDefect(
  facts: ProceedingFacts,
  told: {
    readonly noticed: string;
    readonly noticeServedOn?: string | undefined;
    readonly noticeAnnounced?: boolean | undefined;
  },
): string | undefined {
  const { noticed, noticeServedOn: servedOn, noticeAnnounced = false } = told;
  if (noticed === 'separately') {
    return servedOn === undefined && !noticeAnnounced
      ? undefined
      : '另行告知的，送达后再填写送达日期。';
  }
  if (noticeAnnounced) {
    return servedOn === undefined ? undefined : '公告送达的，公告期满视为送达，不填写送达日期。';
  }
  if (servedOn === undefined) return '请填写告知书送达日期。';
  return impossibleDay(facts, '告知书送达日期', servedOn);
}

/** The party is either registered or a natural person who is named with the number that tells him from others. */
function notOneParty(
  { subject }: Pick<ProceedingFacts, 'subject'>,
  named: { partyName?: string | undefined; partyId?: string | undefined },
): string | undefined {
  const said = [named.partyName, named.partyId].filter((one) => one !== undefined).length;
  if (subject !== undefined) return said === 0 ? undefined : '当事人是单位的，不填写自然人姓名。';
  return said === 2
    ? undefined
    : '请选择当事人单位；自然人须填写姓名和证件号码，公示时隐去证件号码。';
}

const beforeDecision = ['preparing', 'noticed', 'hearing', 'replied'] as const;

export const seekConsent = defineAct({
  title: '报上一级同意',
  by: ['authority'],
  from: beforeDecision,
  basis: ['order-44/22'],
  form: field.form({
    superior: field.choice('报请的上一级', {
      city: '设区的市级市场监管部门',
      province: '省级市场监管部门',
    }),
    opinion: field.longText('列入意见'),
    papers: field.files('案件材料', { min: 1 }),
  }),
  document: '列入严重违法失信名单请示',
  recites: [person, matter],
  possible: ({ value, all }) => {
    if (value('open', 'level') === 'province') return '省级部门列入的，无须报上一级同意。';
    return all('seekConsent').length > all('consent').length ? '已经报请，请等待答复。' : undefined;
  },
  when: (facts, { superior }) =>
    superior === above(facts) ? undefined : '应当报请上一级市场监管部门，不得越级或者报请同级。',
  then: (_facts, { superior }) => [
    {
      do: 'notify',
      to: { role: superior },
      title: '列入严重违法失信名单请示，请审查答复',
    },
  ],
});

/** Whose consent it takes (22). */
function above(facts: PastFacts): 'city' | 'province' {
  return facts.value('open', 'level') === 'county' ? 'city' : 'province';
}

export const consent = defineAct({
  title: '审查列入请示',
  by: ['city', 'province'],
  from: beforeDecision,
  basis: ['order-44/22'],
  form: field.form({
    answer: field.choice('答复', { agreed: '同意列入', refused: '不同意列入' }),
    reason: field.longText('理由'),
  }),
  document: '列入严重违法失信名单批复',
  recites: [
    person,
    matter,
    { act: 'seekConsent', fields: [{ field: 'opinion', as: '请示的列入意见' }] },
    { seats: ['authority'] },
  ],
  possible: (past) => {
    if (past.all('seekConsent').length <= past.all('consent').length) return '尚未报请同意。';
    return past.actor.level === above(past) ? undefined : '由上一级市场监管部门审查。';
  },
  then: (_facts, { answer }) => [
    {
      do: 'notify',
      to: { role: 'authority' },
      title: answer === 'agreed' ? '上一级同意列入' : '上一级不同意列入',
    },
  ],
});

/** The penalty was not given or was told anew: what was proposed with it falls with it. */
export const drop = defineAct({
  title: '撤回列入建议',
  by: ['authority', 'head'],
  from: beforeDecision,
  to: 'not-listed',
  optional: true,
  basis: ['order-44/2', 'order-44/13'],
  form: field.form({ reason: field.longText('原因') }),
  then: (facts) =>
    facts.state === 'preparing'
      ? []
      : [{ do: 'notify', to: { role: 'party' }, title: '列入严重违法失信名单的建议已撤回' }],
});

export const notice = defineAct({
  title: '事先告知',
  by: ['authority'],
  from: 'preparing',
  to: 'noticed',
  basis: ['order-44/13', 'order-2/57'],
  form: field.form({
    number: field.text('告知书文号'),
    content: field.longText('拟列入的事实、理由、依据和管理措施'),
    servedOn: field.date('送达日期'),
    proof: field.files('送达回证', { min: 1 }),
  }),
  document: '列入严重违法失信名单告知书',
  recites: [person, matter],
  tells: noticeTells,
  when: (facts, { servedOn }) => impossibleDay(facts, '送达日期', servedOn, facts.last('open')),
  then: () => [
    {
      do: 'notify',
      to: { role: 'party' },
      title: '拟列入严重违法失信名单，送达之日起五个工作日内可陈述、申辩、要求听证',
    },
  ],
});

export const reply = defineAct({
  title: '陈述、申辩或者要求听证',
  by: ['party', 'authority'],
  from: 'noticed',
  to: { by: 'wantsHearing', cases: { true: 'hearing', false: 'replied' } },
  within: 'reply',
  basis: ['order-44/13', 'order-2/57', 'hearing-measures/7'],
  form: field.form({
    statement: field.longText('陈述、申辩意见'),
    wantsHearing: field.yesNo('要求听证'),
    evidence: field.files('证据材料'),
  }),
  document: '陈述申辩书',
  recites: [
    person,
    { act: 'open', fields: ['caseNumber', 'ground'] },
    { act: 'notice', fields: [{ field: 'number', as: '告知书文号' }] },
    { seats: ['authority'] },
  ],
  possible: notForParty,
  then: () => [{ do: 'notify', to: { role: 'authority' }, title: '当事人提出陈述、申辩' }],
});

export const callHearing = defineAct({
  title: '通知听证',
  by: ['authority'],
  from: 'hearing',
  basis: ['hearing-measures/11', 'hearing-measures/20'],
  form: field.form({
    servedOn: field.date('通知书送达日期'),
    place: field.text('听证地点'),
    host: field.person('听证主持人', ['reviewer', 'leader', 'case-officer']),
  }),
  document: '行政处罚听证通知书',
  recites: [person, { act: 'open', fields: ['caseNumber', 'ground'] }],
  tells: [
    {
      text: '听证自本通知书送达之日起满{hearing-day}后举行。当事人可以亲自参加，也可以委托代理人参加；无正当理由不参加的，视为放弃听证。',
      basis: ['hearing-measures/20', 'penalty-law/64'],
    },
  ],
  when: (facts, { servedOn, host }) =>
    facts.history.some(({ act, by }) => ['open', 'notice'].includes(act) && by.account === host)
      ? '本案办案人员不得主持听证。'
      : impossibleDay(facts, '通知书送达日期', servedOn, facts.last('reply')),
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '听证通知书，请按时参加' }],
});

export const holdHearing = defineAct({
  title: '举行听证并提出听证报告',
  by: ['authority'],
  from: 'hearing',
  to: 'replied',
  notBefore: 'hearing-day',
  basis: ['hearing-measures/11', 'hearing-measures/29'],
  form: field.form({
    report: field.longText('听证情况和处理意见'),
    record: field.files('听证笔录', { min: 1 }),
  }),
  document: '听证报告',
  recites: [
    person,
    { act: 'open', fields: ['caseNumber', 'ground', 'facts'] },
    { act: 'callHearing', fields: ['servedOn', 'place', 'host'] },
    { act: 'reply', fields: ['statement'] },
  ],
  possible: ({ value, actor }) =>
    value('callHearing', 'host') === actor.account ? undefined : '听证报告由听证主持人提出。',
});
