/**
 * Quantities as forms keep them: decimal strings of at most 14 + 4 digits. Sums of them must balance to the last digit, so
 * they are counted in ten-thousandths and never in binary fractions.
 */
const perUnit = 10_000n;

/** A quantity in ten-thousandths of its unit. @throws Error where the text is no quantity; forms let none pass. */
export function parseQuantity(text: string): bigint {
  const found = /^(-?)(\d{1,14})(?:\.(\d{1,4}))?$/.exec(text);
  if (found === null) throw new Error(`${text} is no quantity`);
  const [, sign, whole = '0', part = ''] = found;
  const amount = BigInt(whole) * perUnit + BigInt(part.padEnd(4, '0'));
  return sign === '-' ? -amount : amount;
}

/** The shortest text of a quantity in ten-thousandths, e.g. `12.5`. */
export function quantityText(amount: bigint): string {
  const size = amount < 0n ? -amount : amount;
  const part = (size % perUnit).toString().padStart(4, '0').replace(/0+$/, '');
  const whole = (size / perUnit).toString();
  return `${amount < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}

/** Adds quantities up. */
export function sumOf(quantities: readonly string[]): string {
  return quantityText(quantities.reduce((sum, one) => sum + parseQuantity(one), 0n));
}

/** Whether one quantity is more than another. */
export function exceeds(one: string, other: string): boolean {
  return parseQuantity(one) > parseQuantity(other);
}
