import { months } from '#kernel/calendar/count.ts';
import { remedies } from '#law/remedies.ts';
import { licensed } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastAct, PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { lastDayOf, tellHolder } from '../certificates/parts.ts';

/** How a licence ends, each way with its own ground, article and paper. */
const alive = ['valid', 'ordered', 'corrected', 'suspended', 'rectified'];

const decision = {
  number: field.text('决定书文号'),
  facts: field.longText('事实和理由'),
  paper: field.files('决定书', { min: 1 }),
};
/** `number` names the certificate elsewhere; a decision must not be taken for it. */
const { number: decisionNumber, ...rest } = decision;
const decided = { decisionNumber, ...rest };

export const withdraw = defineAct({
  title: '撤回许可',
  by: ['authority'],
  from: alive,
  to: 'withdrawn',
  basis: ['licence-measures/33'],
  form: field.form({
    ground: field.choice('撤回事由', {
      'law-changed': '许可所依据的法律、法规、规章修改或者废止',
      'facts-changed': '准予许可所依据的客观情况发生重大变化',
    }),
    ...decided,
  }),
  document: '撤回行政许可决定书',
  recites: licensed,
  tells: [remedies()],
  then: () => [tellHolder('生产许可证已被撤回，依法可以申请补偿')],
});

export const proposeRescission = defineAct({
  title: '告知拟撤销许可',
  by: ['authority'],
  from: alive,
  to: 'rescinding',
  basis: ['licence-measures/34', 'order-16/43', 'order-16/44'],
  form: field.form({
    ground: field.choice('撤销事由', {
      fraud: '以欺骗、贿赂等不正当手段取得许可（应当撤销）',
      abuse: '工作人员滥用职权、玩忽职守作出准予决定',
      'no-power': '超越法定职权作出准予决定',
      procedure: '违反法定程序作出准予决定',
      unqualified: '对不具备资格或者不符合条件的申请人准予许可',
    }),
    foundOn: field.date('发现日期'),
    facts: field.longText('事实、理由和证据'),
    noticeNumber: field.text('告知书文号'),
    paper: field.files('告知书和送达回证', { min: 1 }),
  }),
  document: '拟撤销行政许可告知书',
  recites: licensed,
  tells: [
    {
      text: '自本告知书送达之日起{statement}内，可以陈述、申辩或者申请听证；逾期视为放弃。',
      basis: ['order-16/44'],
    },
  ],
  when: (facts, { foundOn }) => (foundOn > facts.today ? '发现日期不能晚于今天。' : undefined),
  then: () => [tellHolder('拟撤销生产许可，五个工作日内可以陈述、申辩或者申请听证')],
});

/** What was done in the proceeding that is pending: an earlier proposal that was not followed is another matter. */
function doneSince({ last }: PastFacts, act: string): PastAct | undefined {
  const done = last(act);
  return done !== undefined && done.at >= last('proposeRescission')!.at ? done : undefined;
}

function asksHearing(past: PastFacts): boolean {
  return doneSince(past, 'plead')?.input['kind'] === 'hearing';
}

function keptTitle(before: PastFacts['before'], dueOn: string | undefined): string {
  const state = before('proposeRescission') ?? '';
  if (dueOn !== undefined) return `决定不予撤销生产许可，请于${dueOn}前完成改正`;
  return ['suspended', 'rectified'].includes(state)
    ? '决定不予撤销生产许可，许可证仍在暂扣中'
    : '决定不予撤销生产许可';
}

export const plead = defineAct({
  title: '陈述、申辩或者申请听证',
  by: ['holder'],
  from: 'rescinding',
  within: 'statement',
  basis: ['order-16/44'],
  form: field.form({
    kind: field.choice('方式', { statement: '陈述、申辩', hearing: '申请听证' }),
    content: field.longText('意见'),
    papers: field.files('证据材料'),
  }),
  document: '陈述申辩书或者听证申请书',
  recites: [
    ...licensed,
    {
      act: 'proposeRescission',
      fields: [{ field: 'noticeNumber', as: '拟撤销告知书文号' }, 'ground'],
    },
    { seats: ['authority'] },
  ],
  then: () => [{ do: 'notify', to: { role: 'authority' }, title: '企业对拟撤销许可提出意见' }],
});

export const hear = defineAct({
  title: '举行听证',
  by: ['authority'],
  from: 'rescinding',
  basis: ['order-16/53', 'order-16/54'],
  form: field.form({
    heardOn: field.date('听证日期'),
    chair: field.person('听证主持人', []),
    record: field.files('听证笔录', { min: 1 }),
  }),
  document: '听证笔录',
  recites: [
    ...licensed,
    {
      act: 'proposeRescission',
      fields: [{ field: 'noticeNumber', as: '拟撤销告知书文号' }, 'ground'],
    },
    { act: 'plead', fields: ['content'] },
  ],
  possible: (past) => (asksHearing(past) ? undefined : '企业没有申请听证。'),
  when: (facts, { chair, heardOn }) => {
    if (heardOn > facts.today) return '听证日期不能晚于今天。';
    return facts.last('proposeRescission')?.by.account === chair
      ? '提出撤销意见的人员不得主持听证。'
      : undefined;
  },
});

