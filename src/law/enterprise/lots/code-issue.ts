import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { exceeds } from '#kernel/lot/quantity.ts';
import { lotName } from './guards.ts';

/**
 * 赋码记录: a released lot gets its public code, and as many things of it a serial number of their own as wanted. What is
 * printed stays valid: a code is never taken back, what happens to its lot shows behind it.
 */
export const codeIssue = defineBook({
  id: 'code-issue',
  title: '产品追溯码赋码记录',
  basis: ['guidance/2.5', 'product-quality-law/12', 'product-quality-law/27'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: { years: 5, policy: '法律未定追溯记录的年限，取召回记录的五年。' },
  form: field.form({
    lot: field.lot('批次'),
    serials: field.integer('单品序列码数量', {
      max: 100_000,
      hint: '填0只赋批次码；按件、台等计数的产品可以一物一码，不超过已放行数量。',
    }),
  }),
  when: (facts, { lot, serials }) => {
    const own = facts.lots?.find(({ id }) => id === lot);
    if (own?.own !== true) return '只能为本单位生产的批次赋码，请重新选择。';
    if (own.blocked) return `${lotName(own)}已被召回、查封或者隔离，不得赋码。`;
    if (!exceeds(own.released, '0')) {
      return `${lotName(own)}尚未经出厂检验合格放行，不得赋码。`;
    }
    return exceeds(String(serials), own.released)
      ? `${lotName(own)}已放行${own.released}${own.unit}，序列码不能多于这个数量。`
      : undefined;
  },
  then: (_facts, { lot, serials }) => [{ do: 'lot', event: { kind: 'coded', lot, serials } }],
});
