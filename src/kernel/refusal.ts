import type { ClauseId } from './clause.ts';

/**
 * Why something was refused. The list is closed: a new code is added here, with its HTTP status, before it is used.
 * The number is the HTTP status that the shell answers with.
 */
export const refusalStatus = {
  'unknown-definition': 404,
  'unknown-act': 404,
  'not-found': 404,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'second-factor': 401,
  'locked-out': 423,
  'not-entitled': 403,
  'not-qualified': 403,
  'separation-of-duties': 403,
  'another-region': 403,
  'wrong-state': 409,
  'id-conflict': 409,
  'already-done': 409,
  'not-in-force': 409,
  'form-version': 409,
  'list-superseded': 409,
  'too-early': 409,
  'too-late': 409,
  'reason-required': 422,
  'invalid-input': 422,
  'credit-code': 422,
  'clock-skew': 422,
  'challenge-failed': 422,
  'stale-photo': 422,
  'calendar-unannounced': 422,
  'condition-unmet': 422,
  'file-too-large': 413,
  'file-type': 415,
  'table-refused': 422,
  'too-many-requests': 429,
} as const;

/** One of the closed list of refusal codes. */
export type RefusalCode = keyof typeof refusalStatus;

/** An input that was not accepted: where it stands and what to do, in Chinese. */
export interface FieldIssue {
  /** Path inside the input, e.g. `items.3.note`. */
  readonly path: string;
  readonly sentence: string;
  /** What the form calls the place, where it is one of a form. */
  readonly title?: string;
}

/** An expected "no": a value, never thrown. `sentence` is Chinese and tells a citizen what to do next. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly sentence: string;
  /** The provisions that the refusal rests on; empty where it is a technical limit. */
  readonly basis: readonly ClauseId[];
  readonly issues?: readonly FieldIssue[];
  /** Whether what is refused now may come later, where a guard says so. */
  readonly later?: boolean;
}

/**
 * Why a guard refuses: a Chinese sentence, or a sentence with the code that a client acts on (`list-superseded` makes
 * the phone fetch the list again). A bare sentence is refused as `condition-unmet`, on the act's own basis.
 */
export type Objection =
  | string
  | {
      readonly code?: RefusalCode;
      readonly sentence: string;
      /** The provisions that this one condition rests on, where an act has many. */
      readonly basis?: readonly ClauseId[];
      /** The places of the input that are at fault, where a long table has to be corrected at once. */
      readonly issues?: readonly FieldIssue[];
      /** Whether it may come to be met: whoever waits for the act is then told why it is not there yet. */
      readonly later?: boolean;
    };

/** What is wanted first for an act that is offered as soon as it is there. */
export function notYet(sentence: string): Objection {
  return { sentence, later: true };
}

/** Makes a refusal of what a guard objects to. */
export function refuseFor(objection: Objection, basis: readonly ClauseId[]): Refusal {
  if (typeof objection === 'string') return refuse('condition-unmet', objection, basis);
  const { code = 'condition-unmet', sentence, issues, later } = objection;
  const refusal = refuse(code, sentence, objection.basis ?? basis, issues);
  return later === undefined ? refusal : { ...refusal, later };
}

/** Makes a refusal value. */
export function refuse(
  code: RefusalCode,
  sentence: string,
  basis: readonly ClauseId[] = [],
  issues?: readonly FieldIssue[],
): Refusal {
  return issues === undefined
    ? { ok: false, code, sentence, basis }
    : { ok: false, code, sentence, basis, issues };
}
