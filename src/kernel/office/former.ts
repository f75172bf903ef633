import { isHolder } from '../derive/reserved.ts';
import type { Procedure } from '../definition.ts';
import type { ActorFacts, PastAct } from '../facts.ts';

/** Roles in which whoever was replaced in another one goes on sitting. */
export function formerRoles({ roles }: Pick<Procedure, 'roles'>): readonly string[] {
  return Object.values(roles).flatMap(({ formerly }) => formerly ?? []);
}

/**
 * What was done in a proceeding after somebody's seat went to another: a former holder goes on reading what it had, its
 * own acts with it, and not what came of the matter elsewhere.
 * @param roles all that the reader fills here.
 * @returns ids of the entries; none where the reader sits in any role that is not a former one, or in none at all.
 */
export function doneAfterLeaving(
  procedure: Procedure,
  history: readonly PastAct[],
  roles: readonly string[],
  reader: ActorFacts,
): ReadonlySet<string> {
  const former = formerRoles(procedure);
  if (roles.length === 0 || !roles.every((role) => former.includes(role))) return new Set();
  const left = Object.entries(procedure.roles)
    .filter(([, { formerly = '' }]) => roles.includes(formerly))
    .map(([role]) => leftAt(role, procedure, history, reader));
  return new Set(history.slice(Math.max(0, ...left)).map(({ entry }) => entry));
}

/** The place of the act that seated another one in a role after the reader's latest time in it. */
function leftAt(
  role: string,
  { acts }: Procedure,
  history: readonly PastAct[],
  reader: ActorFacts,
): number {
  const fillings = history.flatMap((past, at) => {
    const field = acts[past.act]?.seats?.[role];
    if (field === undefined) return [];
    const picked = [past.input[field]].flat().filter((id) => typeof id === 'string');
    const isOwn = picked.some((id) => isHolder({ role, organisation: id }, reader));
    return picked.length === 0 ? [] : [{ at, isOwn }];
  });
  const own = fillings.findLastIndex(({ isOwn }) => isOwn);
  // Who was seated by the effect that opened the case left at the first filling.
  return fillings[own + 1]?.at ?? history.length;
}
