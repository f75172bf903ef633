import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { challengeFor } from '#kernel/derive/challenge.ts';
import type { RiskLine, RiskList, Today } from './today.ts';

/** What was found at one line of the list. */
export type Result = 'normal' | 'finding' | 'not-applicable';

/** The answer to one line; photos by the SHA-256 of their content. */
export interface Answer {
  readonly result?: Result;
  readonly measured?: string;
  readonly note?: string;
  readonly immediateMeasure?: string;
  readonly photos: readonly string[];
}

/** The line that must be photographed on the spot, and by which tree head it was drawn. */
export interface Challenge {
  readonly size: number;
  readonly item: string;
  readonly photo?: string;
}

/** Why the server sent a record back. */
export interface Refused {
  readonly code: string;
  readonly detail: string;
  readonly issues: readonly { readonly path: string; readonly sentence: string }[];
  readonly basis: readonly { readonly title: string }[];
}

/** A day's record while it is being filled in; one per person and day. */
export interface Draft {
  /** Id of the entry to be: made when the draft is, so that two windows can't hand in two records. */
  readonly id: string;
  readonly account: string;
  readonly organisation: string;
  readonly day: PlainDate;
  readonly form: string;
  readonly list?: RiskList;
  readonly dayType: 'production' | 'idle';
  readonly idleReason: string;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly challenge?: Challenge;
  readonly remark: string;
  /** Why it is late or corrects an earlier record. */
  readonly reason: string;
  /** Entry that it corrects. */
  readonly corrects?: string;
  readonly refused?: Refused;
}

/** What a new draft starts from. */
export interface Start {
  readonly id: string;
  readonly account: string;
  readonly today: Today;
  readonly day: PlainDate;
  /** The version of the list that was valid on the day. */
  readonly list: RiskList | undefined;
}

/** An empty record for a day: nothing is answered before somebody answers it. */
export function newDraft({ id, account, today, day, list }: Start): Draft {
  const draft: Draft = {
    id,
    account,
    organisation: today.organisation.id,
    day,
    form: today.duty.form,
    dayType: 'production',
    idleReason: '',
    answers: {},
    remark: '',
    reason: '',
    ...(list === undefined ? {} : { list }),
  };
  return drawChallenge(draft, today);
}

/** Draws the line to be photographed from the latest tree head; a photo of the same line by the same draw is kept. */
export function drawChallenge(draft: Draft, { checkpoint }: Pick<Today, 'checkpoint'>): Draft {
  const { challenge: before, ...rest } = draft;
  const codes = linesOf(draft).flatMap((line) => (line.extra ? [] : [line.code]));
  if (checkpoint === undefined) return rest;
  const item = challengeFor(checkpoint.root, draft.organisation, draft.day, codes);
  if (item === undefined) return rest;
  const kept = before?.item === item && before.photo !== undefined ? { photo: before.photo } : {};
  return { ...rest, challenge: { size: checkpoint.size, item, ...kept } };
}

/** Lines of the list that the draft answers. */
export function linesOf({ list }: Draft): readonly RiskLine[] {
  return list?.items ?? [];
}

/** Lines that the record is made of: a weekly or monthly one only where it was checked. */
export function linesSent(draft: Draft): readonly RiskLine[] {
  return linesOf(draft).filter(
    ({ code, due }) => due === undefined || answerTo(draft, code).result !== undefined,
  );
}

/** The answer to a line; without a result where nothing was said yet. */
export function answerTo(draft: Draft, code: string): Answer {
  return draft.answers[code] ?? { photos: [] };
}

/** Gives a line another answer. */
export function withAnswer(draft: Draft, code: string, change: Partial<Answer>): Draft {
  const answer = { ...answerTo(draft, code), ...change };
  return { ...draft, answers: { ...draft.answers, [code]: answer } };
}

/** Answers “normal” wherever nothing was said yet, of what is due every day or of the weekly or monthly lines alone. */
export function markRestNormal(draft: Draft, due?: RiskLine['due']): Draft {
  return linesOf(draft)
    .filter((line) => line.due === due && answerTo(draft, line.code).result === undefined)
    .reduce((changed, line) => withAnswer(changed, line.code, { result: 'normal' }), draft);
}

/** Whether nothing was filled in yet. */
export function isUntouched(draft: Draft): boolean {
  return (
    Object.keys(draft.answers).length === 0 &&
    draft.challenge?.photo === undefined &&
    draft.dayType === 'production' &&
    draft.corrects === undefined &&
    draft.refused === undefined &&
    draft.reason + draft.remark === ''
  );
}

/** Every photo that the draft shows. */
export function photosOf(draft: Draft): string[] {
  const taken = Object.values(draft.answers).flatMap(({ photos }) => photos);
  const { photo } = draft.challenge ?? {};
  return [...new Set(photo === undefined ? taken : [...taken, photo])];
}
