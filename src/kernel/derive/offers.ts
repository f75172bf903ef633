import { admit } from '../decide.ts';
import type { Question } from '../decide.ts';

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
}

/** An act that the person may do later, and why not yet. */
export interface UpcomingAct {
  readonly act: string;
  readonly title: string;
  /** The Chinese sentence of the refusal that doing it now would get. */
  readonly sentence: string;
}

/** Lists what a person can do now in a proceeding, for buttons; decided by the same rules as the act itself. */
export function offeredActs(standing: Standing): OfferedAct[] {
  return Object.keys(standing.procedure.acts).flatMap((act) => {
    const admitted = admit({ ...standing, act });
    if (!admitted.ok) return [];
    const { title, document } = admitted.act;
    return {
      act,
      title,
      role: admitted.role,
      ...(document === undefined ? {} : { document }),
      ...(admitted.late ? { late: true as const } : {}),
    };
  });
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
