import { remedies } from '#law/remedies.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { sealDefect } from './custody.ts';
import { resultsDefect } from './rules/items.ts';
import {
  batch,
  conclusionOf,
  conclusions,
  firstReport,
  objections,
  product,
  reportedItems,
  samplersOf,
  samples,
  standardOf,
  testItems,
} from './parts.ts';
import type { Objector } from './parts.ts';

/** The retest (38–43): one only, by another laboratory, on the backup sample, and final. */
const notices = {
  sampled: 'receiveRetestNoticeSampled',
  producer: 'receiveRetestNoticeProducer',
} as const;
const formalities = { sampled: 'arrangeRetestSampled', producer: 'arrangeRetestProducer' } as const;

function granted(facts: PastFacts): Objector | undefined {
  const grant = facts.all('decideObjection').find((past) => past.input.outcome === 'retest');
  return grant?.input.objector as Objector | undefined;
}

/** Whether a retest was granted and may still come to a result. */
export function isRetestOpen(facts: PastFacts): boolean {
  const applicant = granted(facts);
  if (applicant === undefined) return false;
  if (facts.last('retest') !== undefined || facts.last('endRetest') !== undefined) return false;
  return facts.clock(`retest-formalities-${applicant}`)?.status !== 'lapsed';
}

/** Receipt of the retest notice, from which the seven days run. */
export function retestNoticeTo(role: Objector) {
  return defineAct({
    title: '签收复检通知',
    by: [role, 'organiser'],
    onBehalfOf: role,
    from: 'objected',
    basis: ['order-18/38'],
    form: field.form({
      receivedOn: field.date('收到日期'),
      proof: field.files('送达凭证', { hint: '由组织部门代为登记的必须上传。' }),
    }),
    possible: (past) => {
      if (granted(past) !== role) return '没有同意该申请人复检。';
      return past.last(notices[role]) === undefined ? undefined : '复检通知已经签收。';
    },
    when: (facts, { receivedOn, proof }) => {
      const byOrganiser = facts.actor.organisation === facts.seat('organiser');
      if (byOrganiser && proof.length === 0) return '代为登记签收须上传送达凭证。';
      return impossibleDay(facts, '收到日期', receivedOn, facts.last('decideObjection'));
    },
  });
}

/** The applicant's formalities; not done in seven days, the retest is waived (38). */
export function formalitiesBy(role: Objector) {
  return defineAct({
    title: '办理复检手续',
    by: [role],
    from: 'objected',
    within: `retest-formalities-${role}`,
    basis: ['order-18/38', 'order-18/43'],
    form: field.form({
      prepays: field.yesNo('向复检机构先行支付复检费用', {
        hint: '复检结论与初检一致的由申请人承担，不一致的由组织部门承担。',
      }),
      papers: field.files('复检手续材料', { min: 1 }),
    }),
    document: '复检申请手续',
    recites: [
      product,
      { act: ['test', 'testOnSite'], fields: ['reportNumber', 'conclusion'] },
      { seats: ['organiser'] },
    ],
    possible: (past) => (granted(past) === role ? undefined : '没有同意该申请人复检。'),
    when: (_facts, { prepays }) => (prepays ? undefined : '复检费用由申请人先行支付。'),
    then: () => [
      { do: 'notify', to: { role: 'organiser' }, title: '复检手续已办理，十日内确定复检机构' },
    ],
  });
}

export const fixLaboratory = defineAct({
  title: '确定复检机构',
  by: ['organiser'],
  from: 'objected',
  basis: ['order-18/37', 'order-18/39'],
  form: field.form({
    laboratory: field.organisation('复检机构', ['laboratory']),
    onlyOneLaboratory: field.yesNo('法定范围内仅有初检机构具备相应资质'),
    backupPaid: field.decimal('已支付的备用样品费用', { unit: '元' }),
  }),
  seats: { retestLaboratory: 'laboratory' },
  document: '复检委托书',
  recites: [
    product,
    samples,
    { act: ['test', 'testOnSite'], fields: ['reportNumber', 'conclusion'] },
    { seats: ['organiser', 'laboratory'] },
    { act: 'objectSampled', fields: [{ field: 'items', as: '被抽样者申请复检的项目' }] },
    { act: 'objectProducer', fields: [{ field: 'items', as: '标称生产者申请复检的项目' }] },
  ],
  tells: [
    { text: '复检按原抽查方案和判定规则进行，只检验与异议相关的项目。', basis: ['order-18/42'] },
  ],
  possible: (past) => {
    const applicant = granted(past);
    if (applicant === undefined || past.last(formalities[applicant]) === undefined) {
      return '申请人尚未办理复检手续。';
    }
    return isRetestOpen(past) ? undefined : '复检已经结束。';
  },
  when: (facts, { laboratory, onlyOneLaboratory }) => {
    return laboratory === facts.seat('laboratory') && !onlyOneLaboratory
      ? '复检机构与初检机构不得为同一机构；仅有一家具备资质的须注明。'
      : undefined;
  },
});

