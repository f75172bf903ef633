/**
 * Factors of control charts for subgroups of n values from a normal distribution (ISO 7870-2, GB/T 17989.2). d2 and d3
 * are mean and standard deviation of the range in units of the process's, c4 the mean of the standard deviation; they are
 * computed, and the others follow from them.
 */
export interface Factors {
  readonly d2: number;
  readonly d3: number;
  readonly c4: number;
  readonly A2: number;
  readonly A3: number;
  readonly B3: number;
  readonly B4: number;
  readonly D3: number;
  readonly D4: number;
}

/** Largest subgroup for which factors are given; charts of ranges are poor long before. */
export const largestSubgroup = 25;

/**
 * The factors for subgroups of a size.
 * @throws RangeError unless the size is a whole number from 2 to 25.
 */
export function factorsFor(size: number): Factors {
  if (!Number.isInteger(size) || size < 2 || size > largestSubgroup) {
    throw new RangeError(`a subgroup has 2 to ${largestSubgroup} values`);
  }
  const known = computed.get(size);
  if (known !== undefined) return known;
  const { d2, d3 } = rangeMoments(size);
  const c4 = meanDeviation(size);
  const spread = Math.sqrt(1 - c4 * c4) / c4;
  const factors: Factors = {
    d2,
    d3,
    c4,
    A2: 3 / (d2 * Math.sqrt(size)),
    A3: 3 / (c4 * Math.sqrt(size)),
    B3: Math.max(0, 1 - 3 * spread),
    B4: 1 + 3 * spread,
    D3: Math.max(0, 1 - (3 * d3) / d2),
    D4: 1 + (3 * d3) / d2,
  };
  computed.set(size, factors);
  return factors;
}

const computed = new Map<number, Factors>();

/** c4 = √(2/(n−1)) · Γ(n/2) / Γ((n−1)/2), by the recurrence of the gamma function in steps of one half. */
function meanDeviation(size: number): number {
  // Γ(n/2)/Γ((n−1)/2): 1/√π for n = 2, and each step turns it over.
  let ratio = 1 / Math.sqrt(Math.PI);
  for (let n = 3; n <= size; n += 1) ratio = (n - 2) / 2 / ratio;
  return Math.sqrt(2 / (size - 1)) * ratio;
}

/**
 * Mean and standard deviation of the range: E(R) = ∫ 1 − Φⁿ − (1−Φ)ⁿ, and E(R²) twice the integral over all pairs of
 * what lies between, both summed by the trapezoid rule, which is exact to many digits for such curves.
 */
function rangeMoments(size: number): { d2: number; d3: number } {
  const step = 0.05;
  const points = Array.from({ length: 321 }, (_, at) => (at - 160) * step);
  const below = points.map(normalBelow);
  let mean = 0;
  for (const p of below) mean += (1 - p ** size - (1 - p) ** size) * step;
  let square = 0;
  for (const [i, low] of below.entries()) {
    // On the diagonal nothing lies between, so the whole inner part counts half there.
    for (let j = i; j < below.length; j += 1) {
      const high = below[j]!;
      const part = 1 - high ** size - (1 - low) ** size + (high - low) ** size;
      square += part * step * step * (i === j ? 0.5 : 1);
    }
  }
  return { d2: mean, d3: Math.sqrt(2 * square - mean * mean) };
}

/** The normal distribution function, by the continued series of its error function; 15 digits. */
function normalBelow(x: number): number {
  if (x < -8) return 0;
  if (x > 8) return 1;
  let sum = x;
  let term = x;
  for (let n = 3; Math.abs(term) > 1e-18 * Math.abs(sum) && n < 400; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
