import { isValidOn } from '#kernel/derive/certificate.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { sealDefect } from './custody.ts';
import { resultsDefect } from './rules/items.ts';
import type { Measured } from './rules/items.ts';
import {
  batch,
  conclusionOf,
  conclusions,
  product,
  reportTo,
  samplersOf,
  samples,
  standardOf,
  testItems,
} from './parts.ts';
import type { TestedItem } from './parts.ts';

/** The laboratory: intake, check of licence and certification, test and report (9, 29–33). */
export const receive = defineAct({
  title: '接收样品',
  by: ['laboratory'],
  from: 'sampled',
  to: { by: 'outcome', cases: { accepted: 'received', rejected: 'rejected' } },
  basis: ['order-18/29'],
  form: field.form({
    appearance: field.text('外观和状态'),
    seal: field.text('检验样品封条编号', { hint: '扫描封条上的条码，或者照封条录入。' }),
    sealsIntact: field.yesNo('封条完好'),
    matches: field.yesNo('与抽样文书记录相符'),
    outcome: field.choice('处理', { accepted: '接收', rejected: '拒绝接收' }),
    reason: field.optional(field.longText('拒收理由')),
    evidence: field.files('接收检查照片录像', { min: 1, max: 30 }),
  }),
  document: { by: 'outcome', cases: { accepted: '样品接收单', rejected: '样品拒收告知书' } },
  recites: [product, samples, { seats: ['organiser', 'sampler', 'laboratory'] }],
  when: (facts, { seal, sealsIntact, matches, outcome, reason }) => {
    if (outcome === 'rejected') return reason === undefined ? '拒收须书面说明理由。' : undefined;
    const wrong = sealDefect(facts, 'test', seal);
    if (wrong !== undefined) return `${wrong}封条不符的样品应当拒收。`;
    return sealsIntact && matches ? undefined : '封条破损或与抽样文书不符的样品应当拒收。';
  },
  then: (_facts, { outcome }) =>
    outcome === 'rejected'
      ? [{ do: 'notify', to: { role: 'organiser' }, title: '承检机构拒收样品，请查阅理由' }]
      : [],
});

export const resample = defineAct({
  title: '安排重新抽样',
  by: ['organiser'],
  from: 'rejected',
  to: { by: 'way', cases: { 'on-site': 'to-sample', online: 'to-buy' } },
  basis: ['order-18/15', 'order-18/29'],
  form: field.form({
    way: field.choice('抽样方式', { 'on-site': '现场抽样', online: '网络抽样' }),
    reason: field.longText('安排理由'),
  }),
  when: (facts, { way }) =>
    (way === 'online') === (facts.value('assign', 'site') === 'online')
      ? undefined
      : '重新抽样须与任务下达的抽样环节一致。',
});

export const verify = defineAct({
  title: '检验前核实生产者资质',
  by: ['laboratory'],
  from: 'received',
  to: { by: 'outcome', cases: { fit: 'verified', unfit: 'violation' } },
  basis: ['order-18/30', 'licence-regulation/5', 'ccc-order/29'],
  form: field.form({
    regime: field.choice('管理方式', {
      licence: '生产许可证管理',
      ccc: '强制性产品认证管理',
      none: '无许可或认证要求',
    }),
    certificate: field.optional(field.text('证书编号')),
    outcome: field.choice('核实结果', { fit: '未发现问题', unfit: '涉嫌违法，终止检验' }),
    note: field.optional(field.longText('情况说明')),
  }),
  when: (facts, { regime, certificate, outcome, note }) => {
    if (outcome === 'unfit') return note === undefined ? '终止检验须说明情况。' : undefined;
    if (regime === 'none') return undefined;
    if (certificate === undefined) return '请填写核实过的证书编号。';
    return invalidCertificate(facts, certificate);
  },
  then: (_facts, { outcome }) =>
    outcome === 'unfit' ? reportTo('检验前发现生产者涉嫌违法，已终止检验，请立即核查') : [],
});

/** What the register knows of a certificate goes before what the laboratory was shown; it knows not every one. */
function invalidCertificate(facts: ProceedingFacts, number: string): string | undefined {
  const known = facts.certificates.filter((one) => one.number === number);
  if (known.length === 0 || known.some((one) => isValidOn(one, facts.today))) return undefined;
  return `证书${number}在登记簿中今日无效（届满、暂停或者已失效），应当终止检验并报告涉嫌违法。`;
}