export const endRetest = defineAct({
  title: '终止复检',
  by: ['organiser'],
  from: 'objected',
  basis: ['order-18/40'],
  form: field.form({
    conduct: field.choice('对备用样品的行为', {
      hidden: '隐匿',
      moved: '转移',
      sold: '变卖',
      damaged: '损毁',
    }),
    facts: field.longText('情况记录'),
    evidence: field.files('证据', { min: 1 }),
  }),
  document: '终止复检告知书',
  recites: [
    product,
    samples,
    { act: ['test', 'testOnSite'], fields: ['reportNumber', 'conclusion'] },
  ],
  tells: [
    { text: '复检终止，以初检结论为最终结论。', basis: ['order-18/40'] },
    remedies({ paper: '告知书' }),
  ],
  possible: (past) => (isRetestOpen(past) ? undefined : '没有正在进行的复检。'),
});

export const retest = defineAct({
  title: '复检并出具报告',
  by: ['retestLaboratory'],
  from: 'objected',
  basis: ['order-18/41', 'order-18/42'],
  form: field.form({
    reportNumber: field.text('复检报告编号'),
    seal: field.text('备用样品封条编号', { hint: '扫描封条上的条码，或者照封条录入。' }),
    sealsIntact: field.yesNo('备用样品封条完好并与抽样文书相符'),
    items: testItems('复检项目和结果'),
    conclusion: field.choice('复检后的检验结论', conclusions),
    comparison: field.choice('与初检结论', {
      same: '一致，复检费用由申请人承担',
      different: '不一致，复检费用由组织部门承担',
    }),
    fee: field.decimal('申请人先行支付的复检费用', { unit: '元' }),
    files: field.files('复检报告和备用样品照片', { min: 1 }),
  }),
  notBy: ['present', 'take', 'buy', 'unbox', 'test', 'testOnSite'],
  document: '复检报告',
  recites: [
    product,
    batch,
    { act: ['test', 'testOnSite'], title: '初检', fields: ['reportNumber', 'conclusion'] },
    { seats: ['organiser', 'retestLaboratory'] },
  ],
  tells: [{ text: '复检结论为最终结论。', basis: ['order-18/42'] }],
  possible: (past) => {
    if (!isRetestOpen(past)) return '没有正在进行的复检；复检结论为最终结论。';
    return samplersOf(past).includes(past.actor.account) ? '抽样人员不得承担检验工作。' : undefined;
  },
  when: (facts, { seal, sealsIntact, items, conclusion, comparison, fee }) => {
    const wrong = sealDefect(facts, 'backup', seal);
    if (wrong !== undefined || !sealsIntact) {
      return `${wrong ?? ''}备用样品不符合要求的，请报告组织部门处理。`;
    }
    const objection = facts.last(objections[granted(facts) ?? 'sampled'])?.input.items;
    const disputed = (objection as readonly { item: string }[]).map((one) => one.item);
    const tested = items.map((one) => one.item);
    if (disputed.length !== tested.length || !disputed.every((item) => tested.includes(item))) {
      return `复检项目应当为与异议相关的项目：${disputed.join('、')}。`;
    }
    const misjudged = resultsDefect(standardOf(facts), items, false);
    if (misjudged !== undefined) return misjudged;
    const others = reportedItems(facts).filter((one) => !tested.includes(one.item));
    if (conclusion !== conclusionOf([...items, ...others])) {
      return '结论须由复检项目和未复检项目的单项判定得出。';
    }
    if ((comparison === 'same') !== (conclusion === firstReport(facts)?.input.conclusion)) {
      return '与初检结论的比较有误：复检费用由谁承担取决于两次结论是否一致。';
    }
    return Number(fee) > 0 ? undefined : '复检费用由申请人先行支付，请填写实际收取的金额。';
  },
  then: (facts, { comparison }) => {
    const bearer =
      comparison === 'same'
        ? '复检费用由申请人承担'
        : '复检费用由组织部门承担，先行支付的应当退还申请人';
    const title = `复检结论为最终结论，${bearer}`;
    return [granted(facts) ?? 'sampled', 'organiser'].map((role) => ({
      do: 'notify',
      to: { role },
      title,
    }));
  },
});

/** The applicant paid in advance; where the retest overturned the result, the organiser bears the fee (43). */
export const refundRetest = defineAct({
  title: '退还申请人先行支付的复检费用',
  by: ['organiser'],
  from: ['objected', 'passed', 'failed', 'ordered', 'corrected', 'rectified'],
  basis: ['order-18/43'],
  form: field.form({
    amount: field.decimal('退还金额', { unit: '元', hint: '与申请人先行支付的复检费用相同。' }),
    paidOn: field.date('付款日期'),
    proof: field.files('付款凭证', { min: 1 }),
  }),
  document: '复检费用退还通知书',
  possible: (past) => {
    if (past.last('refundRetest') !== undefined) return '复检费用已经退还。';
    return owesRefund(past) ? undefined : '复检结论没有改变初检结论，没有应当退还的复检费用。';
  },
  when: (facts, { amount, paidOn }) => {
    const fee = textOf(facts.value('retest', 'fee'));
    if (Math.round(Number(amount) * 100) !== Math.round(Number(fee) * 100)) {
      return `申请人先行支付的复检费用为${fee}元，应当全额退还。`;
    }
    return impossibleDay(facts, '付款日期', paidOn, facts.last('retest'));
  },
  then: (facts) => [
    {
      do: 'notify',
      to: { role: granted(facts) ?? 'sampled' },
      title: '先行支付的复检费用已经退还',
    },
  ],
});

/** Whether the retest overturned the result and the applicant has not got back what he paid. */
export function owesRefund(past: PastFacts): boolean {
  return (
    past.value('retest', 'comparison') === 'different' && past.last('refundRetest') === undefined
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
