import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { byTeam, serviceModes, textIn } from './parts.ts';

/** How a decision reaches the party and the public (order-2/63, 81, 82; order-45-publicity). */
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
  when: (facts, { servedOn, publicityTold }) =>
    publicityTold
      ? impossibleDay(facts, '送达日期', servedOn, facts.last('decide'))
      : '送达时应当书面告知当事人处罚信息将向社会公示。',
  then: () => served,
});

export const announceService = byTeam({
  title: '公告送达',
  from: 'decided',
  basis: ['order-2/82'],
  form: field.form({
    tried: field.longText('无法以其他方式送达的情况'),
    text: field.longText('公告内容'),
    where: field.text('公告载体'),
  }),
  document: '送达公告',
  then: (_facts, { text }) => [
    { do: 'publish', kind: 'service', title: '行政处罚决定书送达公告', text },
  ],
});

export const serveByNotice = byTeam({
  title: '公告期满视为送达',
  from: 'decided',
  to: 'served',
  notBefore: 'notice-service',
  basis: ['order-2/82'],
  form: field.form({ proof: field.files('公告原件、截图', { min: 1 }) }),
  then: () => served,
});

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
  when: (facts, { servedOn }) =>
    impossibleDay(facts, '送达日期', servedOn, facts.last('decideNoPenalty')),
  then: () => [{ do: 'notify', to: { role: 'party' }, title: '不予行政处罚决定书' }],
});

const afterDecision = ['decided', 'served', 'urged', 'enforcing', 'to-close'];

export const publish = defineAct({
  title: '公示行政处罚信息',
  by: ['publisher'],
  from: afterDecision,
  basis: ['order-45-publicity/2', 'order-45-publicity/4', 'order-45-publicity/9'],
  form: field.form({
    breach: field.text('违法行为类型'),
    content: field.longText('处罚内容'),
    paper: field.files('行政处罚决定书（隐去不得公开的信息）', { min: 1 }),
  }),
  document: '行政处罚信息摘要',
  when: (facts) => {
    const decided = facts.last('decide');
    if (decided === undefined) return '没有需要公示的行政处罚决定。';
    if (decided.input['decision'] === 'warning') return '仅给予警告的行政处罚不予公示。';
    return facts.last('publish') === undefined ? undefined : '已经公示。';
  },
  then: (facts, { breach, content }) => [
    {
      do: 'publish',
      kind: 'penalty',
      title: `行政处罚：${facts.subject?.name ?? '当事人'}`,
      text: [
        `文号：${textIn(facts.value('decide', 'decisionNumber'))}`,
        `违法行为类型：${breach}`,
        `处罚内容：${content}`,
      ].join('\n'),
    },
  ],
});

export const withdrawPublicity = defineAct({
  title: '撤回公示',
  by: ['publisher'],
  from: afterDecision,
  basis: ['order-2/63', 'order-45-publicity/11', 'penalty-law/48'],
  form: field.form({ reason: field.longText('处罚决定被变更、撤销、确认违法或者无效的情况') }),
  when: (facts) => {
    const end = facts.last('endRemedy')?.input['outcome'];
    if (facts.last('publish') === undefined) return '处罚信息尚未公示。';
    return end === 'annulled' || end === 'changed'
      ? undefined
      : '处罚决定没有被变更或者撤销，不得撤回公示。';
  },
  then: (_facts, { reason }) => [
    { do: 'publish', kind: 'penalty-withdrawn', title: '撤回行政处罚信息公示', text: reason },
  ],
});
