import type { Act, Procedure } from '../definition.ts';
import type { ActorFacts, Seat } from '../facts.ts';
import type { Snapshot } from '../replay.ts';

/** What decides for whom an act is reserved. */
type Past = Pick<Snapshot, 'seats' | 'history'>;

/** Roles that may do an act in this proceeding: those that it names, or the one for which it is reserved. */
export function rolesOf({ by, reserved }: Act, { seats, history }: Past): readonly string[] {
  if (reserved === undefined) return by;
  const did = history.findLast((past) => past.act === reserved.whereDid);
  const isReserved =
    did !== undefined && seats.some((seat) => seat.role === reserved.to && isHolder(seat, did.by));
  return isReserved ? [reserved.to] : by;
}

/**
 * The role that has to meet a clock: its owner, unless what the owner would do is reserved for another role here.
 * @returns undefined for a clock that the procedure does not have.
 */
export function ownerOf(procedure: Procedure, deadline: string, past: Past): string | undefined {
  const clock = procedure.deadlines[deadline];
  if (clock === undefined) return undefined;
  const own = clock.ends
    .map((id) => procedure.acts[id])
    .filter((act) => act !== undefined)
    .filter((act) => act.by.includes(clock.owner));
  const isFree = own.some((act) => rolesOf(act, past).includes(clock.owner));
  const [first] = own;
  if (first === undefined || isFree) return clock.owner;
  return rolesOf(first, past)[0] ?? clock.owner;
}

/** Whether a person acts for whoever fills a seat; a citizen's seat is an account. */
export function isHolder(seat: Seat, actor: ActorFacts): boolean {
  return seat.organisation === undefined
    ? seat.account === actor.account
    : seat.organisation === actor.organisation;
}
