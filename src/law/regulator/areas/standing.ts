import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { ProceedingFacts, RelatedProceeding } from '#kernel/facts.ts';

type Known = Pick<ProceedingFacts, 'related' | 'actor'>;

/** Regimes of the actor's own office over the subject; the procedure that asks must read `intensified-supervision`. */
function ownRegimes({ related, actor }: Known): readonly RelatedProceeding[] {
  return related.filter(
    ({ procedure, openedBy }) =>
      procedure === 'intensified-supervision' && openedBy === actor.organisation,
  );
}

/** Whether the actor's own office has the subject under intensified supervision. */
export function isWatchedByOwn(facts: Known): boolean {
  return ownRegimes(facts).some(({ state }) => state === 'watched');
}

/** The regime that the actor's own office has over the subject, or thinks of, about one of these product classes. */
export function regimeAbout(
  facts: Known,
  classes: readonly string[],
): RelatedProceeding | undefined {
  return ownRegimes(facts).find(
    ({ state, opening }) =>
      ['proposed', 'watched'].includes(state) &&
      [opening['classes'] ?? []].flat().some((id) => classes.some((one) => one === id)),
  );
}

const writtenUp = ['recorded', 'confirmed', 'published', 'archived', 'closed'];

/**
 * How many visits to the subject the actor's own office has registered and written up that were planned between two days;
 * the procedure that asks must read `inspection-visit`.
 */
export function visitsWrittenUp({ related, actor }: Known, from: PlainDate, to: PlainDate): number {
  return related.filter(({ procedure, state, openedBy, openedAt, opening }) => {
    const planned = opening['plannedOn'];
    const day = typeof planned === 'string' ? planned : dayOf(openedAt);
    const isOwn = procedure === 'inspection-visit' && openedBy === actor.organisation;
    return isOwn && writtenUp.includes(state) && from <= day && day <= to;
  }).length;
}
