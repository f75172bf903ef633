/** A decimal number as it was written, exactly: `units` over ten to the `decimals`. */
export interface Decimal {
  readonly units: bigint;
  readonly decimals: number;
}

/** Reads a decimal number such as `-0.50`; undefined where the text is none. At most 30 digits are taken. */
export function readDecimal(text: string): Decimal | undefined {
  const found = /^([-+−]?)(\d{1,20})(?:\.(\d{1,10}))?$/.exec(text.trim());
  if (found === null) return undefined;
  const [, sign = '', whole = '', part = ''] = found;
  const units = BigInt(whole + part);
  return { units: /[-−]/.test(sign) ? -units : units, decimals: part.length };
}

/** Writes a decimal with all its places: `0.50` stays `0.50`, because the places state the precision. */
export function writeDecimal({ units, decimals }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = decimals === 0 ? '' : `.${digits.slice(digits.length - decimals)}`;
  return `${units < 0n ? '-' : ''}${whole}${part}`;
}

/**
 * Rounds once to a number of places, half to even (GB/T 8170-2008, 3.2): 0.25 and 0.15 become 0.2. Sign is kept apart,
 * so that -0.25 becomes -0.2. Never round a number that was rounded before (3.3).
 */
export function roundHalfToEven(value: Decimal, decimals: number): Decimal {
  if (value.decimals <= decimals) {
    return { units: value.units * 10n ** BigInt(decimals - value.decimals), decimals };
  }
  const step = 10n ** BigInt(value.decimals - decimals);
  const size = value.units < 0n ? -value.units : value.units;
  const [whole, rest] = [size / step, size % step];
  const isUp = rest * 2n > step || (rest * 2n === step && whole % 2n === 1n);
  const rounded = isUp ? whole + 1n : whole;
  return { units: value.units < 0n ? -rounded : rounded, decimals };
}

/** @returns below 0, 0 or above 0, as `one` is smaller than, equal to or larger than `other`. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const places = Math.max(one.decimals, other.decimals);
  const at = ({ units, decimals }: Decimal) => units * 10n ** BigInt(places - decimals);
  const [a, b] = [at(one), at(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}
