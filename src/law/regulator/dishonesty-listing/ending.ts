import { remedies } from '#law/remedies.ts';
import { person } from './papers.ts';
import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { applying, deciding, notForParty, stopping } from '../credit-repair/acts.ts';
import { announcement, listingKey } from './deciding.ts';

/** Ways off the list: repair, restoration after fraud, the fall of the decision, correction, and time (16–21). */
const repair = {
  wish: '提前移出',
  published: 'published',
  basis: ['order-44/16', 'order-107/13'],
  notBefore: 'early',
  recites: [
    person,
    { act: 'open', fields: ['caseNumber', 'ground'] },
    { act: 'decide', fields: [{ field: 'number', as: '列入决定书文号' }] },
  ],
  barred: (facts: { last: (act: string) => unknown }) =>
    facts.last('restore') === undefined
      ? undefined
      : '以虚假材料修复被撤销的，三年内不得申请信用修复。',
};
export const { apply, supplement, retract } = applying(repair);
export const { accept, check, extend, decideRepair } = deciding(repair);
/** The early removal is carried out; what got it by fraud can still be undone (18). */
export const stopPublicity = stopping('publisher', 'removed-early', listingKey, [
  'order-44/18',
  'order-107/4',
  'order-107/17',
]);

export const restore = defineAct({
  title: '恢复列入',
  by: ['head'],
  from: 'removed-early',
  to: 'listed',
  basis: ['order-44/20', 'order-107/23'],
  form: field.form({
    number: field.text('撤销移出决定文号'),
    reason: field.longText('提供虚假材料、隐瞒真实情况的事实'),
    evidence: field.files('证据', { min: 1 }),
  }),
  document: '撤销移出决定书',
  recites: [
    person,
    { act: 'open', fields: ['caseNumber', 'ground'] },
    { act: 'decide', fields: [{ field: 'number', as: '列入决定书文号' }] },
    { act: 'decideRepair', fields: [{ field: 'number', as: '准予移出决定书文号' }] },
  ],
  tells: [
    {
      text: '恢复列入，期限自本决定作出之日起重新计算，至{term:day}届满。',
      basis: ['order-44/20', 'order-107/23'],
    },
    remedies(),
  ],
  then: () => [
    { do: 'notify', to: { role: 'party' }, title: '移出决定已撤销，恢复列入，期限重新计算' },
  ],
});

/** Every state of somebody who was listed and is not off for good. */
const onTheList = [
  'listed',
  'published',
  'applied',
  'incomplete',
  'checking',
  'removing',
  'removed-early',
] as const;

export const reportFall = defineAct({
  title: '登记列入依据被撤销',
  by: ['authority'],
  from: onTheList,
  to: 'fallen',
  basis: ['order-44/19', 'order-44/23'],
  form: field.form({
    fall: field.choice('情形', {
      'penalty-revoked': '行政处罚决定被撤销或者确认违法、无效',
      'penalty-changed': '行政处罚决定变更后不再符合列入条件',
      'listing-revoked': '列入决定被撤销或者确认违法、无效',
    }),
    number: field.text('法律文书文号'),
    revokedOn: field.date('被撤销日期'),
    papers: field.files('法律文书', { min: 1 }),
  }),
  when: (facts, { revokedOn }) =>
    impossibleDay(facts, '被撤销日期', revokedOn, facts.last('decide')),
  then: () => [
    { do: 'notify', to: { role: 'publisher' }, title: '列入依据被撤销，三个工作日内停止公示' },
    { do: 'notify', to: { role: 'party' }, title: '列入依据被撤销，将停止公示' },
  ],
});

export const stopFallen = defineAct({
  title: '停止公示并解除管理措施',
  by: ['publisher'],
  from: 'fallen',
  to: 'revoked',
  basis: ['order-44/19'],
  form: field.form({ note: field.optional(field.longText('说明')) }),
  then: (facts) => [
    {
      do: 'withdraw',
      key: listingKey,
      reason: `列入依据被撤销：${facts.value('reportFall', 'number') as string}`,
    },
    { do: 'notify', to: { role: 'party' }, title: '已停止公示并解除管理措施' },
  ],
});

export const expire = defineAct({
  title: '满三年自动移出',
  by: [],
  byTime: 'term',
  from: onTheList,
  to: 'expired',
  basis: ['order-44/21', 'order-107/13'],
  form: field.form({}),
  then: () => [
    { do: 'withdraw', key: listingKey, reason: '列入满三年，自动移出' },
    { do: 'notify', to: { role: 'party' }, title: '列入满三年，已自动移出严重违法失信名单' },
  ],
});

export const askCorrection = defineAct({
  title: '申请更正公示信息',
  by: ['party', 'authority'],
  from: 'published',
  basis: ['enterprise-publicity-654/13'],
  form: field.form({
    wrong: field.longText('错误内容和应当公示的内容'),
    evidence: field.files('证明材料', { min: 1 }),
  }),
  possible: notForParty,
  then: () => [{ do: 'notify', to: { role: 'publisher' }, title: '申请更正公示信息，请核实' }],
});

export const correct = defineAct({
  title: '核实并更正公示信息',
  by: ['publisher'],
  from: 'published',
  basis: ['enterprise-publicity-654/13', 'order-44/14'],
  form: field.form({
    outcome: field.choice('处理', { corrected: '更正', unfounded: '核实无误，不予更正' }),
    reason: field.longText('核实情况'),
    corrected: field.optional(field.text('更正后的列入事由')),
  }),
  when: (_facts, { outcome, corrected }) =>
    outcome === 'corrected' && corrected === undefined ? '请填写更正后的内容。' : undefined,
  then: (facts, { outcome, reason, corrected }) =>
    outcome === 'unfounded'
      ? [{ do: 'notify', to: { role: 'party' }, title: '公示信息经核实无误，不予更正' }]
      : [
          { do: 'withdraw', key: listingKey, reason: `更正：${reason}` },
          announcement(facts, corrected),
          { do: 'notify', to: { role: 'party' }, title: '公示信息已更正' },
        ],
});
