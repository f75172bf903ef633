import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { contradiction, keptText, outstanding, unanswered } from './figures.ts';

/** Stage and final summaries, their assessment, and the recall done again (21, 22). */
const counts = {
  recalled: field.integer('已召回数量'),
  remedied: field.integer('已消除缺陷数量'),
  destroyed: field.integer('已销毁数量'),
  difference: field.optional(
    field.longText('与各单位答复不一致的原因', {
      hint: '平台按各持有单位的答复核对；另有未在平台登记的批次、平台以外收回的，请写明数量。',
    }),
  ),
};

function coveredUntil(facts: ProceedingFacts): PlainDate {
  const last = facts.value('stageSummary', 'until') ?? facts.value('publishRecall', 'beganOn');
  return typeof last === 'string' ? last : '';
}

export const stageSummary = defineAct({
  title: '提交召回阶段性总结',
  by: ['producer'],
  from: 'recalling',
  accounts: true,
  basis: ['order-19/21'],
  form: field.form({
    until: field.date('总结截止日期', { hint: '下一个三个月自此日起算。' }),
    ...counts,
    progress: field.longText('实施情况和存在的问题'),
  }),
  document: '召回阶段性总结',
  recites: [
    { act: ['discover', 'find'], fields: ['productName', 'model', 'lots'] },
    { act: 'plan', fields: ['quantity', 'measures', 'beginsOn', 'endsOn'] },
  ],
  when: (facts, input) => {
    const { until, recalled, remedied, destroyed } = input;
    if (until <= coveredUntil(facts)) return '总结截止日期须晚于上一阶段。';
    if (remedied + destroyed > recalled) return '消除缺陷和销毁的数量不能多于召回数量。';
    return impossibleDay(facts, '总结截止日期', until) ?? contradiction(facts, input, false);
  },
  then: () => [{ do: 'notify', to: { role: 'province' }, title: '召回阶段性总结，请查阅' }],
});

export const complete = defineAct({
  title: '完成召回计划',
  by: ['producer'],
  from: 'recalling',
  to: 'completed',
  accounts: true,
  basis: ['order-19/21'],
  form: field.form({
    completedOn: field.date('完成日期'),
    remaining: field.optional(
      field.longText('未答复、未收回部分的说明', {
        hint: '持有单位没有全部答复，或者应处置的产品没有全部控制的，说明原因和追踪情况。',
      }),
    ),
  }),
  // The order sets no share that must have come back; who ends with less says so and why (21), and is assessed by it (22).
  when: (facts, { completedOn, remaining }) => {
    if (completedOn < coveredUntil(facts)) return '完成日期不能早于召回实施之日和已总结的日期。';
    const impossible = impossibleDay(facts, '完成日期', completedOn);
    if (impossible !== undefined) return impossible;
    const open = outstanding(facts.recalled);
    if (open === undefined || remaining !== undefined) return undefined;
    return {
      sentence: `${open}。请继续召回；确认召回计划已经实施完毕的，须说明未答复、未收回部分的原因和追踪情况。`,
      basis: ['order-19/16', 'order-19/21'],
    };
  },
  then: (_facts, { remaining }) =>
    remaining === undefined
      ? []
      : [
          {
            do: 'notify',
            to: { role: 'province' },
            title: '生产者报告召回计划已完成，仍有未答复或者未收回的产品',
          },
        ],
});

