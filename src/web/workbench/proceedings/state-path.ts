import type { Procedure } from '#kernel/definition.ts';
import { targetsIn } from '#kernel/check/reach.ts';
import { stateBefore, statesAlong } from '#kernel/replay.ts';
import type { ProceedingDetail } from '#server/proceedings/present.ts';

/** One station on the way of a proceeding. */
export interface Station {
  readonly state: string;
  readonly title: string;
  readonly when: 'past' | 'now' | 'next';
}

type Way = Pick<ProceedingDetail, 'timeline' | 'state' | 'final'>;

/**
 * The states through which a proceeding went, the one in which it stands, and those that an act can lead to from
 * there. A state that was passed twice stands where it was last.
 */
export function stationsOf(procedure: Procedure, { timeline, state, final }: Way): Station[] {
  const title = (id: string) => procedure.states[id]?.title ?? id;
  const passed = statesAlong(procedure, timeline).flatMap((reached) =>
    reached === undefined || reached === state ? [] : [reached],
  );
  const past = passed.filter((id, index) => passed.lastIndexOf(id) === index);
  const next = final
    ? []
    : following(procedure, { timeline, state }).filter((id) => !past.includes(id));
  const station = (when: Station['when']) => (id: string) => ({
    state: id,
    title: title(id),
    when,
  });
  return [...past.map(station('past')), station('now')(state), ...next.map(station('next'))];
}

/** States that one act can lead to from a state, in the order of the acts. */
function following(procedure: Procedure, { timeline, state }: Omit<Way, 'final'>): string[] {
  const targets = Object.values(procedure.acts)
    .filter(({ from }) => from !== undefined && [from].flat().includes(state))
    .flatMap(({ to }) => targetsIn(to))
    .map((to) => (typeof to === 'string' ? to : stateBefore(procedure, timeline, to.before)))
    .filter((id) => id !== undefined);
  return [...new Set(targets)].filter((id) => id !== state);
}
