/**
 * Probabilities that 0, 1, 2 … nonconforming items or nonconformities are found in a sample, summed up: `at(c)` is the
 * chance of at most c.
 */
export interface Counts {
  /** The chance of exactly c. */
  exactly(count: number): number;
  /** The chance of at most c. */
  atMost(count: number): number;
}

/** Counts of nonconforming items among `size` from a steady process. @param fraction nonconforming, 0 to 1. */
export function binomial(size: number, fraction: number): Counts {
  if (fraction <= 0) return certain(0);
  if (fraction >= 1) return certain(size);
  const [good, bad] = [Math.log1p(-fraction), Math.log(fraction)];
  return summed(size, (count) =>
    Math.exp(logChoose(size, count) + count * bad + (size - count) * good),
  );
}

/** Counts of nonconformities where `mean` are expected in the sample. */
export function poisson(mean: number): Counts {
  if (mean <= 0) return certain(0);
  return summed(Infinity, (count) => Math.exp(count * Math.log(mean) - mean - logFactorial(count)));
}

/** Counts of nonconforming items among `size` from an isolated lot of `lot` items of which `bad` are nonconforming. */
export function hypergeometric(lot: number, bad: number, size: number): Counts {
  const all = logChoose(lot, size);
  const least = Math.max(0, size - (lot - bad));
  return summed(Math.min(size, bad), (count) =>
    count < least ? 0 : Math.exp(logChoose(bad, count) + logChoose(lot - bad, size - count) - all),
  );
}

function certain(value: number): Counts {
  return { exactly: (count) => Number(count === value), atMost: (count) => Number(count >= value) };
}

/** Sums from the front; the numbers that plans ask for are below 100. */
function summed(most: number, exactly: (count: number) => number): Counts {
  return {
    exactly: (count) => (count < 0 || count > most ? 0 : exactly(count)),
    atMost: (limit) => {
      let sum = 0;
      for (let count = 0; count <= Math.min(limit, most); count += 1) sum += exactly(count);
      return Math.min(1, sum);
    },
  };
}

const logFactorials: number[] = [0];

/** ln n!; kept for all n that were asked for, and by Stirling's series where n is a large lot. */
function logFactorial(n: number): number {
  if (n > 10_000) {
    return (
      (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * n) - 1 / (360 * n ** 3)
    );
  }
  for (let at = logFactorials.length; at <= n; at += 1) {
    logFactorials.push(logFactorials[at - 1]! + Math.log(at));
  }
  return logFactorials[n]!;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}
