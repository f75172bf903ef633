import type { z } from 'zod';
import * as field from '#kernel/field.ts';
import { seedRows } from './lots.ts';

/**
 * 发现隐患立即报告: what somebody in a workshop or a shop can say in two minutes. The recall is opened with it and the
 * province is told with it; everything else follows there.
 */
export const hazardForm = field.form({
  discoveredOn: field.date('发现日期', { hint: '自发现之日起二个工作日内报告。' }),
  hazard: field.choice('危害', {
    harm: '已经或可能造成死亡、严重人身伤害、重大财产损失',
    overseas: '在境外实施召回',
    other: '其他可能存在的缺陷',
  }),
  productName: field.text('产品名称'),
  model: field.text('型号'),
  seeds: field.optional(seedRows('在平台登记过的批次请在这里选择。')),
  lots: field.longText('批次和生产日期'),
  quantity: field.integer('涉及数量'),
  facts: field.longText('发现经过和已知后果'),
  harm: field.longText('人身伤害和财产损失情况', { hint: '没有的填“无”。' }),
  measures: field.longText('已采取的措施', { hint: '停止生产、停止销售、通知了谁。' }),
  producerPlace: field.choice('生产者所在地', { inside: '本省', outside: '外省' }),
  contact: field.text('联系人和电话', { personal: true }),
  evidence: field.files('照片和材料'),
});

/** What the short form says. */
export type Hazard = z.output<typeof hazardForm>;

/** The two acts of a recall that the short form stands for: what was discovered, and the report of it. */
export function hazardActs(
  { harm, measures, producerPlace, contact, ...discovered }: Hazard,
  discoverer: 'producer' | 'operator',
) {
  const { evidence } = discovered;
  return {
    discover: { ...discovered, discoverer },
    report: { producerPlace, harm, measures, contact, evidence },
  } as const;
}
