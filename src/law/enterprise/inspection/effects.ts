import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import type { Inspection } from './guards.ts';
import { outcomeText } from './guards.ts';

/** A lot that failed is a finding: it is kept apart, and what went wrong is put right like any other. */
export function openFinding(
  facts: DutyFacts,
  input: Inspection,
  keyLink: string,
): readonly Effect[] {
  if (input.outcome.verdict === 'pass') return [];
  const description = `${input.productName}批号${input.batch}${keyLink}不合格：${outcomeText(input.outcome)}`;
  return [
    {
      do: 'open',
      procedure: 'corrective-action',
      act: 'find',
      input: {
        source: 'product-inspection',
        foundOn: facts.today,
        keyLink,
        description,
        photos: [],
        containment: 'pending',
      },
    },
  ];
}
