/**
 * The check digit of a GS1 key: weights 3 and 1 from the right, filled up to a multiple of ten.
 * @param body the digits without the check digit. Source: GS1 General Specifications 7.9.1.
 */
export function checkDigit(body: string): string {
  let sum = 0;
  for (let at = body.length - 1, weight = 3; at >= 0; at -= 1, weight = 4 - weight) {
    sum += (body.charCodeAt(at) - 48) * weight;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Why the last digit of a number is not its check digit, in Chinese; undefined where it is. */
export function checkDigitDefect(digits: string, name: string): string | undefined {
  const body = digits.slice(0, -1);
  const right = checkDigit(body);
  const given = digits.at(-1);
  return given === right ? undefined : `${name}${digits}的校验码应为${right}，写的是${given}`;
}
