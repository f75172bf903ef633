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

/**
 * A lot that failed is kept back at once, before anybody thinks of its release; a retest stands in the place of what it
 * retested, and lets go what that kept back.
 */
export function keptBack({ lot, retestOf, outcome }: Inspection): readonly Effect[] {
  if (lot === undefined) return [];
  const effects: Effect[] = [];
  if (outcome.verdict === 'fail') {
    const title = '出厂检验不合格，批次已隔离';
    effects.push(
      { do: 'lot', event: { kind: 'blocked', lots: [lot] } },
      { do: 'notify', to: { post: 'principal', of: 'actor' }, title },
    );
  }
  if (retestOf !== undefined) {
    effects.push({ do: 'lot', event: { kind: 'unblocked', lots: [lot], of: retestOf } });
  }
  return effects;
}
