import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { textIn } from '../penalty-case/parts.ts';
import { capFor, cappedKinds, capPolicy, visitKinds, visitsInYear } from './cap.ts';
import { checkOfficers, officers } from './officers.ts';
import { under, underDefect } from './under.ts';

export const plan = defineAct({
  title: '登记检查方案',
  by: ['officer'],
  to: 'proposed',
  basis: [
    'inspection-2024-54/frequency',
    'inspection-2024-54/scan',
    'product-quality-law/18',
    'order-44/15',
  ],
  form: field.form({
    matterName: field.text('检查事项'),
    kind: field.choice('检查类型', visitKinds),
    ...under,
    clueNumber: field.optional(field.text('线索、整改事项编号')),
    plannedOn: field.date('计划检查日期'),
    announce: field.choice('告知方式', {
      advance: '事先告知企业',
      arrival: '不事先告知，到场出示',
    }),
    items: field.longText('检查内容和依据'),
    officers,
  }),
  document: '行政检查方案',
  when: (facts, input) => {
    const { kind, plannedOn, clueNumber, officers: list } = input;
    if (plannedOn < facts.today) return '计划检查日期不能早于今天。';
    const astray = underDefect(facts, input);
    if (astray !== undefined) return astray;
    if (kind === 'intensified') return checkOfficers(list);
    if (!cappedKinds.includes(kind)) {
      return clueNumber === undefined ? '线索核查、整改复查请填写编号。' : checkOfficers(list);
    }
    const done = visitsInYear(facts, plannedOn);
    return done >= capFor(facts)
      ? `本部门${plannedOn.slice(0, 4)}年对该企业已登记${done}次检查，达到上限。${capPolicy}`
      : checkOfficers(list);
  },
  then: () => [{ do: 'notify', to: { role: 'chief' }, title: '检查方案待批准' }],
});

export const approve = defineAct({
  title: '批准检查方案',
  by: ['chief'],
  from: 'proposed',
  to: {
    by: 'decision',
    cases: { announce: 'announced', silent: 'planned', reject: 'rejected' },
  },
  basis: ['inspection-2024-54/scan'],
  notBy: ['plan'],
  form: field.form({
    noticeNumber: field.text('检查通知书文号'),
    decision: field.choice('决定', {
      announce: '批准，告知企业',
      silent: '批准，到场出示',
      reject: '不批准',
    }),
    opinion: field.optional(field.longText('意见')),
  }),
  document: '行政检查通知书',
  recites: [{ act: 'plan', fields: ['kind', 'plannedOn', 'items', 'officers'] }],
  when: (facts, { decision }) => {
    const isAdvance = facts.value('plan', 'announce') === 'advance';
    return decision !== 'reject' && isAdvance !== (decision === 'announce')
      ? '批准的告知方式与方案不一致。'
      : undefined;
  },
  then: (facts, { decision }) =>
    decision === 'announce'
      ? [
          {
            do: 'notify',
            to: { role: 'visited' },
            title: `行政检查通知，${textIn(facts.value('plan', 'plannedOn'))}到场检查`,
          },
        ]
      : [],
});

export const cancel = defineAct({
  title: '取消检查',
  by: ['officer'],
  from: ['proposed', 'announced', 'planned'],
  to: 'cancelled',
  basis: ['inspection-2024-54/frequency'],
  form: field.form({ reason: field.longText('原因') }),
});
