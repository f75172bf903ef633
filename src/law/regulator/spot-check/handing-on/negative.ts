import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';

/**
 * What a check found against an enterprise is shown by a proceeding of its own, which outlives the check: months later the
 * enterprise may ask there that it ends (Order 107, 10).
 */
export function showNegative(
  facts: ProceedingFacts,
  source: 'result' | 'announcement',
  number: string,
  text: string,
): Effect {
  const name = facts.value('assign', 'productName');
  return {
    do: 'open',
    procedure: 'check-publicity',
    act: 'publish',
    input: {
      matter: `${typeof name === 'string' ? name : '产品'}监督抽查不合格`.slice(-200),
      number,
      source,
      text,
      fromCheck: true,
    },
  };
}