export const finalSummary = defineAct({
  title: '提交召回总结',
  by: ['producer'],
  from: 'completed',
  to: 'summarised',
  accounts: true,
  basis: ['order-19/20', 'order-19/21'],
  form: field.form({
    ...counts,
    unrecovered: field.integer('未召回数量'),
    effect: field.longText('召回效果'),
    disposal: field.longText('更换、退货产品的处理', {
      hint: '未消除缺陷或者降低风险的，不得再次销售或者交付使用。',
    }),
    silent: field.optional(field.longText('经营者未答复或者答复过时的原因和追踪情况')),
    records: field.files('召回记录', { min: 1, hint: '召回记录至少保存五年。' }),
  }),
  document: '召回总结',
  recites: [
    { act: ['discover', 'find'], fields: ['productName', 'model', 'lots'] },
    { act: 'plan', fields: ['quantity', 'measures', 'beginsOn', 'endsOn'] },
    { act: 'complete', fields: ['completedOn'] },
  ],
  when: (facts, input) => {
    const { recalled, unrecovered, silent } = input;
    if (recalled + unrecovered !== facts.value('plan', 'quantity')) {
      return '已召回与未召回数量之和须等于召回计划的数量。';
    }
    const answered = facts.all('assist').map((past) => past.by.organisation);
    const open = facts.seats.filter(
      (seat) => seat.role === 'operator' && !answered.includes(seat.organisation),
    );
    if (open.length > 0 && silent === undefined) {
      return `还有${open.length}家经营者没有答复持有情况，须说明原因。`;
    }
    const owed = silent === undefined ? unanswered(facts) : undefined;
    return owed ?? contradiction(facts, input, true);
  },
  then: () => [{ do: 'notify', to: { role: 'province' }, title: '召回总结，请评估' }],
});

/** What the producer is told. */
const assessed = {
  effective: '召回已结束',
  sealed: '召回已结束，封存的产品仍不得销售，请按要求处置',
  ineffective: '请重新实施召回',
} as const;

export const assess = defineAct({
  title: '评估召回效果',
  by: ['province', 'delegate'],
  from: 'summarised',
  to: { by: 'outcome', cases: { effective: 'closed', sealed: 'sealed', ineffective: 'redo' } },
  accounts: true,
  basis: ['order-19/22'],
  form: field.form({
    outcome: field.choice('评估结果', {
      effective: '范围准确、措施有效，没有产品仍封存',
      sealed: '范围准确、措施有效，仍有产品封存',
      ineffective: '范围不准确或者措施无效，重新召回',
    }),
    reason: field.longText('理由'),
    remaining: field.optional(
      field.longText('封存产品的处置要求', {
        hint: '召回结束后，仍封存的产品不得销售；请写明退回、销毁、修复的要求和期限。',
      }),
    ),
  }),
  document: '召回效果评估意见',
  recites: [
    { act: ['discover', 'find'], fields: ['productName', 'model', 'lots'] },
    { act: 'plan', fields: ['quantity', 'measures', 'beginsOn', 'endsOn'] },
    {
      act: 'finalSummary',
      title: '召回总结',
      fields: ['recalled', 'remedied', 'destroyed', 'unrecovered', 'effect'],
    },
  ],
  when: ({ recalled: account }, { outcome, remaining }) => {
    const keepers = account?.keepers ?? 0;
    if (outcome === 'effective' && keepers > 0) {
      return {
        sentence: `还有${keepers}家单位封存着没有消除缺陷的产品（${keptText(account?.sums ?? [])}），召回结束后仍不得销售，请选择“仍有产品封存”并写明处置要求。`,
        basis: ['order-19/20'],
      };
    }
    if (outcome !== 'sealed') return undefined;
    if (keepers === 0) return '没有单位还封存着产品，请选择“没有产品仍封存”。';
    return remaining === undefined ? '仍有产品封存的，请写明处置要求。' : undefined;
  },
  then: (_facts, { outcome }) => [
    ...(outcome === 'ineffective'
      ? []
      : [{ do: 'recall', event: { kind: 'end', defective: true } } as const]),
    {
      do: 'notify',
      to: { role: 'producer' },
      title: assessed[outcome],
    },
  ],
});

export const redo = defineAct({
  title: '重新实施召回',
  by: ['producer', 'province', 'delegate'],
  from: ['planned', 'recalling', 'completed'],
  to: 'redo',
  optional: true,
  basis: ['order-19/22'],
  form: field.form({
    ground: field.choice('事由', {
      scope: '召回范围不准确',
      measures: '措施未能消除缺陷或降低风险',
    }),
    facts: field.longText('情况说明'),
  }),
  document: '重新召回通知书',
  recites: [
    { act: ['discover', 'find'], fields: ['productName', 'model', 'lots'] },
    { act: 'plan', fields: ['quantity', 'measures', 'beginsOn', 'endsOn'] },
  ],
  then: () => [
    { do: 'notify', to: { role: 'producer' }, title: '重新实施召回，请修订召回计划' },
    { do: 'notify', to: { role: 'province' }, title: '召回将重新实施' },
  ],
});
