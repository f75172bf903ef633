/** Lengths of a global trade item number. */
const lengths = [8, 12, 13, 14];

/**
 * Says what is wrong with a bar code number of goods (GTIN-8, -12, -13, -14): its length, or the check digit, by which
 * the weights 3 and 1 alternate from the right.
 */
export function gtinDefect(code: string): string | undefined {
  if (!/^\d+$/.test(code) || !lengths.includes(code.length)) {
    return '商品条码应为8、12、13或者14位数字。';
  }
  const digits = code.split('').map(Number).toReversed();
  const [check, ...rest] = digits;
  const sum = rest.reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0);
  const wanted = (10 - (sum % 10)) % 10;
  return check === wanted ? undefined : `商品条码的校验码有误，末位应为${wanted}，请核对。`;
}
