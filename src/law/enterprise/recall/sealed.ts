import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { exceeds, sumOf } from '#kernel/lot/quantity.ts';
import { notYet } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { remedies } from '#law/remedies.ts';
import { keptText, overRepaired, unrepaired } from './figures.ts';
import type { Repaired } from './figures.ts';
import { lotsIn, recalledGoods } from './lots.ts';

/**
 * Goods that lie sealed when the recall is over: put right later, they are set free once that was verified (20). The order
 * forbids to sell them before and names nobody who decides; the office that supervises the recall does (5, 30).
 */
export const remedyKept = defineAct({
  title: '报告封存产品已消除缺陷',
  by: ['producer'],
  from: 'sealed',
  to: 'remedied',
  accounts: true,
  optional: true,
  basis: ['order-19/3', 'order-19/20'],
  form: field.form({
    seeds: field.rows(
      '已消除缺陷的批次',
      { lot: field.lot('批次'), quantity: field.decimal('修复数量') },
      { max: 100, hint: '解除封存对整批生效：没有修复的部分须先退回或者销毁。' },
    ),
    way: field.choice('方式', { repair: '修理', warning: '补充或者修正警示标识' }),
    finishedOn: field.date('修复完成日期'),
    rest: field.choice('同批没有修复的部分', {
      none: '没有，已全部修复',
      gone: '已退回或者销毁，各单位已再次答复',
    }),
    detail: field.longText('处理和验证情况'),
    evidence: field.files('修复记录、检验和验证材料', { min: 1 }),
  }),
  document: '封存产品缺陷消除报告',
  recites: [
    recalledGoods,
    { act: 'plan', fields: ['defect'] },
    { act: 'assess', fields: ['remaining'] },
  ],
  tells: [{ text: '经核实解除封存之前，所列产品仍不得销售。', basis: ['order-19/20'] }],
  when: (facts, { seeds, finishedOn }) => {
    if (lotsIn(seeds).length < seeds.length) return '同一批次请只填写一行。';
    if (seeds.some(({ quantity }) => Number(quantity) <= 0)) return '修复数量须大于0。';
    // What another house made of the goods is unknown to the producer; whether it is of this recall shows when it is set free.
    const free = facts.lots.find(({ id, blocked }) => lotsIn(seeds).includes(id) && !blocked);
    if (free !== undefined) return `批号${free.number}没有封存，不是本次召回中待消除缺陷的产品。`;
    return (
      impossibleDay(facts, '修复完成日期', finishedOn, facts.all('publishRecall')[0]) ??
      overRepaired(facts, seeds) ??
      unrepaired(facts, seeds)
    );
  },
  then: () => [
    { do: 'notify', to: { role: 'province' }, title: '封存产品已修复，请核实' },
    { do: 'notify', to: { role: 'delegate' }, title: '封存产品已修复，请核实' },
  ],
});

export const verifyKept = defineAct({
  title: '核实并决定是否解除封存',
  by: ['province', 'delegate'],
  from: 'remedied',
  to: { by: 'decision', cases: { lifted: 'sealed', refused: 'sealed' } },
  accounts: true,
  basis: ['order-19/5', 'order-19/20', 'order-19/30'],
  form: field.form({
    decision: field.choice('决定', { lifted: '解除封存', refused: '不予解除' }),
    verifiedOn: field.date('核实日期'),
    checked: field.integer('抽查数量', { hint: '解除封存的，须实物抽查或者抽样检验。' }),
    facts: field.longText('核实情况和理由'),
    evidence: field.files('核实记录、检验报告', { min: 1 }),
  }),
  document: {
    by: 'decision',
    cases: { lifted: '解除封存决定书', refused: '不予解除封存决定书' },
  },
  recites: [recalledGoods, { act: 'remedyKept', fields: ['seeds', 'way', 'finishedOn', 'rest'] }],
  tells: [remedies()],
  when: (facts, { decision, checked, verifiedOn }) => {
    const seeds = facts.value('remedyKept', 'seeds') as unknown as readonly Repaired[];
    const repaired = sumOf(seeds.map(({ quantity }) => quantity));
    if (exceeds(String(checked), repaired)) return `抽查数量不能多于报告的修复数量${repaired}。`;
    if (decision === 'lifted' && checked === 0) return '没有抽查过修复的产品，不能解除封存。';
    // Goods may have come back since they were reported: nobody put those right.
    const moved = decision === 'lifted' ? unrepaired(facts, seeds) : undefined;
    return moved ?? impossibleDay(facts, '核实日期', verifiedOn, facts.last('remedyKept'));
  },
  then: (facts, { decision }) => {
    const lots = lotsIn(facts.value('remedyKept', 'seeds') as unknown as { lot: string }[]);
    return decision === 'lifted'
      ? [
          { do: 'recall', event: { kind: 'release', lots } },
          { do: 'notify', to: { role: 'producer' }, title: '已核实缺陷消除，所列批次解除封存' },
        ]
      : [
          {
            do: 'notify',
            to: { role: 'producer' },
            title: '核实未通过，封存不予解除，所列产品仍不得销售',
          },
        ];
  },
});

export const settleKept = defineAct({
  title: '确认封存产品处置完毕',
  by: ['province', 'delegate'],
  from: 'sealed',
  to: 'closed',
  accounts: true,
  optional: true,
  basis: ['order-19/20', 'order-19/22'],
  form: field.form({ note: field.longText('处置情况') }),
  when: ({ recalled: account }) =>
    (account?.keepers ?? 0) > 0
      ? notYet(
          `还有${account?.keepers ?? 0}家单位封存着没有消除缺陷的产品（${keptText(account?.sums ?? [])}），不能办结。`,
        )
      : undefined,
  then: () => [{ do: 'notify', to: { role: 'producer' }, title: '封存产品已处置完毕，召回办结' }],
});
