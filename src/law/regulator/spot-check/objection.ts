import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { RecitedAct } from '#kernel/paper/words.ts';
import { notYet } from '#kernel/refusal.ts';
import {
  addressees,
  batch,
  conclusions,
  finalConclusion,
  objections,
  product,
  receipts,
  reportedItems,
  titles,
} from './parts.ts';
import type { Objector } from './parts.ts';
import { isRetestOpen } from './retest.ts';

const open = ['notified', 'objected'];
const objectors = ['sampled', 'producer'] as const;

/** A party's own objection, within its own fifteen days (36). */
export function objectionBy(role: Objector) {
  return defineAct({
    title: `${titles[role]}提出书面异议`,
    by: [role, 'organiser'],
    onBehalfOf: role,
    from: open,
    to: 'objected',
    within: `objection-${role}`,
    basis: ['order-18/36', 'order-18/37', 'product-quality-law/15'],
    form: field.form({
      grounds: field.choices('异议事项', {
        sampling: '抽样过程',
        authenticity: '样品真实性',
        conclusion: '检验结论（申请复检）',
      }),
      reason: field.longText('理由'),
      items: field.rows('申请复检的项目', { item: field.text('检验项目') }, { min: 0, max: 50 }),
      materials: field.files('书面申请和相关材料', { min: 1 }),
    }),
    document: '监督抽查异议处理申请书',
    recites: [
      product,
      batch,
      { act: 'notify', fields: ['noticeNumber'] },
      { act: ['test', 'testOnSite'], fields: ['reportNumber', 'conclusion'] },
      { seats: ['organiser'] },
    ],
    possible: (past) => {
      if (!addressees(past).includes(role)) return `本次抽查不告知${titles[role]}，没有异议期。`;
      return past.last(objections[role]) === undefined
        ? undefined
        : `${titles[role]}已经提出异议。`;
    },
    when: (facts, { grounds, items }) => {
      if (grounds.includes('conclusion') !== items.length > 0) {
        return '对检验结论有异议的，须写明申请复检的项目；否则不填。';
      }
      const known = reportedItems(facts).map((one) => one.item);
      const unknown = items.find(({ item }) => !known.includes(item));
      return unknown === undefined ? undefined : `检验报告中没有“${unknown.item}”这一项目。`;
    },
    then: () => [
      { do: 'notify', to: { role: 'organiser' }, title: `${titles[role]}提出书面异议，请处理` },
    ],
  });
}

function undecided(facts: PastFacts, role: Objector): boolean {
  const decided = facts.all('decideObjection').some((past) => past.input.objector === role);
  return facts.last(objections[role]) !== undefined && !decided;
}

/** The objection that a decision is about. */
function objected(objector: Objector): RecitedAct {
  return {
    act: objections[objector],
    title: `${titles[objector]}的异议`,
    fields: ['grounds', 'reason', 'items'],
    where: { field: 'objector', is: objector },
  };
}

export const decideObjection = defineAct({
  title: '处理异议',
  by: ['organiser'],
  from: 'objected',
  to: { by: 'outcome', cases: { upheld: 'voided', rejected: 'objected', retest: 'objected' } },
  basis: ['order-18/37'],
  form: field.form({
    objector: field.choice('异议人', { sampled: '被抽样者', producer: '标称生产者' }),
    outcome: field.choice('处理结论', {
      upheld: '异议成立，原结论不采用',
      rejected: '异议不成立',
      retest: '组织复检',
    }),
    findings: field.longText('核查研究情况和理由'),
  }),
  document: '异议处理结论告知书',
  recites: [
    product,
    batch,
    { act: 'notify', fields: ['noticeNumber'] },
    { act: ['test', 'testOnSite'], fields: ['reportNumber', 'conclusion'] },
    objected('sampled'),
    objected('producer'),
  ],
  tells: [
    {
      text: '申请人自收到复检通知之日起{retest-formalities-sampled}内办理复检手续，逾期视为放弃复检。复检费用由申请人先行支付，复检结论与初检一致的由申请人承担，不一致的由组织部门承担。复检结论为最终结论。',
      basis: ['order-18/38', 'order-18/42', 'order-18/43'],
      where: { field: 'outcome', is: 'retest' },
    },
  ],
  possible: (past) =>
    objectors.some((role) => undecided(past, role)) ? undefined : '没有待处理的异议。',
  when: (facts, { objector, outcome }) => {
    if (!undecided(facts, objector)) return '该异议人没有待处理的异议。';
    if (outcome !== 'retest') return undefined;
    const grounds = facts.value(objections[objector], 'grounds');
    if (!(Array.isArray(grounds) && grounds.includes('conclusion'))) {
      return '只有对检验结论的异议可以组织复检。';
    }
    return facts.all('decideObjection').some((past) => past.input.outcome === 'retest')
      ? '已经组织复检，复检结论为最终结论，不再另行复检。'
      : undefined;
  },
  then: (_facts, { objector, outcome }) => [
    {
      do: 'notify',
      to: { role: objector },
      title:
        outcome === 'retest'
          ? '同意复检，收到通知之日起七日内办理复检手续'
          : '异议处理结论，请查阅',
    },
  ],
});

/** Why somebody may still object, or what is open. */
function stillOpen(past: PastFacts): string | undefined {
  const silent = addressees(past).find((role) => past.last(receipts[role]) === undefined);
  if (silent !== undefined) return `${titles[silent]}尚未签收告知书，异议期没有开始。`;
  for (const role of objectors) {
    if (undecided(past, role)) return `${titles[role]}的异议尚未处理。`;
    const clock = past.clock(`objection-${role}`);
    if (clock?.status === 'running') return `${titles[role]}的异议期至${clock.due.day}届满。`;
  }
  return isRetestOpen(past) ? '复检尚未完成。' : undefined;
}

/** The conclusion becomes final only when nobody can object any more and nothing is open. */
export const settle = defineAct({
  title: '确认最终结论',
  by: ['organiser'],
  from: open,
  to: { by: 'conclusion', cases: { pass: 'passed', fail: 'failed' } },
  basis: ['order-18/36', 'order-18/38', 'order-18/40', 'order-18/42'],
  form: field.form({ conclusion: field.choice('最终结论', conclusions) }),
  possible: (past) => {
    const open = stillOpen(past);
    return open === undefined ? undefined : notYet(open);
  },
  when: (facts, { conclusion }) =>
    conclusion === finalConclusion(facts) ? undefined : '所填结论与最终检验结论不一致。',
  then: (_facts, { conclusion }) =>
    conclusion === 'fail'
      ? [{ do: 'notify', to: { role: 'handler' }, title: '监督抽查不合格，请处理结果' }]
      : [],
});
