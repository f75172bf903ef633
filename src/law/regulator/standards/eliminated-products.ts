import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { classTitles } from '../certificates/parts.ts';

/** 淘汰产品名单: kinds that nobody may make any more, each edition whole; the province keeps it. */
export const eliminatedProducts = defineBook({
  id: 'eliminated-products',
  title: '国家明令淘汰产品名单',
  basis: ['guidance/2.3', 'product-quality-law/29', 'product-quality-law/51'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  keeper: { kinds: ['market-regulator'], posts: ['leader', 'administrator'] },
  holds: 'versions',
  retention: {
    years: 10,
    policy:
      '法律禁止生产国家明令淘汰的产品，没有统一的名单；名单由省级按国家公布的目录整理，平台定为保存十年。',
  },
  form: field.form({
    source: field.text('整理依据', { hint: '国家公布的淘汰目录名称和文号' }),
    kinds: field.rows(
      '淘汰产品',
      {
        word: field.text('名称或者型号中的字样', { min: 2, max: 60 }),
        classId: field.optional(field.choice('限于产品类别', classTitles)),
        from: field.date('淘汰日期'),
        source: field.text('文件和条款'),
      },
      { max: 1000 },
    ),
  }),
  when: ({ organisation }) =>
    organisation.region % 10_000 === 0
      ? undefined
      : { code: 'not-entitled', sentence: '淘汰产品名单由省级市场监管部门维护。' },
  then: (_facts, { kinds }) => [{ do: 'eliminate', kinds }],
});
