import type { Act, Back, Procedure, Target } from '../definition.ts';

/** States in which an act may be done; empty where it opens the proceeding. */
export function statesFrom(act: Act): readonly string[] {
  return act.from === undefined ? [] : ([act.from].flat() as readonly string[]);
}

/** States to which an act may lead; empty where the state stays. */
export function statesTo({ to }: Act, acts: Procedure['acts']): readonly string[] {
  return [...new Set(targetsIn(to).flatMap((target) => statesOf(target, acts)))];
}

/** States that a target stands for: those from which the act can be done before which it leads back. */
export function statesOf(target: string | Back, acts: Procedure['acts']): readonly string[] {
  if (typeof target === 'string') return [target];
  const earlier = acts[target.before];
  return earlier === undefined ? [] : statesFrom(earlier);
}

/** What a target may come to, whatever is chosen. */
export function targetsIn(to: Target | undefined): readonly (string | Back)[] {
  if (to === undefined) return [];
  return typeof to === 'string' || 'before' in to ? [to] : Object.values(to.cases);
}

/** The states that some course of these acts leads to from an opening. */
export function reachedBy(acts: Procedure['acts']): ReadonlySet<string> {
  const openings = Object.values(acts).filter((act) => act.from === undefined);
  return reachedFrom(
    openings.flatMap((act) => statesTo(act, acts)),
    acts,
  );
}

/** The states that some course of these acts leads to from some others, themselves included. */
export function reachedFrom(states: readonly string[], acts: Procedure['acts']): Set<string> {
  const reached = new Set(states);
  for (let before = -1; before !== reached.size;) {
    before = reached.size;
    for (const act of Object.values(acts)) {
      if (!statesFrom(act).some((state) => reached.has(state))) continue;
      for (const state of statesTo(act, acts)) reached.add(state);
    }
  }
  return reached;
}
