import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { asOf } from '#law/enterprise/inspection/guards.ts';
import type { PlanInput } from '#law/enterprise/inspection/guards.ts';
import { standingOf } from '#law/enterprise/inspection/history.ts';
import { drawingFor } from '#law/enterprise/inspection/outcome.ts';
import type { Context, SignedIn } from '../context.ts';
import { bookFacts } from '../reading/book-facts.ts';
import type { Preview, StandingPlan } from './present.ts';

/** Which lot is going to be inspected. */
export interface Question {
  readonly book: string;
  readonly plan: string;
  readonly lotSize: number;
  readonly supplier?: string | undefined;
  /** The record that is to be corrected: the lot is then drawn as it was when that one was made. */
  readonly corrects?: string | undefined;
}

const noPlan = refuse('not-found', '没有找到这份检验方案，请刷新后重新选择。');

/** Says how a lot is to be inspected, from the same records and rules that its record will be judged by. */
export async function preview(
  context: Context,
  who: SignedIn,
  { book: bookId, plan: entry, lotSize, supplier, corrects }: Question,
): Promise<Preview | Refusal> {
  const organisation = who.actor.organisation;
  const book = context.law.book(bookId, dayOf(context.now()));
  if (organisation === undefined || book === undefined) return noPlan;
  return context.database.as(who.scope, async (tx) => {
    const plans = await bookFacts(tx, context, who, book, organisation, { input: { plan: entry } });
    const record = plans?.facts.records('inspection-plan').find((one) => one.entry === entry);
    if (record === undefined) return noPlan;
    const plan = { ...(record.input as unknown as Omit<StandingPlan, 'entry'>), entry };
    if (plan.sampling !== 'aql' || plan.scheme === undefined) return drawn(plan, lotSize, 'normal');
    const input = {
      plan: entry,
      productName: plan.productName,
      ...(supplier === undefined ? {} : { supplier }),
    };
    const loaded = await bookFacts(tx, context, who, book, organisation, {
      input,
      corrects,
    });
    if (loaded === undefined) return noPlan;
    const { facts } = loaded;
    const decisions = asOf(facts, facts.records('sampling-decision'));
    const standing = standingOf(
      { productName: plan.productName, supplier, scheme: plan.scheme },
      asOf(facts, facts.records(bookId)),
      decisions.filter((one) => one.input['book'] === bookId),
    );
    const { severity, score, mayReduce, acceptedInRow, refused } = standing;
    const said = { severity, score, mayReduce, acceptedInRow, refused };
    if (severity === 'discontinued') {
      return { plan, standing: said, stages: [], isFull: false, isDisputed: false };
    }
    const answer = drawn(plan, lotSize, severity);
    return 'code' in answer ? answer : { ...answer, standing: said };
  });
}

function drawn(
  plan: StandingPlan,
  lotSize: number,
  severity: Parameters<typeof drawingFor>[2],
): Preview | Refusal {
  const drawing = drawingFor(plan satisfies PlanInput, lotSize, severity);
  if (typeof drawing === 'string') return refuse('condition-unmet', drawing);
  const { stages, plan: found } = drawing;
  return {
    plan,
    stages,
    isFull: found?.isFull ?? plan.sampling !== 'fixed',
    isDisputed: found?.isDisputed ?? false,
    ...(found === undefined ? {} : { letter: found.letter, planLetter: found.planLetter }),
  };
}
