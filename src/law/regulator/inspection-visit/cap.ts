import type { ProceedingFacts } from '#kernel/facts.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Json } from '#kernel/json.ts';
import { isOnTheList } from '../dishonesty-listing/standing.ts';

/** Why an enterprise is visited; only what the authority chooses by itself counts against the cap. */
export const visitKinds = {
  random: '“双随机”抽查',
  routine: '日常检查',
  clue: '投诉举报、线索核查',
  'follow-up': '整改复查',
  special: '专项检查',
  intensified: '重点监管检查',
} as const;
/** One kind of visit. */
export type VisitKind = keyof typeof visitKinds;

/** Visits of these kinds are counted. */
export const cappedKinds: readonly VisitKind[] = ['random', 'routine', 'special'];

/** Policy: how often one authority may visit one enterprise in a calendar year; the province has not set a number. */
export const yearlyCap = 2;
/** Policy: the same for whoever stands on the list; the order asks for a higher frequency and names none. */
export const listedCap = 4;
/** Said where a visit is refused for it. */
export const capPolicy = `国务院办公厅要求公布同一部门对同一企业的年度检查频次上限，数量未统一规定，平台定为每年${yearlyCap}次，线索核查、整改复查和按决定的频次进行的重点监管检查不计；列入严重违法失信名单的提高到${listedCap}次。`;

/** How often the actor's authority may visit the subject in a year by its own choice (order-44/15). */
export function capFor(facts: Pick<ProceedingFacts, 'related'>): number {
  return isOnTheList(facts) ? listedCap : yearlyCap;
}

/** Counted visits of the actor's authority to the subject in the year of a day. */
export function visitsInYear(
  { related, actor }: Pick<ProceedingFacts, 'related' | 'actor'>,
  day: string,
): number {
  return visitsByAuthority(related, day).get(actor.organisation) ?? 0;
}

/** Counted visits to the subject in the year of a day, by the organisation that registered them. */
export function visitsByAuthority(
  related: ProceedingFacts['related'],
  day: string,
): ReadonlyMap<string | undefined, number> {
  const counted = related.filter(
    ({ procedure, openedAt, state, opening }) =>
      procedure === 'inspection-visit' &&
      !['rejected', 'cancelled'].includes(state) &&
      cappedKinds.includes(opening['kind'] as VisitKind) &&
      yearOf(opening['plannedOn'], openedAt) === day.slice(0, 4),
  );
  const byAuthority = Map.groupBy(counted, ({ openedBy }) => openedBy);
  return new Map([...byAuthority].map(([id, visits]) => [id, visits.length]));
}

function yearOf(planned: Json | undefined, openedAt: Instant): string {
  return (typeof planned === 'string' ? planned : dayOf(openedAt)).slice(0, 4);
}
