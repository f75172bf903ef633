import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { gtinDefect } from '../product/gtin.ts';

/**
 * 全球位置码登记: the numbers by which the systems of trading partners call the house and its places. What is shipped to one
 * of them by an event arrives at this house; a number that a second house claims leads to nobody.
 */
export const locationNumber = defineBook({
  id: 'location-number',
  title: '全球位置码登记',
  basis: ['guidance/2.5'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  keyed: 'number',
  retention: { years: 5, policy: '法律未定追溯记录的年限，取召回记录的五年。' },
  form: field.form({
    number: field.text('全球位置码（GLN）', {
      max: 13,
      hint: '13位数字。上下游的系统用它称呼本单位或者本单位的仓库、门店。',
    }),
    place: field.optional(field.text('所指的单位或者地点', { hint: '例如总厂、2号仓库。' })),
  }),
  when: (_facts, { number }) => {
    if (!/^\d{13}$/.test(number)) return '全球位置码应为13位数字。';
    return gtinDefect(number)?.replace('商品条码', '全球位置码');
  },
});
