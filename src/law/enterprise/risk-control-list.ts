import type { z } from 'zod';
import { defineBook } from '#kernel/definition.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from './archive.ts';
import { businessOf } from './staffing.ts';

/** One line of the list: where, which risk, which measure, how often, by whom. */
const itemShape = {
  code: field.text('编号', { max: 20 }),
  keyLink: field.text('关键环节', { max: 40 }),
  riskPoint: field.text('风险点'),
  measure: field.longText('管控措施', { max: 1000 }),
  frequency: field.choice('检查频次', { day: '每日', week: '每周', month: '每月' }),
  ownerPost: field.choice('责任岗位', {
    'quality-safety-officer': '质量安全员',
    'quality-safety-director': '质量安全总监',
    principal: '主要负责人',
    purchasing: '采购岗位',
    warehouse: '仓储岗位',
    workshop: '生产岗位',
    equipment: '设备岗位',
    laboratory: '检验岗位',
    sales: '销售岗位',
  }),
  photoRequired: field.yesNo('是否须拍照'),
  basis: field.optional(field.text('依据')),
};

const listForm = field.form({
  changeReason: field.choice('编制或修订原因', {
    first: '首次编制',
    'new-product': '新增产品',
    'process-change': '工艺、设备或者供货商变化',
    finding: '检查发现问题',
    alert: '收到质量预警',
    'yearly-review': '年度评审',
  }),
  changeNote: field.optional(field.longText('修订说明')),
  items: field.rows('管控项目', itemShape),
});

/** One item of a risk control list. */
export type RiskItem = z.output<typeof listForm>['items'][number];

/** What Order 76, article 9, wants to see in a seller's list. */
export const sellerKeyLinks = ['进货查验', '索证索票', '建立台账', '核对产品质量信息'] as const;

/** 风险管控清单: immutable versions, each the basis of the daily control from the day it is recorded. */
export const riskControlList = defineBook({
  id: 'risk-control-list',
  title: '工业产品质量安全风险管控清单',
  basis: ['guidance/2.2', 'order-75/9', 'order-76/9'],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  keeper: {
    kinds: ['enterprise'],
    posts: ['quality-safety-officer', 'quality-safety-director', 'principal'],
  },
  holds: 'versions',
  retention: archivePolicy,
  reads: ['risk-control-list'],
  form: listForm,
  when: (facts, input) => {
    const isFirst = facts.latest('risk-control-list') === undefined;
    if (isFirst !== (input.changeReason === 'first')) {
      return isFirst
        ? '本单位还没有清单，原因请选择“首次编制”。'
        : '本单位已有清单，请写明修订原因，不能再选“首次编制”。';
    }
    return checkItems(facts, input.items);
  },
  then: () => [
    {
      do: 'notify',
      to: { post: 'quality-safety-officer', of: 'actor' },
      title: '风险管控清单已更新，日管控请使用新版本',
    },
  ],
});

/** The items of a version of the list; empty where there is none. */
export function riskItemsOf(version: RecordFacts | undefined): readonly RiskItem[] {
  return (version?.input.items ?? []) as unknown as readonly RiskItem[];
}

/** Codes that daily control must answer every day; weekly and monthly items may be answered on any day. */
export function dailyCodes(items: readonly RiskItem[]): string[] {
  return items.filter(({ frequency }) => frequency === 'day').map(({ code }) => code);
}

function checkItems(facts: DutyFacts, items: readonly RiskItem[]): string | undefined {
  const codes = items.map(({ code }) => code);
  const doubled = codes.find((code, index) => codes.indexOf(code) !== index);
  if (doubled !== undefined) return `编号“${doubled}”重复，每个项目的编号应当唯一。`;
  if (dailyCodes(items).length === 0) return '清单中至少应有一个每日检查的项目。';
  if (businessOf(facts.organisation) === 'producer') return undefined;
  const missing = sellerKeyLinks.filter(
    (link) => !items.some(({ keyLink }) => keyLink.includes(link)),
  );
  return missing.length === 0
    ? undefined
    : `销售单位的清单应当包括${missing.join('、')}（总局令第76号第九条），请补充为关键环节。`;
}
