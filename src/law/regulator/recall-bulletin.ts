import { months } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import * as field from '#kernel/field.ts';
import type { Json } from '#kernel/json.ts';
import { bulletinFaults, bulletinKey } from './recall-bulletin/rows.ts';
import type { BulletinItem } from './recall-bulletin/rows.ts';

const items = field.rows(
  '召回信息',
  {
    publishedOn: field.date('发布日期'),
    producer: field.text('生产者'),
    product: field.text('产品名称'),
    model: field.optional(field.text('型号')),
    lots: field.optional(field.text('批次')),
    quantity: field.optional(field.integer('涉及数量')),
    defect: field.text('缺陷和后果', { max: 500 }),
    measures: field.text('召回措施', { max: 500 }),
    link: field.optional(field.text('原文链接', { max: 500 })),
  },
  { max: 200 },
);

/**
 * 召回信息转载: recalls that were published elsewhere, by other provinces or abroad. The province imports them as a table,
 * so that enterprises and consumers here find them in the public list.
 */
export const recallBulletin = defineProcedure({
  id: 'recall-bulletin',
  title: '召回信息转载',
  basis: ['order-19/6', 'order-19/19', 'guidance/2.5'],
  inForce: { from: '2020-01-01' },
  party: 'regulator',
  named: 'source',
  subject: 'optional',
  roles: {
    province: {
      title: '省级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['publisher', 'leader', 'administrator'],
      level: 'province',
      fills: 'opener',
    },
  },
  states: {
    published: { title: '公示中' },
    withdrawn: { title: '已撤下', final: true },
    expired: { title: '公示期满', final: true },
  },
  acts: {
    publish: {
      title: '转载召回信息',
      by: ['province'],
      to: 'published',
      basis: ['order-19/6', 'order-19/19'],
      form: field.form({
        source: field.text('来源', { hint: '发布机关、平台或者网址' }),
        items,
      }),
      when: (facts, { items: rows }) => {
        const [first] = bulletinFaults(rows, facts.today);
        return first && `“${rows[first.row]?.product}”${first.sentence}。`;
      },
      then: (_facts, { source, items: rows }) =>
        rows.map((row) => ({
          do: 'publish',
          kind: 'recall-bulletin',
          key: bulletinKey(row),
          title: `召回信息：${row.producer} ${row.product}`,
          text: [
            `${row.publishedOn}发布，来源：${source}。`,
            [row.product, row.model, row.lots].filter(Boolean).join('，'),
            row.quantity === undefined ? '' : `涉及数量：${row.quantity}`,
            `缺陷和后果：${row.defect}`,
            `召回措施：${row.measures}`,
            row.link ?? '',
          ]
            .filter(Boolean)
            .join('\n'),
        })),
    },
    withdraw: {
      title: '撤下转载的召回信息',
      by: ['province'],
      from: 'published',
      to: 'withdrawn',
      optional: true,
      basis: ['order-19/19'],
      form: field.form({ reason: field.longText('理由') }),
      then: (facts, { reason }) => takenDown(facts.value('publish', 'items'), reason),
    },
    expire: {
      title: '公示期满',
      by: [],
      byTime: 'term',
      from: 'published',
      to: 'expired',
      basis: ['order-19/19'],
      form: field.form({}),
      then: (facts) => takenDown(facts.value('publish', 'items'), '公示期满'),
    },
  },
  deadlines: {
    term: {
      title: '转载公示期',
      owner: 'province',
      nature: 'opening',
      starts: { act: 'publish' },
      count: months(24),
      ends: ['expire'],
      voidedBy: ['withdraw'],
      basis: ['order-19/19'],
      policy: '规定未规定转载召回信息的公示期，平台按二年。',
    },
  },
});

function takenDown(published: Json | undefined, reason: string): readonly Effect[] {
  const rows = (published ?? []) as unknown as readonly BulletinItem[];
  return rows.map((row) => ({ do: 'withdraw', key: bulletinKey(row), reason }));
}
