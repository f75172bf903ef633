/**
 * Round marks of an axis that begins at nothing: steps of one, two or five and as many zeros as it takes.
 * @param most marks that have room, the one at 0 included.
 * @returns the marks up to the end of the axis.
 */
export function axisMarks(end: number, most = 7): readonly number[] {
  if (!(end > 0)) return [0];
  const zeros = Math.floor(Math.log10(end / most));
  const step = [1, 2, 5, 10, 20, 50]
    .map((digit) => ({ digit, size: digit * 10 ** zeros }))
    .find(({ size }) => end / size < most)!;
  const count = Math.floor(end / step.size + 1e-9);
  // Divided by a power of ten, a mark is the nearest number to its decimal; multiplied by a tenth it is not.
  const one = (n: number) =>
    zeros < 0 ? (n * step.digit) / 10 ** -zeros : n * step.digit * 10 ** zeros;
  return Array.from({ length: count + 1 }, (_, n) => one(n));
}

/**
 * Numbers that are read beside each other, all to the same decimals: fine enough to tell a hundredth of what lies between
 * the lowest and the highest.
 */
export function alike(values: readonly number[]): readonly string[] {
  const span = Math.max(...values) - Math.min(...values);
  const decimals = span > 0 ? 2 - Math.floor(Math.log10(span)) : 3;
  return values.map((value) => value.toFixed(Math.min(8, Math.max(0, decimals))));
}
