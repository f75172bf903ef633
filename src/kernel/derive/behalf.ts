import type { Act, Procedure } from '../definition.ts';
import type { PastAct, Seat } from '../facts.ts';
import { isHolder } from './reserved.ts';

/**
 * For whom a role would record an act, as a Chinese title.
 * @returns undefined where it is the role's own act.
 */
export function behalfOfRole(procedure: Procedure, act: Act, role: string): string | undefined {
  const { onBehalfOf } = act;
  if (onBehalfOf === undefined || onBehalfOf === role) return undefined;
  return procedure.roles[onBehalfOf]?.title ?? onBehalfOf;
}

/**
 * For whom an act of the past was recorded by somebody else.
 * @param seats who fills the roles; whoever acted in a role fills it.
 */
export function behalfOfPast(
  procedure: Procedure,
  { act: id, by }: Pick<PastAct, 'act' | 'by'>,
  seats: readonly Seat[],
): string | undefined {
  const act = procedure.acts[id];
  const own = act?.onBehalfOf;
  if (act === undefined || own === undefined) return undefined;
  const seat = procedure.roles[own]?.sameAs ?? own;
  const isOwn = seats.some((one) => one.role === seat && isHolder(one, by));
  return isOwn ? undefined : (procedure.roles[own]?.title ?? own);
}
