import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { currentRound, locked, nameIn, publicAll, source } from './parts.ts';
import { poolsOf } from './rounds.ts';

/** Supervision, the end of the checks, publication. */
export const attest = defineAct({
  title: '签署监督意见',
  by: ['witness'],
  from: ['drawn', 'checked'],
  basis: ['guidance/4.1'],
  form: field.form({
    agrees: field.choice('意见', { yes: '抽取过程和结果符合方案', no: '有异议' }),
    note: field.optional(field.longText('说明')),
  }),
  notBy: ['commit', 'announce', 'draw'],
  document: '双随机抽取监督意见',
  recites: [locked, source, { act: 'draw', fields: ['beaconValue', 'result'] }],
  when: (_facts, { agrees, note }) =>
    agrees === 'no' && note === undefined ? '有异议的须说明。' : undefined,
  then: (_facts, { agrees }) => [
    {
      do: 'notify',
      to: { role: 'organiser' },
      title: agrees === 'yes' ? '监督单位已签署意见' : '监督单位对抽取有异议',
    },
  ],
});

export const finish = defineAct({
  title: '登记检查完成',
  by: ['organiser'],
  from: 'drawn',
  to: 'checked',
  basis: ['guidance/4.1', 'random-2019-5/publication'],
  form: field.form({ finishedOn: field.date('全部检查完成日期') }),
  when: (facts, { finishedOn }) => impossibleDay(facts, '完成日期', finishedOn, facts.last('draw')),
});

export const publish = defineAct({
  title: '公开名录库和抽取结果',
  by: ['organiser'],
  from: 'checked',
  to: 'published',
  basis: ['guidance/4.1', 'random-2019-5/publication'],
  form: field.form({ note: field.optional(field.longText('说明')) }),
  possible: (past) => {
    const opinion = currentRound(past).findLast(({ act }) => act === 'attest');
    if (opinion === undefined) return notYet('监督单位尚未对本轮抽取签署意见。');
    return opinion.input['agrees'] === 'yes'
      ? undefined
      : notYet('监督单位对抽取有异议，须先处理。');
  },
  then: (facts) => {
    const { objects, inspectors } = poolsOf(facts.last('commit')!.input);
    const results = facts.history.flatMap(({ input }) => input['result'] ?? []);
    const files = [objects, inspectors, ...results.filter((one) => typeof one === 'string')];
    return [
      { do: 'disclose', acts: publicAll, files },
      {
        do: 'publish',
        kind: 'random-draw',
        title: `双随机抽取结果公开：${nameIn(facts)}`,
        text: '名录库和抽取结果已经公开，任何人都可以在“抽查公示”中重新计算。',
      },
    ];
  },
});

export const cancel = defineAct({
  title: '终止',
  by: ['head'],
  from: ['committed', 'announced', 'drawn'],
  to: 'cancelled',
  basis: ['guidance/4.1'],
  form: field.form({ reason: field.longText('理由', { min: 5 }) }),
  document: '双随机抽取终止决定',
  recites: [{ act: 'commit', fields: ['name', 'matter'] }],
  then: () => [{ do: 'disclose', acts: ['cancel'] }],
});
