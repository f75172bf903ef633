import type { z } from 'zod';
import * as field from '#kernel/field.ts';
import { exceptions, sites } from '../rules/options.ts';
import { beyondGrounds } from './drawn.ts';

const taskShape = {
  taskNumber: field.text('任务编号', { max: 60 }),
  sampled: field.organisation('被抽样者', ['enterprise', 'platform']),
  productName: field.text('产品名称'),
  brand: field.text('商标'),
  model: field.text('规格型号'),
  standard: field.text('产品标准'),
  producerName: field.text('标称生产者名称'),
  producer: field.optional(field.organisation('标称生产者（平台登记单位）', ['enterprise'])),
  platform: field.optional(field.organisation('电子商务平台经营者', ['platform'])),
  exception: field.optional(field.choice('不受六个月限制的情形', exceptions)),
  beyond: field.optional(field.choice('抽取结果以外增加的理由', beyondGrounds)),
};

/** What a batch of tasks says. */
export const batchForm = field.form({
  plan: field.record('监督抽查计划', 'spot-check-plan'),
  line: field.text('计划行', { max: 20 }),
  rules: field.record('监督抽查实施细则', 'spot-check-rules'),
  drawnFrom: field.optional(
    field.proceeding('抽取来源', 'random-draw', {
      hint: '被抽查对象随机确定；任务与该次双随机抽取的有效结果逐项核对。',
    }),
  ),
  drawnElsewhere: field.optional(
    field.text('平台以外的随机抽取记录', { hint: '没有在本平台抽取的填写。' }),
  ),
  site: field.choice('抽样环节', sites),
  samplingAgency: field.organisation('抽样单位', ['market-regulator', 'laboratory']),
  laboratory: field.organisation('承检机构', ['laboratory']),
  handler: field.organisation('负责结果处理的市场监管部门', ['market-regulator']),
  reportDueOn: field.date('检验报告报送期限'),
  tasks: field.rows('抽查任务', taskShape, { max: 200 }),
});

/** A batch as its form takes it. */
export type Batch = z.output<typeof batchForm>;
