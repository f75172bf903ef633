import { remedies } from '#law/remedies.ts';
import { findings, foundAgain, product, samples } from './parts.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { showNegative } from './handing-on/negative.ts';
import { owesRefund } from './retest.ts';
import { notYet } from '#kernel/refusal.ts';

/** The provincial notice, suspension and revocation, and the ways in which a check is closed (34, 47, 48, 54). */
export const reportUp = defineAct({
  title: '逐级上报省级部门',
  by: ['handler'],
  from: 'follow-up-failed',
  to: 'reported-up',
  basis: ['order-18/47'],
  form: field.form({
    reportNumber: field.text('上报文号'),
    through: field.optional(field.text('经由的设区市市场监管部门')),
    text: field.longText('复查不合格情况'),
  }),
  document: '复查不合格情况报告',
  recites: [
    product,
    { act: 'order', fields: ['orderNumber'] },
    ...findings,
    foundAgain('followUp', '复查'),
  ],
  then: () => [{ do: 'notify', to: { role: 'province' }, title: '复查不合格，请依法公告' }],
});

export const announce = defineAct({
  title: '省级公告',
  by: ['province'],
  from: 'reported-up',
  to: 'announced',
  basis: ['order-18/47', 'product-quality-law/17'],
  form: field.form({
    announcementNumber: field.text('公告号'),
    text: field.longText('公告内容'),
  }),
  document: '监督抽查复查不合格公告',
  recites: [product, ...findings, foundAgain('followUp', '复查')],
  then: (facts, { announcementNumber, text }) => [
    showNegative(facts, 'announcement', announcementNumber, text),
    {
      do: 'notify',
      to: { role: 'handler' },
      title: '已公告，自公告之日起六十日后九十日前再次复查',
    },
  ],
});

export const suspend = defineAct({
  title: '责令停业、限期整顿',
  by: ['handler'],
  from: 'second-failed',
  to: 'suspended',
  basis: ['order-18/48', 'product-quality-law/17'],
  form: field.form({
    decisionNumber: field.text('决定书文号'),
    caseNumber: field.text('行政处罚案件号', { hint: '处罚决定依行政处罚程序作出。' }),
    rectifyBy: field.date('整顿期限届满日'),
  }),
  document: '责令停业整顿决定书',
  recites: [
    product,
    { act: 'order', fields: ['orderNumber'] },
    { act: 'announce', fields: ['announcementNumber'] },
    foundAgain('followUp', '复查'),
    foundAgain('secondFollowUp', '公告后再次复查'),
  ],
  tells: [
    {
      text: '整顿期满后组织复查；仍不合格的，依法吊销营业执照。',
      basis: ['order-18/48', 'product-quality-law/17'],
    },
    remedies(),
  ],
  when: ({ today }, { rectifyBy }) =>
    rectifyBy > today ? undefined : '整顿期限届满日须在今天之后。',
  then: () => [{ do: 'notify', to: { role: 'sampled' }, title: '责令停业、限期整顿' }],
});

export const revoke = defineAct({
  title: '吊销营业执照',
  by: ['handler'],
  from: 'suspension-failed',
  to: 'revoked',
  basis: ['order-18/48', 'product-quality-law/17'],
  form: field.form({
    decisionNumber: field.text('决定书文号'),
    caseNumber: field.text('行政处罚案件号', { hint: '处罚决定依行政处罚程序作出。' }),
  }),
  document: '吊销营业执照决定书',
  recites: [
    product,
    { act: 'announce', fields: ['announcementNumber'] },
    {
      act: 'suspend',
      fields: [{ field: 'decisionNumber', as: '责令停业整顿决定书文号' }, 'rectifyBy'],
    },
    foundAgain('secondFollowUp', '公告后再次复查'),
    foundAgain('recheckSuspended', '整顿期满复查'),
  ],
  tells: [remedies()],
  then: () => [{ do: 'notify', to: { role: 'sampled' }, title: '吊销营业执照决定书' }],
});

export const disposeSamples = defineAct({
  title: '退还或处理样品',
  by: ['organiser'],
  from: ['passed', 'failed', 'ordered', 'corrected', 'rectified'],
  basis: ['order-18/34'],
  form: field.form({
    way: field.choice('去向', {
      returned: '退还被抽样者',
      consumed: '检验中消耗',
      kept: '依法留存或处理',
    }),
    note: field.optional(field.longText('情况说明')),
    receipt: field.files('退还凭证'),
  }),
  document: '样品处理记录',
  recites: [
    product,
    samples,
    { act: ['test', 'testOnSite'], fields: ['reportNumber', 'conclusion'] },
  ],
  when: (facts, { way, note }) => {
    const passedOnSite = facts.state === 'passed' && facts.value('assign', 'site') !== 'online';
    return passedOnSite && way === 'kept' && note === undefined
      ? '合格产品的无偿样品应当退还；不能退还的须说明情况。'
      : undefined;
  },
});

/** A file that is closed is out of every list: what its office owes the public would be forgotten with it. */
const unpublished = {
  sentence: '抽查结果尚未公开，请组织部门先公开抽查结果并通报。',
  basis: ['order-18/44'],
  later: true,
};

export const close = defineAct({
  title: '办结归档',
  by: ['organiser', 'handler'],
  from: [
    'passed',
    'rectified',
    'revoked',
    'not-sampled',
    'refused',
    'violation',
    'rejected',
    'voided',
  ],
  to: 'closed',
  basis: ['order-18/51', 'order-18/54'],
  form: field.form({
    outcome: field.longText('办理结果'),
    caseNumber: field.optional(field.text('移交查处的案件号')),
    archive: field.text('档案号', { hint: '抽样文书和证据至少保存二年。' }),
  }),
  possible: ({ state, last }) => {
    if (state === 'passed' && last('disposeSamples') === undefined) {
      return notYet('异议期届满后应当及时退还样品，请先登记样品去向。');
    }
    return last('settle') !== undefined && last('publish') === undefined ? unpublished : undefined;
  },
  when: (facts, { caseNumber }) => {
    if (owesRefund(facts)) {
      return {
        sentence: '复检改变了初检结论，请先退还申请人先行支付的复检费用。',
        basis: ['order-18/43'],
      };
    }
    const unlawful = facts.state === 'refused' || facts.state === 'violation';
    return unlawful && caseNumber === undefined ? '须填写移交查处的案件号。' : undefined;
  },
});
