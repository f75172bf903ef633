import { addMonths } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import {
  impossibleTerm,
  isRegistered,
  lastDayOf,
  particulars,
  tellHolder,
} from '../certificates/parts.ts';

/** The enterprise enters its certificate, the regulator verifies it (certification order 21, 22, 24, 25). */
const years = 5;

export const enter = defineAct({
  title: '登记认证证书',
  by: ['holder'],
  to: 'claimed',
  basis: ['ccc-order/21', 'ccc-order/22'],
  form: field.form({
    ...particulars,
    applicant: field.text('认证委托人'),
    manufacturer: field.text('生产者（制造商）'),
    standards: field.text('认证依据'),
    statusUrl: field.text('证书状态查询网址或者电话'),
  }),
  document: '强制性产品认证证书登记表',
  when: (facts, input) => {
    if (isRegistered(facts.certificates, input.number)) {
      return { code: 'already-done', sentence: `编号${input.number}的证书已经登记。` };
    }
    return impossibleTerm(facts.today, input.validFrom, input.validUntil, years);
  },
  then: () => [
    { do: 'notify', to: { role: 'regulator' }, title: '企业登记了强制性产品认证证书，请核实' },
  ],
});

export const verify = defineAct({
  title: '核实证书',
  by: ['regulator'],
  from: 'claimed',
  to: { by: 'outcome', cases: { genuine: 'valid', refused: 'rejected' } },
  basis: ['ccc-order/21', 'ccc-order/35', 'ccc-order/53'],
  form: field.form({
    source: field.text('核实来源', { hint: '认证机构或者国家认证信息平台的查询结果' }),
    outcome: field.choice('核实结果', {
      genuine: '与查询结果一致，有效',
      refused: '不一致或者无此证书',
    }),
    note: field.optional(field.longText('情况说明')),
    evidence: field.files('查询结果截图', { min: 1 }),
  }),
  document: '认证证书核实记录',
  recites: [{ act: 'enter', fields: ['number', 'classes', 'issuer', 'validFrom', 'validUntil'] }],
  when: (_facts, { outcome, note }) =>
    outcome === 'refused' && note === undefined ? '不予核实的，请说明情况。' : undefined,
  then: (_facts, { outcome }) => [
    tellHolder(outcome === 'genuine' ? '认证证书已核实' : '认证证书未通过核实，请查阅说明'),
  ],
});

export const noteChange = defineAct({
  title: '记录变更或者扩展',
  by: ['holder'],
  from: ['valid', 'ordered'],
  basis: ['ccc-order/24', 'ccc-order/25', 'ccc-order/54'],
  form: field.form({
    kind: field.choice('类别', {
      verify: '变更：仅需核对',
      confirm: '变更：需要确认',
      test: '变更：需要检测',
      inspect: '变更：需要工厂检查',
      extension: '扩展证书覆盖范围',
    }),
    content: field.longText('变更或者扩展的内容'),
    appliedOn: field.date('向认证机构申请日期'),
    papers: field.files('申请材料', { min: 1 }),
  }),
  when: (facts, { appliedOn }) => (appliedOn > facts.today ? '申请日期不能晚于今天。' : undefined),
  then: () => [{ do: 'notify', to: { role: 'regulator' }, title: '认证证书申请变更或者扩展' }],
});

export const applyRenewal = defineAct({
  title: '记录延续申请',
  by: ['holder'],
  from: ['valid', 'ordered'],
  notBefore: 'renewal-window',
  basis: ['ccc-order/22'],
  form: field.form({
    appliedOn: field.date('向认证机构申请日期'),
    papers: field.files('申请材料', { min: 1 }),
  }),
  possible: (past) => {
    const until = lastDayOf(past);
    return past.today > until
      ? { code: 'too-late', sentence: `证书已于${until}届满，应当重新申请认证。` }
      : undefined;
  },
  when: (facts, { appliedOn }) => (appliedOn > facts.today ? '申请日期不能晚于今天。' : undefined),
  then: () => [{ do: 'notify', to: { role: 'regulator' }, title: '企业申请延续认证证书' }],
});

export const renew = defineAct({
  title: '核实延续后的证书',
  by: ['regulator'],
  from: ['valid', 'ordered'],
  basis: ['ccc-order/22', 'ccc-order/35'],
  form: field.form({
    validUntil: field.date('延续后的有效期至'),
    source: field.text('核实来源'),
    paper: field.files('换发的证书', { min: 1 }),
  }),
  document: '认证证书延续核实记录',
  recites: [{ act: 'enter', fields: ['number', 'classes', 'issuer', 'validFrom', 'validUntil'] }],
  possible: ({ last }) =>
    last('applyRenewal') === undefined ? '企业还没有记录延续申请。' : undefined,
  when: (facts, input) => {
    const until = lastDayOf(facts);
    if (input.validUntil <= until) return `延续后的届满日应当晚于原届满日${until}。`;
    return input.validUntil > addMonths(until, 12 * years)
      ? '延续后的有效期不超过五年。'
      : undefined;
  },
  then: (_facts, input) => [tellHolder(`认证证书已延续至${input.validUntil}`)],
});
