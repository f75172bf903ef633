/** Judgement on a code: `valid`, or the first thing that is wrong with it. */
export type CreditCodeFinding = 'valid' | 'length' | 'charset' | 'check-digit';

/** The 31 characters a unified social credit code is written in; I, O, S, V and Z are left out. */
const charset = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/**
 * Judges a unified social credit code: 18 characters, charset of 31, check character at the end.
 * Lower-case letters are refused (`charset`), so callers fold the case of what people type.
 * Source: GB 32100-2015. The inner check of the organisation code is not judged here, because newer
 * codes of some bodies need not satisfy it; warn with {@link organisationCodeCheckDigit} instead.
 */
export function checkCreditCode(code: string): CreditCodeFinding {
  if (code.length !== 18) return 'length';
  if (!Array.from(code).every((character) => charset.includes(character))) return 'charset';
  return creditCodeCheckDigit(code.slice(0, 17)) === code[17] ? 'valid' : 'check-digit';
}

/**
 * Computes the 18th character from the first 17: weights are the powers of 3 modulo 31.
 * @throws RangeError where the input is not 17 characters of the charset.
 */
export function creditCodeCheckDigit(first17: string): string {
  if (first17.length !== 17)
    throw new RangeError('a credit code has 17 characters before its check');
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    const value = charset.indexOf(character);
    if (value < 0) throw new RangeError(`${character} is not in the charset of credit codes`);
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return charset.charAt((31 - (sum % 31)) % 31);
}

/**
 * Computes the 9th character of an organisation code (positions 9 to 17 of the credit code).
 * Letters count 10 to 35; a check of 10 is written X. Source: GB 11714.
 * @throws RangeError where the input is not 8 digits or capital letters.
 */
export function organisationCodeCheckDigit(first8: string): string {
  if (!/^[0-9A-Z]{8}$/.test(first8)) throw new RangeError('an organisation code has 8 characters');
  const sum = organisationWeights.reduce(
    (total, weight, at) => total + weight * Number.parseInt(first8.charAt(at), 36),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 11) return '0';
  return check === 10 ? 'X' : String(check);
}

/** @returns the six-digit division (GB/T 2260) where the body was registered, positions 3 to 8. */
export function creditCodeDivision(code: string): number {
  return Number(code.slice(2, 8));
}
