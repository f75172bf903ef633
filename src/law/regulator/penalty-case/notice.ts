import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import { notYet } from '#kernel/refusal.ts';
import type { Objection } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { amountOf, hearingIsDue, penaltyKinds } from './amount/amount.ts';
import { penaltyGrounds } from './amount/bands.ts';
import { notProposable, proposalOf, proposed } from '../dishonesty-listing/with-penalty.ts';
import { byTeam, inCase, notAuthorised, party, serviceModes } from './parts.ts';
import { announced, announcement, servedByNotice } from './service.ts';

/** What the party is told with the notice. */
const told = [
  {
    do: 'notify',
    to: { role: 'party' },
    title: '行政处罚告知书，五个工作日内可以陈述、申辩或者要求听证',
  },
] as const;

/** Every way in which the paper reaches the party leads to its answer. */
const personally = {
  direct: 'notified',
  post: 'notified',
  electronic: 'notified',
  left: 'notified',
  entrusted: 'notified',
};

/** The party is told what is intended and may state, defend itself and ask for a hearing (order-2/57, 58). */
export const notify = byTeam({
  title: '送达行政处罚告知书',
  from: 'to-notify',
  to: {
    by: 'mode',
    cases: { ...personally, announced: 'notice-announced' },
  },
  basis: ['order-2/57', 'order-2/82', 'hearing-measures/5', 'penalty-law/63', 'order-44/13'],
  form: field.form({
    noticeNumber: field.text('行政处罚告知书文号'),
    facts: field.longText('违法事实和证据'),
    grounds: field.choices('处罚依据', penaltyGrounds),
    kinds: field.choices('拟作出的处罚', penaltyKinds),
    amountYuan: field.decimal('拟罚款数额', { unit: '元' }),
    confiscationYuan: field.decimal('拟没收违法所得和产品货值', {
      unit: '元',
      hint: '没收产品的，按货值计入；据此判断是否达到听证标准。',
    }),
    hearing: field.yesNo('已告知要求听证的权利', { unprinted: true }),
    mode: field.choice('送达方式', { ...serviceModes, announced: '公告送达' }),
    servedOn: field.optional(
      field.date('送达日期', { hint: '公告送达的不填，公告期满视为送达。' }),
    ),
    proof: field.files('送达回证', { hint: '公告送达的在公告中上传原件、截图。' }),
    announcement: field.optional(
      field.group('公告', announcement, {
        hint: '受送达人下落不明，或者其他方式无法送达的填写。',
        goesWith: { choice: 'mode', values: ['announced'] },
      }),
    ),
    listing: proposed,
  }),
  document: '行政处罚告知书',
  recites: inCase,
  tells: [
    {
      text: '自收到本告知书之日起{statement}内，可以向本机关陈述、申辩；逾期未提出的，视为放弃。',
      basis: ['order-2/57'],
    },
    {
      text: '自收到本告知书之日起{statement}内，可以要求听证；逾期未提出的，视为放弃。',
      basis: ['hearing-measures/5', 'hearing-measures/7', 'penalty-law/63'],
      where: { field: 'hearing', is: 'true' },
    },
    { text: '不因当事人陈述、申辩或者要求听证而给予更重的处罚。', basis: ['order-2/58'] },
  ],
  when: (facts, input) => {
    const due = hearingIsDue({
      party: facts.value('open', 'partyKind') === 'person' ? 'person' : 'unit',
      kinds: input.kinds,
      fine: amountOf(input.amountYuan),
      confiscation: amountOf(input.confiscationYuan),
    });
    if (due && !input.hearing) return '拟作出的处罚达到听证标准，须告知当事人要求听证的权利。';
    return notProposable(facts, input.listing, input.kinds) ?? serviceDefect(facts, input);
  },
  then: (facts, { listing, facts: found, servedOn, announcement: notice }) => [
    ...proposalOf(facts, listing, { facts: found, servedOn }),
    ...(notice === undefined ? told : [announced('行政处罚告知书', notice.text)]),
  ],
});

