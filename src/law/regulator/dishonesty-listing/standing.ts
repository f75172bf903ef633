import type { ProceedingFacts } from '#kernel/facts.ts';

/** States of a listing in which somebody stands on the list and its measures hold (order-44/15). */
const standing = ['listed', 'published', 'applied', 'incomplete', 'checking', 'removing'];

/** Whether the subject stands on the list; the procedure that asks must read `dishonesty-listing`. */
export function isOnTheList({ related }: Pick<ProceedingFacts, 'related'>): boolean {
  return related.some(
    ({ procedure, state }) => procedure === 'dishonesty-listing' && standing.includes(state),
  );
}