const report = {
  reportNumber: field.text('检验报告编号'),
  testers: field.people('检验人员', ['laboratory-technician', 'authorised-signatory', 'sampler']),
  items: testItems('检验项目和结果'),
  conclusion: field.choice('检验结论', conclusions),
  fee: field.optional(field.decimal('检验费用', { unit: '元' })),
  files: field.files('检验报告', { min: 1 }),
};

function wrongConclusion(
  facts: ProceedingFacts,
  items: readonly (TestedItem & Measured)[],
  conclusion: string,
) {
  const wrong = resultsDefect(standardOf(facts), items);
  if (wrong !== undefined) return wrong;
  return conclusionOf(items) === conclusion
    ? undefined
    : '检验结论与单项判定不一致：有一项不合格的，结论为不合格。';
}

function sampledThemselves(facts: ProceedingFacts, testers: readonly string[]) {
  const took = samplersOf(facts);
  return [facts.actor.account, ...testers].some((account) => took.includes(account))
    ? '抽样人员不得承担其抽样产品的检验工作。'
    : undefined;
}

export const test = defineAct({
  title: '检验并出具报告',
  by: ['laboratory'],
  from: 'verified',
  to: 'tested',
  basis: ['order-18/9', 'order-18/31', 'order-18/32', 'order-18/33'],
  form: field.form({ ...report, signatory: field.person('授权签字人', ['authorised-signatory']) }),
  notBy: ['present', 'take', 'buy', 'unbox'],
  document: '检验报告',
  recites: [product, samples, { seats: ['organiser', 'sampler', 'laboratory'] }],
  when: (facts, { testers, items, conclusion }) =>
    sampledThemselves(facts, testers) ?? wrongConclusion(facts, items, conclusion),
  then: (_facts, { signatory }) => [
    { do: 'notify', to: { account: signatory }, title: '检验报告待您签发' },
  ],
});

/** Who is not an authorised signatory issues no report; the one named may be replaced by another of the house. */
function notSignatory({ actor }: PastFacts): string | undefined {
  return actor.posts.includes('authorised-signatory')
    ? undefined
    : '检验报告由授权签字人签发或者退回。';
}

export const signReport = defineAct({
  title: '签发检验报告',
  by: ['laboratory'],
  from: 'tested',
  to: 'reported',
  basis: ['order-18/32', 'order-18/33'],
  form: field.form({ note: field.optional(field.longText('说明')) }),
  notBy: ['present', 'take', 'buy', 'unbox'],
  possible: notSignatory,
  then: () => [
    { do: 'notify', to: { role: 'organiser' }, title: '检验报告已报送，请告知检验结论' },
  ],
});

export const returnReport = defineAct({
  title: '退回重新检验',
  by: ['laboratory'],
  from: 'tested',
  to: 'verified',
  optional: true,
  basis: ['order-18/32'],
  form: field.form({ reason: field.longText('退回理由') }),
  possible: notSignatory,
  then: (facts) => [
    {
      do: 'notify',
      to: { account: facts.last('test')?.by.account ?? facts.actor.account },
      title: '检验报告被授权签字人退回，请查阅理由',
    },
  ],
});

/** The one case in which samplers may test (9). */
export const testOnSite = defineAct({
  title: '现场检验并出具报告',
  by: ['sampler', 'laboratory'],
  from: 'sampled',
  to: 'reported',
  basis: ['order-18/9', 'order-18/30', 'order-18/31', 'order-18/32'],
  form: field.form({ ...report, fit: field.yesNo('已核实生产者符合许可、认证要求') }),
  document: '现场检验报告',
  recites: [product, batch, { seats: ['organiser', 'sampler', 'laboratory'] }],
  when: (facts, { fit, items, conclusion }) =>
    fit ? wrongConclusion(facts, items, conclusion) : '检验前须核实生产者是否符合许可、认证要求。',
  then: () => [{ do: 'notify', to: { role: 'organiser' }, title: '现场检验报告已报送' }],
});

export const reportUntestable = defineAct({
  title: '报告无法检验',
  by: ['laboratory'],
  from: ['received', 'verified'],
  to: 'not-sampled',
  basis: ['order-18/31'],
  form: field.form({
    cause: field.choice('原因', { spoiled: '样品失效', other: '其他' }),
    facts: field.longText('情况记录'),
    evidence: field.files('证明材料', { min: 1 }),
  }),
  document: '无法检验情况报告',
  recites: [product, samples],
  then: () => [{ do: 'notify', to: { role: 'organiser' }, title: '检验无法进行，请查阅记录' }],
});
