import { judge } from '#insight/judgement/judge.ts';
import type { Limit } from '#insight/judgement/judge.ts';

/** A characteristic of an inspection plan. */
export interface Characteristic extends Limit {
  readonly item: string;
  readonly method: string;
  readonly unit?: string | undefined;
}

/** The measured values of one characteristic, one for each item of the sample, as they were written down. */
export interface Measured {
  readonly item: string;
  readonly values: string;
}

/** What the values of a sample come to; `unclear` says in Chinese why they can't be judged. */
export type Counted =
  | { readonly unclear: string }
  | {
      /** Items with at least one characteristic out of its limits, and all values out of them. */
      readonly items: number;
      readonly nonconformities: number;
      /** Of each characteristic the verdicts in order. */
      readonly verdicts: Readonly<Record<string, readonly ('pass' | 'fail')[]>>;
    };

const mostValues = 5000;

/**
 * Splits written values: spaces, commas, semicolons or line ends stand between them, and `符合×125` is 125 times the
 * same. Nothing is changed about a value.
 */
export function splitValues(text: string): readonly string[] {
  return text
    .split(/[\s,，、;；]+/)
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [, value = part, times = '1'] = /^(.+?)[×*xX](\d{1,4})$/.exec(part) ?? [];
      return Array.from({ length: Math.min(Number(times), mostValues) }, () => value);
    });
}

/**
 * Judges a sample value by value with the one judgement function and counts what doesn't conform.
 * @param size items in the sample: every characteristic has as many values.
 */
export function countValues(
  characteristics: readonly Characteristic[],
  measured: readonly Measured[],
  size: number,
): Counted {
  const verdicts: Record<string, ('pass' | 'fail')[]> = {};
  for (const own of characteristics) {
    const rows = measured.filter(({ item }) => item === own.item);
    if (rows.length !== 1) {
      return { unclear: rows.length === 0 ? `缺少“${own.item}”的实测值。` : `“${own.item}”重复。` };
    }
    const values = splitValues(rows[0]!.values);
    if (values.length !== size) {
      return { unclear: `“${own.item}”应有${size}个实测值，现有${values.length}个。` };
    }
    const judged = values.map((value) => judge(own, value));
    const at = judged.findIndex(({ verdict }) => verdict === undefined);
    const unclear = judged[at];
    if (unclear !== undefined && unclear.verdict === undefined) {
      return { unclear: `“${own.item}”第${at + 1}个实测值“${values[at]}”：${unclear.unclear}` };
    }
    verdicts[own.item] = judged.map(({ verdict }) => verdict!);
  }
  const stranger = measured.find(({ item }) => verdicts[item] === undefined);
  if (stranger !== undefined) return { unclear: `“${stranger.item}”不是检验方案规定的项目。` };
  const all = Object.values(verdicts);
  const fails = (at: number) => all.some((list) => list[at] === 'fail');
  return {
    items: Array.from({ length: size }, (_, at) => fails(at)).filter(Boolean).length,
    nonconformities: all.flat().filter((verdict) => verdict === 'fail').length,
    verdicts,
  };
}
