import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { grounds, replacements } from './recusal.ts';
import { currentRound, locked, outcome, recompute, source } from './parts.ts';

/** Drawing, and what is changed of a result. Nothing is taken back: each change is an entry of its own. */
const seats = { inspector: 'inspectors' };
const object = field.text('检查对象编号', { max: 64 });

/** The draw of the current round. */
function drawInput(facts: ProceedingFacts) {
  return currentRound(facts).find(({ act }) => act === 'draw')?.input ?? {};
}

export const draw = defineAct({
  title: '抽取',
  by: ['organiser'],
  from: 'announced',
  to: 'drawn',
  basis: ['guidance/4.1', 'order-18/15'],
  form: field.form({
    beaconValue: field.optional(field.text('另一公开随机源的数值', { max: 200 })),
    beaconProof: field.files('该数值的公布凭证', { max: 3 }),
    ...outcome,
  }),
  seats,
  document: '双随机抽取结果',
  recites: [locked, source],
  possible: ({ value, today }) => {
    const due = value('announce', 'beaconOn');
    return typeof due === 'string' && due > today
      ? notYet(`约定的随机源于${due}公布，尚不能抽取。`)
      : undefined;
  },
  when: (facts, { beaconValue }) => {
    const named = facts.value('announce', 'beaconName');
    if ((named === undefined) === (beaconValue === undefined)) return undefined;
    return named === undefined
      ? '公告没有约定另一随机源。'
      : `请填写“${typeof named === 'string' ? named : ''}”的数值。`;
  },
  then: (facts, input) => [
    recompute(facts, input, input, []),
    {
      do: 'notify',
      to: { role: 'inspector' },
      title: '您已被抽取执行检查，有回避情形的请立即申请',
    },
    { do: 'notify', to: { role: 'witness' }, title: '已经抽取，请核对并签署监督意见' },
  ],
});

export const askRecusal = defineAct({
  title: '申请回避',
  by: ['inspector'],
  from: 'drawn',
  basis: ['guidance/4.1', 'order-18/15'],
  form: field.form({
    object,
    ground: field.choice('情形', grounds),
    facts: field.optional(field.longText('情况说明', { personal: true })),
  }),
  document: '回避申请',
  recites: [{ act: 'commit', fields: ['name'] }],
  then: () => [{ do: 'notify', to: { role: 'organiser' }, title: '检查人员申请回避，请办理递补' }],
});

export const recuse = defineAct({
  title: '检查人员回避并递补',
  by: ['organiser'],
  from: 'drawn',
  basis: ['guidance/4.1', 'order-18/15'],
  form: field.form({
    object,
    inspector: field.person('回避的检查人员', ['case-officer', 'sampler']),
    ground: field.choice('情形', grounds),
    evidence: field.files('证明材料'),
    ...outcome,
  }),
  seats,
  document: '检查人员回避决定',
  recites: [{ act: 'commit', fields: ['name', 'matter'] }, source],
  then: (facts, input) => [
    recompute(facts, input, drawInput(facts), [
      { do: 'recuse', object: input.object, inspector: input.inspector },
    ]),
    { do: 'notify', to: { role: 'inspector' }, title: '检查人员有变动，请查看抽取结果' },
  ],
});

export const replace = defineAct({
  title: '检查对象递补',
  by: ['organiser'],
  from: 'drawn',
  basis: ['guidance/4.1', 'order-18/8', 'inspection-2024-54/frequency'],
  form: field.form({
    object,
    ground: field.choice('情形', replacements),
    evidence: field.files('证明材料', { min: 1 }),
    ...outcome,
  }),
  seats,
  document: '检查对象递补记录',
  recites: [{ act: 'commit', fields: ['name', 'matter'] }, source],
  then: (facts, input) => [
    recompute(facts, input, drawInput(facts), [{ do: 'replace', object: input.object }]),
    { do: 'notify', to: { role: 'inspector' }, title: '检查对象有变动，请查看抽取结果' },
  ],
});

export const redraw = defineAct({
  title: '决定重新抽取',
  by: ['head'],
  from: ['announced', 'drawn'],
  to: 'committed',
  basis: ['guidance/4.1', 'order-18/15'],
  form: field.form({
    ground: field.choice('情形', {
      'source-failed': '约定的随机源未能公布',
      procedure: '抽取程序有误',
      disclosed: '结果提前泄露',
    }),
    reason: field.longText('理由', { min: 5 }),
  }),
  document: '重新抽取决定',
  recites: [{ act: 'commit', fields: ['name', 'matter'] }, source],
  notBy: ['draw'],
  then: () => [
    {
      do: 'notify',
      to: { role: 'organiser' },
      title: '决定重新抽取，原结果保留在案，请另行公布随机源',
    },
    { do: 'notify', to: { role: 'witness' }, title: '决定重新抽取，原结果保留在案' },
    { do: 'disclose', acts: ['redraw'] },
  ],
});
