import { checkDigitDefect } from './check-digit.ts';
import { found, wrong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** Lengths of a GTIN as it is printed. */
const lengths = [8, 12, 13, 14];

/**
 * Reads a GTIN of 8, 12, 13 or 14 digits.
 * @returns 14 digits, filled up with zeros in front: the form in which all of them are compared.
 */
export function readGtin(text: string): Outcome<string> {
  if (!/^\d+$/.test(text)) return wrong(`商品条码“${text}”只能是数字`);
  if (!lengths.includes(text.length)) {
    return wrong(`商品条码应为8、12、13或14位数字，写的是${text.length}位`);
  }
  const defect = checkDigitDefect(text, '商品条码');
  return defect === undefined ? found(text.padStart(14, '0')) : wrong(defect);
}

/** A GTIN as people know it: 13 digits where it has no packaging level, 8 for short ones. */
export function printedGtin(gtin14: string): string {
  if (gtin14.startsWith('000000')) return gtin14.slice(6);
  return gtin14.startsWith('0') ? gtin14.slice(1) : gtin14;
}
