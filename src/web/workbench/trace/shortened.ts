/**
 * A text that fits into a width, its end cut off where it does not.
 * @param most in letters of Chinese; Latin letters and digits count as much as they are wide when bold.
 */
export function shortened(text: string, most: number): string {
  const letters = Array.from(text);
  const widths = letters.map(widthOf);
  if (sum(widths) <= most) return text;
  let width = widthOf('…');
  const kept = widths.findIndex((one) => (width += one) > most);
  return `${letters.slice(0, kept).join('').trimEnd()}…`;
}

/** The mark of what is left out takes the room of a Chinese letter in Chinese fonts. */
function widthOf(letter: string): number {
  if (letter === '…' || (letter.codePointAt(0) ?? 0) > 0x2e7f) return 1;
  if (/[mwMW@%×]/.test(letter)) return 0.9;
  return /[A-Z0-9]/.test(letter) ? 0.66 : 0.56;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
