import type { ScopeLine } from './scope.ts';

/** First line of a list; the lines follow in the order of lots and holders. */
export const SCOPE_HEADER = 'sifang-recall-scope/v1';

/** Quantities of a line, in the order in which the list has them. */
const amounts = [
  'got',
  'used',
  'passed',
  'outside',
  'consumers',
  'returned',
  'destroyed',
  'onHand',
] as const;

/** The list of a scope as text; its SHA-256 stands in the plan of the recall. */
export function scopeText(lines: readonly ScopeLine[]): string {
  const rows = lines.map((line) =>
    [line.lot, line.holder, line.tier, ...amounts.map((name) => amountText(line[name]))].join(' '),
  );
  return `${[SCOPE_HEADER, ...rows].join('\n')}\n`;
}

/** The shortest decimal text of ten-thousandths. */
export function amountText(amount: bigint): string {
  const part = (amount % 10_000n).toString().padStart(4, '0').replace(/0+$/, '');
  return `${amount / 10_000n}${part === '' ? '' : `.${part}`}`;
}