/** Why the way in which the notice is said to be served doesn't agree with what is said of it. */
function serviceDefect(
  facts: ProceedingFacts,
  service: {
    readonly mode: string;
    readonly servedOn?: string | undefined;
    readonly proof: readonly string[];
    readonly announcement?: unknown;
  },
): string | undefined {
  const { mode, servedOn, proof } = service;
  if (mode === 'announced') {
    if (service.announcement === undefined) return '公告送达的，须填写公告。';
    return servedOn === undefined && proof.length === 0
      ? undefined
      : '公告送达的，公告期满视为送达，不填写送达日期和送达回证。';
  }
  if (service.announcement !== undefined) return '不以公告送达的，不填写公告。';
  if (servedOn === undefined) return '请填写送达日期。';
  if (proof.length === 0) return '请上传送达回证。';
  return impossibleDay(facts, '送达日期', servedOn, facts.last('approveProposal'));
}

/** Served by announcement: the party is heard from here on. */
export const noticeServed = servedByNotice({
  clock: 'notice-period',
  from: 'notice-announced',
  to: 'notified',
  then: () => told,
});

/** Who turns up while the announcement stands is handed the paper, and heard from that day on. */
export const reachParty = byTeam({
  title: '公告期间送达行政处罚告知书',
  from: 'notice-announced',
  to: 'notified',
  basis: ['order-2/57', 'order-2/82'],
  form: field.form({
    mode: field.choice('送达方式', serviceModes),
    servedOn: field.date('送达日期'),
    proof: field.files('送达回证', { min: 1 }),
  }),
  document: '送达回证',
  recites: [party, { act: 'notify', fields: ['noticeNumber'] }],
  when: (facts, { servedOn }) => impossibleDay(facts, '送达日期', servedOn, facts.last('notify')),
  then: () => told,
});

export const state = defineAct({
  title: '陈述、申辩',
  by: ['party', 'officer'],
  onBehalfOf: 'party',
  from: 'notified',
  within: 'statement',
  basis: ['order-2/57', 'order-2/58'],
  form: field.form({
    form: field.choice('方式', { written: '书面', oral: '口头，由执法人员记录' }),
    statement: field.longText('陈述、申辩内容'),
    evidence: field.files('提交的证据'),
  }),
  document: '陈述申辩书',
  recites: [...inCase, { act: 'notify', fields: ['noticeNumber'] }, { seats: ['officer'] }],
  possible: notAuthorised,
  then: () => [{ do: 'notify', to: { role: 'officer' }, title: '当事人陈述、申辩，请复核' }],
});

export const waive = defineAct({
  title: '放弃陈述、申辩和听证',
  by: ['party'],
  from: 'notified',
  within: 'statement',
  basis: ['order-2/57'],
  form: field.form({ confirmed: field.yesNo('本单位清楚上述权利，自愿放弃') }),
  possible: notAuthorised,
  when: (_facts, { confirmed }) => (confirmed ? undefined : '请确认自愿放弃。'),
});

/** Until the period to state, defend or ask for a hearing is over, or was given up. */
function mayStillSpeak({ clock }: PastFacts): Objection | undefined {
  const period = clock('statement');
  return period?.status === 'running'
    ? notYet(`当事人陈述、申辩、要求听证的期限至${period.due.day}届满，尚不能提请决定。`)
    : undefined;
}

export const considerStatement = byTeam({
  title: '复核陈述、申辩意见',
  from: 'notified',
  to: { by: 'outcome', cases: { upheld: 'to-decide', changed: 'investigating' } },
  basis: ['order-2/57', 'order-2/58'],
  form: field.form({
    stated: field.choice('当事人意见', {
      none: '未陈述、申辩，未要求听证',
      rejected: '陈述、申辩不成立，不予采纳',
      accepted: '陈述、申辩成立，予以采纳',
    }),
    outcome: field.choice('复核结果', {
      upheld: '提请作出决定',
      changed: '事实或者依据有变化，补充调查后重新告知',
    }),
    reasons: field.longText('复核情况和理由'),
  }),
  possible: mayStillSpeak,
  when: (facts, { stated }) => {
    const told = facts.last('notify');
    const since = facts.history.slice(told === undefined ? 0 : facts.history.indexOf(told));
    const hasStated = since.some(({ act }) => act === 'state');
    return hasStated === (stated === 'none')
      ? '复核意见与当事人陈述、申辩的情况不一致。'
      : undefined;
  },
});
