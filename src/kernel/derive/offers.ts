import type { PlainDate } from '../calendar/plain-date.ts';
import { admit } from '../decide.ts';
import type { Question } from '../decide.ts';
import type { Procedure } from '../definition.ts';
import type { RunningDeadline } from '../due.ts';

/** What is asked: a proceeding, a person and a moment. */
export type Standing = Omit<Question, 'act'>;

/** An act that the person may do now; its form and its condition are judged when it is submitted. */
export interface OfferedAct {
  readonly act: string;
  readonly title: string;
  readonly role: string;
  /** The official paper that it produces. */
  readonly document?: string;
  /** Set where it meets a duty whose deadline has passed. */
  readonly late?: true;
  /** The Chinese title of the role for which it would only be written down. */
  readonly behalf?: string;
  /** Last day of the duty that it meets; absent where no running clock waits for it. */
  readonly due?: PlainDate;
}

/** An act that the person may do later, and why not yet. */
export interface UpcomingAct {
  readonly act: string;
  readonly title: string;
  /** The Chinese sentence of the refusal that doing it now would get. */
  readonly sentence: string;
}

/**
 * Lists what a person can do now in a proceeding, for buttons; decided by the same rules as the act itself. What a
 * running duty waits for comes first, the earliest due before the others; then what carries the case on, and last what
 * ends it or only may be done.
 * @param clocks those that have started.
 */
export function offeredActs(
  standing: Standing,
  clocks: readonly Pick<RunningDeadline, 'id' | 'nature' | 'status' | 'due'>[] = [],
): OfferedAct[] {
  const { procedure } = standing;
  const admitted = Object.keys(procedure.acts).flatMap((act) => {
    const answer = admit({ ...standing, act });
    return answer.ok ? [{ ...answer, id: act }] : [];
  });
  const possible = new Set(admitted.map(({ id }) => id));
  const offers = admitted.map(({ id, act, role, late }): OfferedAct => {
    const { title, document, whose } = act;
    const due = dueOf(procedure, id, possible, clocks);
    return {
      act: id,
      title,
      role,
      ...(document === undefined ? {} : { document }),
      ...(late ? { late: true as const } : {}),
      ...(whose === undefined || whose === role
        ? {}
        : { behalf: procedure.roles[whose]?.title ?? whose }),
      ...(due === undefined ? {} : { due }),
    };
  });
  return offers.toSorted((one, other) => {
    const days = [one.due ?? never, other.due ?? never] as const;
    if (days[0] !== days[1]) return days[0] < days[1] ? -1 : 1;
    return rankOf(procedure, one.act) - rankOf(procedure, other.act);
  });
}

const never = '9999-12-31';

/**
 * The earliest last day among the running duties that an act meets. As long as the first way to meet a duty is not open
 * yet, the others are exceptions and not what is waited for.
 */
function dueOf(
  procedure: Procedure,
  act: string,
  possible: ReadonlySet<string>,
  clocks: Parameters<typeof offeredActs>[1] = [],
): PlainDate | undefined {
  const waiting = clocks.filter(({ id, nature, status }) => {
    if (nature !== 'duty' || (status !== 'running' && status !== 'overdue')) return false;
    const ends = procedure.deadlines[id]?.ends ?? [];
    return ends.includes(act) && possible.has(ends[0] ?? '');
  });
  return waiting.map(({ due }) => due.day).toSorted((a, b) => (a < b ? -1 : 1))[0];
}

/** 0 carries the case on, 1 may be done and need not, 2 ends it. */
function rankOf({ acts, states }: Procedure, id: string): number {
  const act = acts[id];
  if (typeof act?.to === 'string' && states[act.to]?.final === true) return 2;
  return act?.optional === true ? 1 : 0;
}

/** Lists what a person could do in this state if its time had come. */
export function upcomingActs(standing: Standing): UpcomingAct[] {
  return Object.entries(standing.procedure.acts).flatMap(([act, { title }]) => {
    const answer = admit({ ...standing, act });
    return !answer.ok && answer.code === 'too-early'
      ? { act, title, sentence: answer.sentence }
      : [];
  });
}
