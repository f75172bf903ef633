import { deviation, mean } from './chart.ts';

/** What a characteristic must keep to; one side may be open. */
export interface Specification {
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
}

/** Indices of capability (spread within subgroups) and of performance (all spread); absent where a side is open. */
export interface Capability {
  readonly cp?: number;
  readonly cpk?: number;
  readonly pp?: number;
  readonly ppk?: number;
  readonly mean: number;
  /** Standard deviation within subgroups, and of all values. */
  readonly within: number;
  readonly overall: number;
}

/**
 * Cp, Cpk, Pp and Ppk. They mean something for a process in control with normal values only, which screens say.
 * @param within the standard deviation that the chart estimates.
 */
export function capabilityOf(
  values: readonly number[],
  within: number,
  specification: Specification,
): Capability {
  const center = mean(values);
  const overall = deviation(values);
  const [cp, cpk] = indices(center, within, specification);
  const [pp, ppk] = indices(center, overall, specification);
  return {
    mean: center,
    within,
    overall,
    ...(cp === undefined ? {} : { cp }),
    ...(cpk === undefined ? {} : { cpk }),
    ...(pp === undefined ? {} : { pp }),
    ...(ppk === undefined ? {} : { ppk }),
  };
}

function indices(center: number, sigma: number, { lower, upper }: Specification) {
  if (!(sigma > 0)) return [undefined, undefined] as const;
  const sides = [
    ...(upper === undefined ? [] : [(upper - center) / (3 * sigma)]),
    ...(lower === undefined ? [] : [(center - lower) / (3 * sigma)]),
  ];
  const both =
    lower === undefined || upper === undefined ? undefined : (upper - lower) / (6 * sigma);
  return [both, sides.length === 0 ? undefined : Math.min(...sides)] as const;
}
