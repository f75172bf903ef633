import { epochMs } from '#kernel/calendar/plain-date.ts';
import { time } from '#kernel/decide.ts';
import { deadlinesOf } from '#kernel/due.ts';
import type { Audit } from './difference.ts';
import type { Replay } from './expected-proceeding.ts';

/**
 * Checks what time and the platform did: every act that is nobody's is one that the procedure gives to them, every such
 * act is nobody's, and where it is time's its clock had run out when it was entered.
 */
export function untimely(
  { law }: Pick<Audit, 'law'>,
  { procedure, acts }: Pick<Replay, 'procedure' | 'acts'>,
): { readonly zh: string; readonly en: string } | undefined {
  for (const [index, act] of acts.entries()) {
    const { byTime: clock, byEffect = false } = procedure.acts[act.act] ?? {};
    const isNobodys = act.by.account === time.account;
    if (isNobodys !== (clock !== undefined || byEffect)) {
      return isNobodys
        ? { zh: `的“${act.act}”无人署名`, en: `has ${act.act} signed by nobody` }
        : { zh: `的“${act.act}”不应由人署名`, en: `has ${act.act} signed by somebody` };
    }
    if (clock === undefined) continue;
    const run = deadlinesOf(procedure, acts.slice(0, index), law.calendar, act.at);
    const due = run.find(({ id }) => id === clock)?.due;
    if (due === undefined || epochMs(due.until) > epochMs(act.at)) {
      return { zh: `的“${act.act}”早于期限届满`, en: `has ${act.act} before its time` };
    }
  }
  return undefined;
}
