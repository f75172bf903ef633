import type { Act, Procedure, Role } from '../definition.ts';
import type { RunningDeadline } from '../due.ts';
import type { Snapshot } from '../replay.ts';
import { statesFrom, statesTo } from '../check/reach.ts';
import { ownerOf, rolesOf } from './reserved.ts';

/** A role for which a proceeding waits although no clock runs for it, and what it would do. */
export interface Awaited {
  readonly role: string;
  /** Acts that would lead on, in the order of the definition. */
  readonly acts: readonly string[];
}

/** What of a clock decides whether it already asks somebody to move on. */
export type RunningClock = Pick<RunningDeadline, 'id' | 'nature' | 'status'>;

/**
 * Says for whom a proceeding waits where no clock says it: every state that is not final must be in somebody's list.
 * As long as an unmet duty asks somebody, who is there, for an act that leads on, nobody else is awaited; nor where time
 * itself leads on, or the state is a lasting one.
 * @param clocks all that have started; what is met is left out of account.
 */
export function awaitedRoles(
  procedure: Procedure,
  snapshot: Snapshot,
  clocks: readonly RunningClock[],
): Awaited[] {
  const { state } = snapshot;
  const standing = state === undefined ? undefined : procedure.states[state];
  if (state === undefined || standing?.final === true || standing?.rests === true) return [];
  const onward = Object.entries(procedure.acts).filter(([, act]) => leadsOn(act, state, procedure));
  if (onward.some(([, act]) => act.byTime !== undefined)) return [];
  const isAsked = clocks.some((clock) => {
    if (clock.nature !== 'duty' || clock.status === 'met' || clock.status === 'met-late')
      return false;
    const owner = ownerOf(procedure, clock.id, snapshot);
    if (owner === undefined || !isThere(owner, procedure, snapshot)) return false;
    const ends = procedure.deadlines[clock.id]?.ends ?? [];
    return onward.some(([id, act]) => ends.includes(id) && rolesOf(act, snapshot).includes(owner));
  });
  if (isAsked) return [];
  const awaited = new Map<string, string[]>();
  for (const [id, act] of onward) {
    const role = rolesOf(act, snapshot).find((one) => isThere(one, procedure, snapshot));
    if (role === undefined) continue;
    awaited.set(role, [...(awaited.get(role) ?? []), id]);
  }
  return [...awaited].map(([role, acts]) => ({ role, acts }));
}

/** The acts by which a role could lead a proceeding on from a state; what an item of a to-do list names. */
export function onwardActs(procedure: Procedure, state: string, role: string): string[] {
  return Object.entries(procedure.acts)
    .filter(([, act]) => leadsOn(act, state, procedure) && act.by.includes(role))
    .map(([id]) => id);
}

/** Whether an act takes the proceeding out of a state, and is neither a mere possibility nor a right. */
function leadsOn(act: Act, state: string, procedure: Procedure): boolean {
  if (act.optional || !statesFrom(act).includes(state)) return false;
  if (act.within !== undefined && procedure.deadlines[act.within]?.nature === 'right') return false;
  return statesTo(act, procedure.acts).some((to) => to !== state);
}

/** Whether somebody is known who could act in a role: a seat that is named only later holds nobody yet. */
function isThere(id: string, procedure: Procedure, { seats }: Snapshot): boolean {
  const role: Role | undefined = procedure.roles[id];
  const seat = role?.sameAs ?? id;
  if (role === undefined) return false;
  if (seats.some((one) => one.role === seat)) return true;
  return role.sameAs === undefined && role.fills === 'competent';
}
