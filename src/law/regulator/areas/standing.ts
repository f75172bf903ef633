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

/** Whether a regime is one in force that the actor's own office has over the subject. */
export function isOwnRegime(facts: Known, id: string): boolean {
  return ownRegimes(facts).some((one) => one.id === id && one.state === 'watched');
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

/** A visit to the subject that the actor's own office registered; the procedure that asks must read `inspection-visit`. */
export function ownVisit({ related, actor }: Known, id: string): RelatedProceeding | undefined {
  const visit = related.find((one) => one.procedure === 'inspection-visit' && one.id === id);
  return visit?.openedBy === actor.organisation ? visit : undefined;
}

/** Whether somebody came and wrote up what he saw. */
export function isWrittenUp({ state }: RelatedProceeding): boolean {
  return writtenUp.includes(state);
}

/** The day for which a visit was planned. */
export function plannedDayOf({ opening, openedAt }: RelatedProceeding): PlainDate {
  const planned = opening['plannedOn'];
  return typeof planned === 'string' ? planned : dayOf(openedAt);
}
