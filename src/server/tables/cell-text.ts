/** What a spreadsheet program may take for the start of a formula, full-width forms included. */
const FORMULA_START = /^'*[=+\-@\t\r＝＋－＠]/;

/** Text as the user sees it: no control or invisible characters, no space at either end. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu, '')
    .trim();
}

/**
 * Marks text so that no spreadsheet program evaluates it when a CSV is opened: an apostrophe goes in
 * front of = + - @ and their full-width forms (OWASP, CSV Injection). `unguard` takes it off again.
 */
export function guard(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

/** Undoes `guard`; any other text stays as it is. */
export function unguard(text: string): string {
  return text.startsWith("'") && FORMULA_START.test(text.slice(1)) ? text.slice(1) : text;
}

/** A number in plain digits, without exponent, rounded to the 15 digits a spreadsheet keeps. */
export function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  if (!text.includes('e')) return text;
  return rounded.toFixed(20).replace(/\.?0+$/, '');
}
