import { defineAct } from '#kernel/definition.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { notYet } from '#kernel/refusal.ts';
import { classTitles } from '../certificates/parts.ts';
import { areas, frequencies, impossibleSpan } from './parts.ts';

/** An operation in town fringe and countryside: its objects, how often each member reports, and what came of it. */
const basis = ['guidance/4.1', 'guidance/5.1'];
const mostMonths = 12;
const kinds = ['market-regulator', 'industry-department', 'local-government', 'customs'] as const;

/** What each member counts. */
const figures = {
  visited: field.integer('检查单位', { unit: '家次' }),
  sampled: field.integer('抽检批次', { unit: '批' }),
  found: field.integer('发现问题', { unit: '个' }),
  corrected: field.integer('督促改正', { unit: '个' }),
  cases: field.integer('立案', { unit: '件' }),
};
const figureNames = ['visited', 'sampled', 'found', 'corrected', 'cases'] as const;

export const launch = defineAct({
  title: '拟定专项行动方案',
  by: ['organiser'],
  to: 'planned',
  basis,
  form: field.form({
    title: field.text('行动名称'),
    areas: field.choices('重点区域', areas),
    classes: field.choices('重点产品', classTitles),
    objects: field.rows('检查对象', {
      object: field.text('对象类型', { hint: '如农村集市、小商店、集散地' }),
      target: field.integer('计划数量', { min: 1, unit: '家' }),
      measure: field.text('检查方式'),
    }),
    members: field.organisations('参加单位', kinds, { max: 60 }),
    frequency: field.choice('报送频次', frequencies),
    from: field.date('开始日期'),
    until: field.date('结束日期'),
    plan: field.longText('工作要求'),
  }),
  seats: { member: 'members' },
  document: '专项行动方案',
  when: (facts, { from, until }) => impossibleSpan(facts, from, until, mostMonths),
});

export const approve = defineAct({
  title: '审批方案',
  by: ['chief'],
  from: 'planned',
  to: { by: 'decision', cases: { approved: 'running', refused: 'dropped' } },
  basis,
  notBy: ['launch'],
  form: field.form({
    decision: field.choice('决定', { approved: '同意实施', refused: '不同意' }),
    frequency: field.choice('报送频次', frequencies),
    opinion: field.longText('意见'),
  }),
  document: '专项行动审批表',
  recites: [
    { act: 'launch', fields: ['classes', 'objects', 'from', 'until', 'plan'] },
    { seats: ['member'] },
  ],
  then: (_facts, { decision, frequency }) =>
    decision === 'approved'
      ? [
          {
            do: 'notify',
            to: { role: 'member' },
            title: `专项行动开始，请${frequencies[frequency]}报送`,
          },
        ]
      : [],
});

export const report = defineAct({
  title: '报送进展',
  by: ['member'],
  from: 'running',
  basis,
  form: field.form({
    ...figures,
    note: field.longText('主要情况和典型问题'),
    frequency: field.choice('下次报送', frequencies),
    papers: field.files('附件'),
  }),
  document: '专项行动进展报告',
  recites: [{ act: 'launch', fields: ['classes', 'from', 'until'] }, { seats: ['organiser'] }],
  when: (facts, { found, corrected, frequency }) => {
    if (corrected > found) return '督促改正的数量不能多于发现的问题。';
    return frequency === facts.value('approve', 'frequency')
      ? undefined
      : '报送频次按审批的方案执行，不能自行改变。';
  },
  then: () => [{ do: 'notify', to: { role: 'organiser' }, title: '专项行动有新的进展报告' }],
});

export const conclude = defineAct({
  title: '总结并公布结果',
  by: ['organiser'],
  from: 'running',
  to: 'closed',
  basis,
  form: field.form({
    summary: field.longText('行动结果'),
    followUp: field.longText('长效措施'),
    silent: field.optional(field.longText('未报送单位及处理')),
  }),
  document: '专项行动总结',
  recites: [
    { act: 'launch', fields: ['classes', 'objects', 'from', 'until'] },
    { seats: ['member'] },
  ],
  possible: ({ value, today }) => {
    const until = value('launch', 'until');
    return typeof until === 'string' && today < until
      ? notYet(`专项行动至${until}结束，届时方可总结。`)
      : undefined;
  },
  when: (facts, { silent }) => silenceDefect(facts, silent),
  then: (facts, { summary }) => [
    {
      do: 'publish',
      kind: 'special-operation',
      title: `${titleOf(facts)}结果`,
      text: `${totals(facts)}${summary}`.slice(0, 4000),
    },
  ],
});

const grounds = {
  reached: '目标已经完成',
  merged: '并入其他行动',
  changed: '情况变化，不需要继续',
  impossible: '无法继续实施',
} as const;

/** What it was for may be reached, or it cannot go on: it ends before its term, with the reason and what came of it so far. */
export const endEarly = defineAct({
  title: '提前结束',
  by: ['chief'],
  from: 'running',
  to: 'ended-early',
  optional: true,
  basis,
  form: field.form({
    ground: field.choice('提前结束的原因', grounds),
    reason: field.longText('具体理由'),
    summary: field.longText('到目前为止的结果'),
    followUp: field.longText('没有完成的工作和后续安排'),
    silent: field.optional(field.longText('未报送单位及处理')),
  }),
  document: '专项行动提前结束决定',
  recites: [
    { act: 'launch', fields: ['classes', 'objects', 'from', 'until'] },
    { seats: ['member'] },
  ],
  possible: ({ value, today }) => {
    const until = value('launch', 'until');
    return typeof until === 'string' && today >= until
      ? `专项行动已于${until}期满，请总结并公布结果。`
      : undefined;
  },
  when: (facts, { silent }) => silenceDefect(facts, silent),
  then: (facts, { ground, reason, summary }) => [
    {
      do: 'publish',
      kind: 'special-operation',
      title: `${titleOf(facts)}提前结束`,
      text: `${grounds[ground]}：${reason}${totals(facts)}${summary}`.slice(0, 4000),
    },
    { do: 'notify', to: { role: 'member' }, title: '专项行动已提前结束，不再报送' },
    { do: 'notify', to: { role: 'organiser' }, title: '专项行动已提前结束' },
  ],
});

function silenceDefect(facts: ProceedingFacts, silent: string | undefined): string | undefined {
  const missing = silentMembers(facts).length;
  return missing > 0 && silent === undefined
    ? `还有${missing}家参加单位没有报送，请写明情况和处理。`
    : undefined;
}

/** Members of which nobody has reported. */
export function silentMembers(facts: ProceedingFacts): readonly string[] {
  const reported = new Set(facts.all('report').map((past) => past.by.organisation));
  return facts.seats
    .filter(({ role }) => role === 'member')
    .flatMap(({ organisation }) => organisation ?? [])
    .filter((id) => !reported.has(id));
}

function titleOf(facts: ProceedingFacts): string {
  const title = facts.value('launch', 'title');
  return typeof title === 'string' ? title : '专项行动';
}

/** The sums of all reports: nobody types them. */
function totals(facts: ProceedingFacts): string {
  const sum = (name: (typeof figureNames)[number]) =>
    facts.all('report').reduce((total, past) => total + Number(past.input[name] ?? 0), 0);
  return (
    `共检查${sum('visited')}家次，抽检${sum('sampled')}批次，发现问题${sum('found')}个，` +
    `督促改正${sum('corrected')}个，立案${sum('cases')}件。`
  );
}
