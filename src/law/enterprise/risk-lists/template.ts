import type { RiskItem } from '../risk-control-list.ts';

/** A first risk control list for a product group, which the enterprise adapts to its own plant. */
export interface RiskListTemplate {
  readonly id: string;
  readonly title: string;
  /** Product classes for which it is proposed; empty for the general ones. */
  readonly classes: readonly string[];
  readonly items: readonly RiskItem[];
}

/** Key link, risk point, measure, frequency, owner, whether a photo is needed, basis. */
type Line = readonly [
  keyLink: string,
  riskPoint: string,
  measure: string,
  frequency: RiskItem['frequency'],
  ownerPost: RiskItem['ownerPost'],
  photo?: 'photo' | '',
  basis?: string,
];

/** Builds a template; codes are the prefix and a running number, e.g. `SN01`. */
export function template(
  own: Omit<RiskListTemplate, 'items'> & {
    readonly prefix: string;
    readonly lines: readonly Line[];
  },
): RiskListTemplate {
  const { prefix, lines, ...rest } = own;
  const items = lines.map(
    ([keyLink, riskPoint, measure, frequency, ownerPost, photo, basis], index): RiskItem => ({
      code: `${prefix}${String(index + 1).padStart(2, '0')}`,
      keyLink,
      riskPoint,
      measure,
      frequency,
      ownerPost,
      photoRequired: photo === 'photo',
      ...(basis === undefined ? {} : { basis }),
    }),
  );
  return { ...rest, items };
}
