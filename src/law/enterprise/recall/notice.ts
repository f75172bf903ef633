import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import type { Json, JsonObject } from '#kernel/json.ts';

type Published = Extract<Effect, { do: 'publish' }>;

/** What is done for whoever has the goods (3). */
export const measures = {
  warning: '补充或者修正警示标识',
  repair: '修理',
  exchange: '更换',
  refund: '退货',
} as const;

/** What an announcement adds to the plan. */
interface Added {
  readonly hotline?: string;
  readonly beganOn?: string;
  readonly orderNumber?: string;
  readonly orderedOn?: string;
}

/**
 * What an announcement of a recall says beside the words of whoever writes it: the goods, and of the plan what it must hold
 * (18), so that everybody knows whether his own is meant, what to do and whom to call (15, 19). `phone` and `emergency`
 * stand alone too, for the page behind a code on the goods.
 */
export function recallNotice(
  facts: ProceedingFacts,
  kind: string,
  added: Added = {},
): Pick<Published, 'title' | 'record'> {
  const goods = (facts.last('discover') ?? facts.last('find'))?.input ?? {};
  // An order comes before any plan; what an earlier plan of a recall said that is done again no longer holds.
  const plan = added.orderNumber === undefined ? (facts.last('plan')?.input ?? {}) : {};
  const phone = added.hotline ?? said(plan['contact']);
  const lines = [
    ['召回的消费品', productOf(goods)],
    ['批次和生产日期', said(goods['lots'])],
    ['责令召回通知书文号', added.orderNumber],
    ['责令召回之日', added.orderedOn],
    ['召回范围', said(plan['scope'])],
    ['召回数量', said(plan['quantity'])],
    ['存在的缺陷', said(plan['defect'])],
    ['应急处置方式', said(plan['emergency'])],
    ['召回措施', measuresOf(plan['measures'])],
    ['具体措施和费用承担', said(plan['detail'])],
    ['公众咨询电话', added.hotline],
    ['负责机构', said(plan['unit'])],
    ['联系方式', said(plan['contact'])],
    ['召回实施之日', added.beganOn],
    ['召回期间', spanOf(plan)],
    ['费用', '消费者因召回支付的必要费用由生产者承担（《消费品召回管理暂行规定》第十五条）。'],
  ] as const;
  const notice = lines.flatMap(([title, text]) =>
    text === undefined || text === '' ? [] : [{ title, text }],
  );
  const emergency = said(plan['emergency']);
  return {
    title: `${kind}：${productOf(goods) || '缺陷消费品'}（${facts.subject?.name ?? '生产者'}）`,
    record: {
      notice,
      ...(phone === undefined ? {} : { phone }),
      ...(emergency === undefined ? {} : { emergency }),
    },
  };
}

/** Name and model; the model once where the name has it already. */
function productOf({ productName, model }: JsonObject): string {
  const [name = '', kind = ''] = [said(productName), said(model)];
  return name.includes(kind) ? name : `${name} ${kind}`;
}

function measuresOf(value: Json | undefined): string | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map((one: Json) => measures[one as keyof typeof measures] ?? one).join('、');
}

function spanOf({ beginsOn, endsOn }: JsonObject): string | undefined {
  const [from, to] = [said(beginsOn), said(endsOn)];
  return from === undefined || to === undefined ? undefined : `${from}至${to}`;
}

function said(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
