import { addMonths } from '#kernel/calendar/plain-date.ts';
import { defineAct } from '#kernel/definition.ts';
import type { LikeProceeding, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { Objection } from '#kernel/refusal.ts';
import { liesWithin } from '#law/divisions.ts';
import { beyondGrounds } from './batch/drawn.ts';
import { itemsDefect, sampleShape, standardItems } from './rules/items.ts';
import { exceptions, productClassOptions, regionOptions, sites } from './rules/options.ts';

/** The task (8, 11–13, 15), and what makes two tasks ones about the same product. */
export const likeness = {
  fields: ['producerName', 'standard', 'brand', 'model'],
  countsFrom: ['take', 'unbox'],
  pending: ['to-sample', 'presented', 'to-buy', 'bought'],
  months: 6,
} as const;

export const assign = defineAct({
  title: '下达监督抽查任务',
  by: ['organiser'],
  to: {
    by: 'site',
    cases: { producer: 'to-sample', seller: 'to-sample', online: 'to-buy' },
  },
  basis: ['order-18/8', 'order-18/12', 'order-18/13', 'order-18/15', 'product-quality-law/15'],
  form: field.form({
    taskNumber: field.text('任务编号'),
    planName: field.text('监督抽查方案'),
    plan: field.optional(
      // A line has so many batches: the record that fills it counts them, a check that is opened singly has no place in it.
      field.group(
        '年度计划中的位置',
        {
          number: field.text('计划编号', { max: 40 }),
          line: field.text('计划行', { max: 20 }),
          region: field.optional(field.choice('计划行的地区', regionOptions)),
        },
        { byEffect: true },
      ),
    ),
    productClass: field.optional(field.choice('产品类别', productClassOptions)),
    rulesName: field.text('监督抽查实施细则'),
    rulesPublishedOn: field.date('实施细则公开日期', { hint: '实施细则须在抽样前向社会公开。' }),
    site: field.choice('抽样环节', sites),
    productName: field.text('产品名称'),
    brand: field.text('商标'),
    model: field.text('规格型号'),
    standard: field.text('产品标准'),
    producerName: field.text('标称生产者名称'),
    producer: field.optional(field.organisation('标称生产者（平台登记单位）', ['enterprise'])),
    platform: field.optional(field.organisation('电子商务平台经营者', ['platform'])),
    samplingAgency: field.organisation('抽样单位', ['market-regulator', 'laboratory']),
    samplers: field.optional(
      field.people('随机选派的抽样人员', ['case-officer', 'sampler'], {
        max: 6,
        hint: '由抽取确定的填写；换人抽样须说明理由。',
      }),
    ),
    laboratory: field.organisation('承检机构', ['laboratory']),
    handler: field.organisation('负责结果处理的市场监管部门', ['market-regulator']),
    reportDueOn: field.date('检验报告报送期限'),
    sample: field.optional(field.group('样品数量要求', sampleShape)),
    items: field.optional(standardItems('检验项目和判定依据')),
    previous: field.optional(
      field.group('同一产品上次监督抽查', {
        sampledOn: field.date('抽样日期'),
        by: field.choice('组织部门', { same: '本部门', superior: '上级部门', other: '其他部门' }),
      }),
    ),
    exception: field.optional(field.choice('不受六个月限制的情形', exceptions)),
    beyond: field.optional(
      field.choice('抽取结果以外增加的理由', beyondGrounds, {
        hiddenFrom: ['sampled', 'producer', 'platform'],
      }),
    ),
  }),
  seats: {
    sampler: 'samplingAgency',
    laboratory: 'laboratory',
    handler: 'handler',
    producer: 'producer',
    platform: 'platform',
  },
  document: '产品质量监督抽查任务书',
  when: (facts, input) => {
    const { today } = facts;
    if (input.rulesPublishedOn > today) return '监督抽查实施细则尚未向社会公开，不能下达抽样任务。';
    if (input.site === 'online' && input.platform === undefined) {
      return '网络抽样须填写电子商务平台经营者。';
    }
    if (input.reportDueOn < today) return '检验报告报送期限不能早于今天。';
    return outsideLine(facts, input) ?? itemsDefect(input.items ?? []) ?? repeated(facts, input);
  },
});

/** A line of the plan is about a territory (11, 12): who is registered elsewhere is no part of it, unless goods are bought online. */
function outsideLine(
  { subject }: Pick<ProceedingFacts, 'subject'>,
  { site, plan }: { site: string; plan?: { region?: string | undefined } | undefined },
): Objection | undefined {
  const { region } = plan ?? {};
  if (region === undefined || subject === undefined || site === 'online') return undefined;
  if (liesWithin(subject.region, Number(region))) return undefined;
  const sentence = `“${subject.name}”登记在${regionOptions[subject.region] ?? '其他地区'}，不在计划行的地区（${regionOptions[region] ?? region}）内；请改选被抽样者，或者修订计划。`;
  return { sentence, basis: ['order-18/12'] };
}

interface Task {
  readonly previous?: { readonly sampledOn: string; readonly by: LikeProceeding['by'] } | undefined;
  readonly exception?: string | undefined;
}

/** The same product of the same maker again within six months (8): by papers of the past, and by what the platform knows. */
function repeated({ today, alike }: ProceedingFacts, { previous, exception }: Task) {
  if (exception !== undefined) return undefined;
  const declared = previous === undefined ? [] : [{ by: previous.by, day: previous.sampledOn }];
  const clash = [...declared, ...alike].find(
    ({ by, day }) => by !== 'other' && today <= addMonths(day, 6),
  );
  if (clash === undefined) return undefined;
  const office = clash.by === 'same' ? '本部门' : '上级市场监管部门';
  return (
    `同一产品（生产者、标准、商标、型号均相同）六个月内已由${office}于${clash.day}抽样或者安排监督抽查，` +
    `${addMonths(clash.day, 6)}之后方可再次抽查；跟踪抽查和应对突发事件的除外。`
  );
}
