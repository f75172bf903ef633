import { defineAct } from '#kernel/definition.ts';
import type { PastAct, PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { authorities, checkEvidence, evidence } from './evidence.ts';

const basis = ['guidance/4.1'];

/** The acts of a joint investigation: proposal, answers, work of each member, common action, conclusion. */
export const propose = defineAct({
  title: '发起联合调查',
  by: ['lead'],
  to: 'proposed',
  basis,
  form: field.form({
    title: field.text('联合调查名称', { hint: '不写个人信息。' }),
    facts: field.longText('线索和已经掌握的情况'),
    reason: field.longText('需要联合调查的理由'),
    members: field.organisations('参加单位', authorities, { min: 1, max: 12 }),
    division: field.rows(
      '分工',
      { task: field.text('任务'), by: field.text('承担单位'), until: field.date('完成日期') },
      { min: 1, max: 40 },
    ),
    contact: field.text('联络人和电话', { personal: true }),
  }),
  seats: { member: 'members' },
  document: '联合调查方案',
  when: (facts, { members, division }) => {
    if (members.some((member) => member === facts.actor.organisation)) {
      return '牵头单位不用列为参加单位。';
    }
    const past = division.find(({ until }) => until < facts.today);
    return past && `“${past.task}”的完成日期已经过去。`;
  },
  then: () => [{ do: 'notify', to: { role: 'member' }, title: '邀请参加联合调查，请答复' }],
});

export const answer = defineAct({
  title: '答复是否参加',
  by: ['member'],
  from: ['proposed', 'running'],
  basis,
  form: field.form({
    joins: field.choice('答复', { yes: '参加', no: '不参加' }),
    people: field.optional(field.text('参加人员', { personal: true })),
    reason: field.optional(field.longText('不参加的理由')),
  }),
  document: '联合调查答复函',
  recites: [{ act: 'propose', fields: ['facts', 'division'] }, { seats: ['lead', 'member'] }],
  possible: (past) => (answerOf(past) === undefined ? undefined : '本单位已经答复过。'),
  when: (_facts, { joins, people, reason }) => {
    if (joins === 'yes') return people === undefined ? '请写明参加人员。' : undefined;
    return reason === undefined ? '不参加的，请说明理由。' : undefined;
  },
  then: (_facts, { joins }) => [
    {
      do: 'notify',
      to: { role: 'lead' },
      title: joins === 'yes' ? '有单位同意参加联合调查' : '有单位不参加联合调查',
    },
  ],
});

export const start = defineAct({
  title: '启动联合调查',
  by: ['lead'],
  from: 'proposed',
  to: 'running',
  basis,
  form: field.form({
    startsOn: field.date('启动日期'),
    arrangement: field.longText('工作安排'),
  }),
  document: '联合调查启动通知',
  recites: [{ act: 'propose', fields: ['facts', 'division'] }, { seats: ['lead', 'member'] }],
  possible: (past) =>
    joining(past).length === 0 ? notYet('还没有单位答复参加，不能启动。') : undefined,
  when: (facts, { startsOn }) => (startsOn < facts.today ? '启动日期不能早于今天。' : undefined),
  then: () => [{ do: 'notify', to: { role: 'member' }, title: '联合调查已经启动' }],
});

export const report = defineAct({
  title: '提交调查情况',
  by: ['lead', 'member'],
  from: 'running',
  basis: ['guidance/4.1', 'order-2/24', 'order-2/26'],
  form: field.form({
    task: field.text('任务'),
    findings: field.longText('调查情况'),
    evidence: evidence(0),
  }),
  document: '联合调查情况报告',
  recites: [{ act: 'propose', fields: ['division'] }, { seats: ['lead'] }],
  possible: onlyJoined,
  when: (facts, input) => checkEvidence(facts.today, input.evidence),
  then: () => [{ do: 'notify', to: { role: 'lead' }, title: '联合调查有新的调查情况' }],
});

export const act = defineAct({
  title: '登记联合执法行动',
  by: ['lead'],
  from: 'running',
  basis,
  form: field.form({
    on: field.date('行动日期'),
    place: field.text('地点'),
    measures: field.longText('各单位采取的措施'),
    result: field.longText('行动结果'),
    photos: field.files('现场照片'),
  }),
  document: '联合执法行动记录',
  recites: [{ seats: ['lead', 'member'] }],
  when: (facts, { on }) => (on > facts.today ? '行动日期不能晚于今天。' : undefined),
  then: () => [{ do: 'notify', to: { role: 'member' }, title: '登记了一次联合执法行动' }],
});

export const conclude = defineAct({
  title: '提出调查结论',
  by: ['lead'],
  from: 'running',
  to: 'concluded',
  basis,
  form: field.form({
    summary: field.longText('查明的事实'),
    conclusion: field.longText('结论和依据'),
    handling: field.rows(
      '后续处理',
      {
        by: field.text('承办单位'),
        what: field.choice('处理方式', {
          penalty: '立案处罚',
          crime: '移送公安机关',
          measure: '责令改正或者其他措施',
          none: '不再处理',
        }),
        until: field.date('完成日期'),
      },
      { min: 1, max: 40 },
    ),
  }),
  document: '联合调查报告',
  recites: [{ act: 'propose', fields: ['facts'] }, { seats: ['lead', 'member'] }],
  possible: ({ all }) =>
    all('report').length === 0 ? notYet('还没有提交过调查情况，不能提出结论。') : undefined,
  then: () => [{ do: 'notify', to: { role: 'member' }, title: '联合调查结论，请提出意见' }],
});

export const opine = defineAct({
  title: '对结论提出意见',
  by: ['member'],
  from: 'concluded',
  basis,
  form: field.form({
    agrees: field.choice('意见', { yes: '同意', no: '有不同意见' }),
    reason: field.optional(field.longText('不同意见和理由')),
  }),
  document: '联合调查结论意见',
  recites: [
    { act: 'conclude', title: '调查结论', fields: ['summary', 'conclusion', 'handling'] },
    { seats: ['lead'] },
  ],
  possible: (past) =>
    since(past, 'conclude').some((one) => isOpinion(one, past))
      ? '本单位已经提出过意见。'
      : onlyJoined(past),
  when: (_facts, { agrees, reason }) =>
    agrees === 'no' && reason === undefined ? '有不同意见的，请说明理由。' : undefined,
  then: (_facts, { agrees }) => [
    {
      do: 'notify',
      to: { role: 'lead' },
      title: agrees === 'yes' ? '有单位同意调查结论' : '有单位对调查结论有不同意见',
    },
  ],
});

export const reopen = defineAct({
  title: '继续调查',
  by: ['lead'],
  from: 'concluded',
  to: 'running',
  basis,
  form: field.form({ reason: field.longText('继续调查的理由') }),
  then: () => [{ do: 'notify', to: { role: 'member' }, title: '联合调查继续进行' }],
});

export const close = defineAct({
  title: '结束联合调查',
  by: ['lead'],
  from: 'concluded',
  to: 'closed',
  basis,
  form: field.form({
    decision: field.longText('对不同意见的处理和最后意见'),
  }),
  document: '联合调查结束通知',
  recites: [
    { act: 'conclude', title: '调查结论', fields: ['summary', 'conclusion', 'handling'] },
    { seats: ['lead', 'member'] },
  ],
  possible: (past) => {
    const heard = new Set(
      since(past, 'conclude')
        .filter(({ act: done }) => done === 'opine')
        .map(({ by }) => by.organisation),
    );
    return joining(past).every((member) => heard.has(member))
      ? undefined
      : notYet('参加单位还没有全部提出意见，不能结束。');
  },
  then: () => [{ do: 'notify', to: { role: 'member' }, title: '联合调查已经结束' }],
});

export const cancel = defineAct({
  title: '不再联合调查',
  by: ['lead'],
  from: 'proposed',
  to: 'cancelled',
  basis,
  form: field.form({ reason: field.longText('理由') }),
  then: () => [{ do: 'notify', to: { role: 'member' }, title: '联合调查不再进行' }],
});

/** Organisations that agreed to take part. */
function joining(facts: PastFacts): readonly (string | undefined)[] {
  return facts
    .all('answer')
    .filter(({ input }) => input['joins'] === 'yes')
    .map(({ by }) => by.organisation);
}

function answerOf(facts: PastFacts): PastAct | undefined {
  return facts.all('answer').find(({ by }) => by.organisation === facts.actor.organisation);
}

function onlyJoined(facts: PastFacts): string | undefined {
  const { organisation } = facts.actor;
  return organisation === facts.seat('lead') || joining(facts).includes(organisation)
    ? undefined
    : '本单位没有答复参加，不能办理这一步。';
}

/** What was done since the latest act of an id. */
function since(facts: PastFacts, id: string): readonly PastAct[] {
  return facts.history.slice(facts.history.findLastIndex((past) => past.act === id) + 1);
}

function isOpinion(past: PastAct, facts: PastFacts): boolean {
  return past.act === 'opine' && past.by.organisation === facts.actor.organisation;
}
