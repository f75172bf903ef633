import { compareDecimals, readDecimal, roundHalfToEven, writeDecimal } from './rounding.ts';
import type { Decimal } from './rounding.ts';

/** How a measured value is held against its limits; `conforms` is for what is seen and not measured. */
export type Rule = 'at-most' | 'below' | 'at-least' | 'above' | 'between' | 'conforms';

/** What an item must keep to. */
export interface Limit {
  readonly rule: Rule;
  readonly lower?: string | undefined;
  readonly upper?: string | undefined;
  /**
   * GB/T 8170-2008, 4.3: the measured value as it is (`all-digits`, which applies where nothing is said), or rounded to
   * the places of the limit (`rounded`).
   */
  readonly compares?: 'all-digits' | 'rounded' | undefined;
}

/** What a value comes to: a verdict and the number that was compared, or why there is none. */
export type Judgement =
  | { readonly verdict: 'pass' | 'fail'; readonly compared: string }
  | { readonly verdict: undefined; readonly unclear: string };

/**
 * The one judgement of a measured value (GB/T 8170-2008): law, laboratory and screens ask here. A value below the limit
 * of detection is written `<0.05`, or 未检出.
 */
export function judge(limit: Limit, measured: string): Judgement {
  const text = measured.trim();
  if (limit.rule === 'conforms') return judgeSeen(text);
  const defect = limitDefect(limit);
  if (defect !== undefined) return { verdict: undefined, unclear: defect };
  if (text === '未检出' || /^[<＜]/.test(text)) return judgeUndetected(limit, text);
  const value = readDecimal(text);
  if (value === undefined) return { verdict: undefined, unclear: '实测值须为数字。' };
  return judgeNumber(limit, value);
}

/** Why a limit can't be judged by; undefined where it can. */
export function limitDefect({ rule, lower, upper }: Limit): string | undefined {
  const needs = { lower: needsLower.has(rule), upper: needsUpper.has(rule) };
  const low = lower === undefined ? undefined : readDecimal(lower);
  const high = upper === undefined ? undefined : readDecimal(upper);
  if (needs.lower && low === undefined) return '下限须为数字。';
  if (needs.upper && high === undefined) return '上限须为数字。';
  const isCrossed = low !== undefined && high !== undefined && compareDecimals(low, high) > 0;
  return rule === 'between' && isCrossed ? '下限不得大于上限。' : undefined;
}

/** Reads as a technical requirement on paper, e.g. `≤45 K`. */
export function requirementText({ rule, lower = '', upper = '' }: Limit, unit = ''): string {
  const behind = unit === '' ? '' : ` ${unit}`;
  if (rule === 'between') return `${lower}～${upper}${behind}`;
  if (rule === 'conforms') return '符合要求';
  const sign = { 'at-most': '≤', below: '＜', 'at-least': '≥', above: '＞' }[rule];
  return `${sign}${needsUpper.has(rule) ? upper : lower}${behind}`;
}

const needsLower: ReadonlySet<Rule> = new Set(['at-least', 'above', 'between']);
const needsUpper: ReadonlySet<Rule> = new Set(['at-most', 'below', 'between']);

function judgeSeen(text: string): Judgement {
  if (/^(符合|合格|通过)$/.test(text)) return { verdict: 'pass', compared: text };
  if (/^(不符合|不合格|未通过)$/.test(text)) return { verdict: 'fail', compared: text };
  return { verdict: undefined, unclear: '实测值须填写“符合”或“不符合”。' };
}

/** Too little to be found is certain to keep an upper limit that lies above what can be found. */
function judgeUndetected({ rule, upper }: Limit, text: string): Judgement {
  const unclear = { verdict: undefined, unclear: '低于检出限的结果不能据此限值判定。' } as const;
  if (rule !== 'at-most' && rule !== 'below') return unclear;
  if (text === '未检出') return { verdict: 'pass', compared: text };
  const found = readDecimal(text.slice(1));
  const limit = upper === undefined ? undefined : readDecimal(upper);
  if (found === undefined || limit === undefined) return unclear;
  return compareDecimals(found, limit) <= 0 ? { verdict: 'pass', compared: text } : unclear;
}

function judgeNumber({ rule, lower, upper, compares }: Limit, value: Decimal): Judgement {
  const against = (limit: string | undefined) => {
    const bound = readDecimal(limit ?? '')!;
    const own = compares === 'rounded' ? roundHalfToEven(value, bound.decimals) : value;
    return { order: compareDecimals(own, bound), own };
  };
  const low = needsLower.has(rule) ? against(lower) : undefined;
  const high = needsUpper.has(rule) ? against(upper) : undefined;
  const keepsLow = low === undefined || (rule === 'above' ? low.order > 0 : low.order >= 0);
  const keepsHigh = high === undefined || (rule === 'below' ? high.order < 0 : high.order <= 0);
  const compared = writeDecimal((keepsLow ? high : low)?.own ?? low?.own ?? value);
  return { verdict: keepsLow && keepsHigh ? 'pass' : 'fail', compared };
}