export const extendRescission = defineAct({
  title: '批准延长撤销决定期限',
  by: ['chief'],
  from: 'rescinding',
  extends: 'rescission',
  basis: ['order-16/45'],
  form: field.form({ reason: field.longText('延长理由') }),
  document: '延长期限审批表',
  recites: [
    ...licensed,
    {
      act: 'proposeRescission',
      fields: [{ field: 'noticeNumber', as: '拟撤销告知书文号' }, 'ground'],
    },
  ],
});

export const decideRescission = defineAct({
  title: '决定是否撤销',
  by: ['authority'],
  from: 'rescinding',
  to: {
    by: 'decision',
    cases: { rescind: 'rescinded', keep: { before: 'proposeRescission' } },
  },
  notBefore: 'statement-over',
  basis: ['licence-measures/34', 'order-16/45'],
  form: field.form({
    decision: field.choice('决定', {
      rescind: '撤销许可',
      keep: '不予撤销，许可证恢复提出撤销前的状态',
    }),
    dueOn: field.optional(
      field.date('再次改正期限', { hint: '提出撤销时正在责令改正、决定不予撤销的，重新确定。' }),
    ),
    ...decided,
  }),
  document: {
    by: 'decision',
    cases: { rescind: '撤销行政许可决定书', keep: '不予撤销行政许可决定书' },
  },
  recites: [
    ...licensed,
    {
      act: 'proposeRescission',
      fields: [{ field: 'noticeNumber', as: '拟撤销告知书文号' }, 'ground'],
    },
    { act: 'plead', title: '当事人的意见', fields: ['content'] },
  ],
  tells: [remedies()],
  possible: (past) =>
    asksHearing(past) && doneSince(past, 'hear') === undefined
      ? notYet('企业申请了听证，听证后方可决定。')
      : undefined,
  when: (facts, { decision, dueOn }) => {
    if (decision === 'rescind' || facts.before('proposeRescission') !== 'ordered') {
      return dueOn === undefined
        ? undefined
        : '只有提出撤销时正在责令改正、决定不予撤销的，才填写再次改正期限。';
    }
    return dueOn === undefined || dueOn <= facts.today
      ? '提出撤销时正在责令改正，请填写再次改正期限，应当晚于今天。'
      : undefined;
  },
  then: (facts, { decision, dueOn }) => [
    tellHolder(decision === 'rescind' ? '生产许可证已被撤销' : keptTitle(facts.before, dueOn)),
  ],
});

export const revoke = defineAct({
  title: '吊销许可证',
  by: ['authority'],
  from: alive,
  to: 'revoked',
  basis: [
    'licence-regulation/47',
    'licence-regulation/49',
    'licence-regulation/54',
    'penalty-law/63',
  ],
  form: field.form({
    ground: field.choice('吊销事由', {
      marks: '未按规定标注标志、编号，情节严重（条例第四十七条）',
      lent: '出租、出借、转让许可证（条例第四十九条）',
      'spot-check': '国家或者省级监督抽查不合格，复查仍不合格（条例第五十四条）',
      other: '其他法律、行政法规规定的情形',
    }),
    article: field.text('适用条款'),
    hearing: field.choice('听证', {
      waived: '已告知，当事人未要求听证',
      held: '已依法举行听证',
    }),
    ...decided,
  }),
  document: '吊销许可证处罚决定书',
  recites: licensed,
  tells: [
    {
      text: '自吊销之日起{ban}内不得再次申请同一产品的生产许可。',
      basis: ['licence-regulation/55'],
      periods: { ban: { count: months(36), basis: ['licence-regulation/55'] } },
    },
    remedies(),
  ],
  then: () => [tellHolder('生产许可证已被吊销，三年内不得再申请同一产品的许可')],
});

export const cancel = defineAct({
  title: '注销许可证',
  by: ['authority'],
  from: [...alive, 'withdrawn', 'rescinded', 'revoked'],
  to: 'cancelled',
  basis: ['licence-measures/35'],
  form: field.form({
    ground: field.choice('注销事由', {
      expired: '有效期届满未延续',
      closed: '企业依法终止',
      ended: '许可被撤回、撤销或者吊销',
      'force-majeure': '因不可抗力许可事项无法实施',
      request: '企业申请注销',
      delisted: '产品不再列入许可目录',
      other: '法律、法规规定的其他情形',
    }),
    ...decided,
  }),
  document: '注销行政许可决定书',
  recites: licensed,
  tells: [remedies()],
  when: (facts, { ground }) => {
    const until = lastDayOf(facts);
    if (ground === 'expired' && facts.today <= until) {
      return `许可证有效期至${until}，尚未届满，不能以届满未延续为由注销。`;
    }
    const isEnded = ['withdrawn', 'rescinded', 'revoked'].includes(facts.state ?? '');
    return (ground === 'ended') === isEnded
      ? undefined
      : isEnded
        ? '许可已被撤回、撤销或者吊销，注销事由应当据此选择。'
        : '许可没有被撤回、撤销或者吊销，不能以此为由注销。';
  },
  then: () => [tellHolder('生产许可证已注销')],
});
