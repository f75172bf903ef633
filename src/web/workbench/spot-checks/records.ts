import type { Plan } from '#law/regulator/spot-check-plan.ts';
import type { StandardItem } from '#law/regulator/spot-check/rules/items.ts';
import type { PresentedEntry } from '#server/entries/present.ts';

/** Published rules as their record keeps them. */
export interface Rules {
  readonly number: string;
  readonly edition: number;
  readonly title: string;
  readonly productClass: string;
  readonly standards: string;
  readonly items: readonly StandardItem[];
}

/** The plan in a record. */
export function planOf({ input }: PresentedEntry): Plan {
  return input as unknown as Plan;
}

/** The rules in a record. */
export function rulesOf({ input }: PresentedEntry): Rules {
  return input as unknown as Rules;
}
