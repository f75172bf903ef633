import type { PlainDate } from '../calendar/plain-date.ts';
import { epochMs } from '../calendar/plain-date.ts';
import { statesFrom, statesTo } from '../check/reach.ts';
import { admit } from '../decide.ts';
import type { Admitted, Question } from '../decide.ts';
import type { Act, Procedure } from '../definition.ts';
import type { RunningDeadline } from '../due.ts';
import { paperName } from '../paper/name.ts';
import { behalfOfRole } from './behalf.ts';
import { isHolder, ownerOf } from './reserved.ts';

/** What is asked: a proceeding, a person and a moment. */
export type Standing = Omit<Question, 'act'>;

/** An act that the person may do now; its form and its condition are judged when it is submitted. */
export interface OfferedAct {
  readonly act: string;
  readonly title: string;
  readonly role: string;
  /** The official paper that it produces; joined, where its name goes by a choice in the form. */
  readonly document?: string;
  /** Set where it meets a duty whose deadline has passed. */
  readonly late?: true;
  /** Last day of the duty that it meets, the earliest where it meets several. */
  readonly due?: PlainDate;
  /** Set on the one whose clock runs out first. */
  readonly urgent?: true;
  /** Title of the role for which the person would only record it. */
  readonly onBehalfOf?: string;
}

/** An act that the person may do later, and why not yet. */
export interface UpcomingAct {
  readonly act: string;
  readonly title: string;
  /** The Chinese sentence of the refusal that doing it now would get. */
  readonly sentence: string;
}

/**
 * Lists what a person can do now in a proceeding, for buttons; decided by the same rules as the act itself. What meets
 * the duty that falls due first stands first; of those alike, what carries the case on stands before what ends it.
 */
export function offeredActs(standing: Standing): OfferedAct[] {
  const { procedure } = standing;
  const pressing = Object.keys(procedure.acts).flatMap((id) => {
    const admitted = admit({ ...standing, act: id });
    if (!admitted.ok) return [];
    return [{ id, admitted, clock: firstClock(id, admitted, standing) }];
  });
  const untilOf = (clock: RunningDeadline | undefined) =>
    clock === undefined ? Number.POSITIVE_INFINITY : epochMs(clock.due.until);
  const endsCase = ({ act }: Admitted) =>
    Number(statesTo(act, procedure.acts).some((to) => procedure.states[to]?.final === true));
  const sorted = pressing.toSorted((one, other) => {
    const [mine, its] = [untilOf(one.clock), untilOf(other.clock)];
    return mine === its ? endsCase(one.admitted) - endsCase(other.admitted) : mine - its;
  });
  return sorted.map(({ id, admitted, clock }, at) => ({
    ...offerOf(id, admitted, procedure),
    ...(clock === undefined ? {} : { due: clock.due.day }),
    ...(at === 0 && clock !== undefined ? { urgent: true as const } : {}),
  }));
}

function offerOf(id: string, { act, role, late }: Admitted, procedure: Procedure): OfferedAct {
  const { title, document } = act;
  const onBehalfOf = behalfOfRole(procedure, act, role);
  return {
    act: id,
    title,
    role,
    ...(document === undefined ? {} : { document: paperName(document, {}) }),
    ...(late ? { late: true as const } : {}),
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
  };
}

/**
 * The duty that an act would meet for this person, the one that falls due first. A clock presses its owner and nobody
 * else, though others may end it too (a complaint that is withdrawn), and none while it stands still.
 */
function firstClock(
  id: string,
  { act, role, clocks }: Admitted,
  { procedure, actor, snapshot }: Standing,
): RunningDeadline | undefined {
  if (!isOwn(act, role)) return undefined;
  const seatOf = (one: string | undefined) => procedure.roles[one ?? '']?.sameAs ?? one;
  return clocks
    .filter(
      ({ id: clock, nature, status, holder }) =>
        nature === 'duty' &&
        (status === 'running' || status === 'overdue') &&
        procedure.deadlines[clock]?.ends.includes(id) === true &&
        seatOf(ownerOf(procedure, clock, snapshot)) === seatOf(role) &&
        (holder === undefined || isHolder(holder, actor)),
    )
    .toSorted((one, other) => epochMs(one.due.until) - epochMs(other.due.until))[0];
}

/** Whether a role does an act because it has to, and not as it likes or for somebody else. */
function isOwn({ optional, onBehalfOf = '' }: Act, role: string): boolean {
  return optional !== true && (onBehalfOf === '' || onBehalfOf === role);
}

/** Titles of the acts by which a role could meet a clock in a state; what an item of a to-do list names. */
export function meetingActs(
  procedure: Procedure,
  state: string,
  deadline: string,
  role: string,
): string[] {
  const ends = procedure.deadlines[deadline]?.ends ?? [];
  return Object.entries(procedure.acts)
    .filter(([id, act]) => ends.includes(id) && act.by.includes(role) && isOwn(act, role))
    .filter(([, act]) => statesFrom(act).includes(state))
    .map(([, act]) => act.title);
}

/** Lists what a person could do in this state if its time had come, or what it waits for were there. */
export function upcomingActs(standing: Standing): UpcomingAct[] {
  return Object.entries(standing.procedure.acts).flatMap(([act, { title }]) => {
    const answer = admit({ ...standing, act });
    return !answer.ok && (answer.later ?? answer.code === 'too-early')
      ? { act, title, sentence: answer.sentence }
      : [];
  });
}
