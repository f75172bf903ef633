import type { z } from 'zod';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import type { findingForm, postponeForm, verifyForm } from './forms.ts';

/** A finding lies in the past, and a measure that was taken is described. */
export function checkFinding(facts: ProceedingFacts, input: z.output<typeof findingForm>) {
  if (input.foundOn > facts.today) return '发现日期不能晚于今天。';
  return input.containment === 'taken' && input.immediateMeasure === undefined
    ? '已采取即时措施的，请写明采取了什么措施。'
    : undefined;
}

/** A postponement moves the planned day back, never forward. */
export function checkPostponement(facts: ProceedingFacts, input: z.output<typeof postponeForm>) {
  if (input.dueOn < facts.today) return '延长后的完成日期不能早于今天。';
  const planned = plannedDay(facts);
  return planned !== undefined && input.dueOn <= planned
    ? `延长后的完成日期应当晚于原定的${planned}。`
    : undefined;
}

/** What did not pass gets a new day. */
export function checkVerification(facts: ProceedingFacts, input: z.output<typeof verifyForm>) {
  if (input.result === 'pass') return undefined;
  return input.dueOn === undefined || input.dueOn < facts.today
    ? '验收不通过的，请填写重新整改的完成日期，且不得早于今天。'
    : undefined;
}

/** An enterprise cannot rule out what a regulator found. */
export function checkRulingOut(facts: PastFacts): string | undefined {
  return isFromRegulator(facts) ? '监管部门提出的问题不能由企业自行排除。' : undefined;
}

/** Tells the director, or the principal where nobody is director (Orders 75 and 76, article 10). */
export function tellDirector(facts: ProceedingFacts, title: string): Effect {
  const filled = facts.subject?.filledPosts ?? [];
  const post = filled.includes('quality-safety-director') ? 'quality-safety-director' : 'principal';
  return { do: 'notify', to: { post, of: 'subject' }, title };
}

function isFromRegulator(facts: PastFacts): boolean {
  const finder = facts.last('find')?.by.organisation;
  return finder !== undefined && finder !== facts.subject?.id;
}

/** The planned day as it stands: the plan's, a postponement's or a failed verification's, whichever came last. */
function plannedDay(facts: ProceedingFacts): PlainDate | undefined {
  const setting = facts.history.findLast(
    ({ act, input }) =>
      ['plan', 'postpone', 'verify'].includes(act) && typeof input.dueOn === 'string',
  );
  return setting?.input.dueOn as PlainDate | undefined;
}
