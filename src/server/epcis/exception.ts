import type { FastifyReply } from 'fastify';
import { clausesFor } from '#kernel/clause.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { ClauseId } from '#kernel/clause.ts';
import { refuse, refusalStatus } from '#kernel/refusal.ts';
import type { FieldIssue, Refusal, RefusalCode } from '#kernel/refusal.ts';
import type { Defect } from '#trace/epcis/check/defect.ts';
import type { Context } from '../context.ts';
import { presentProblem } from '../problem.ts';

/** The exceptions of EPCIS 2.0, each with its HTTP status and the refusal that it is here. */
const exceptions = {
  ValidationException: [400, 'invalid-input'],
  QueryParameterException: [400, 'invalid-input'],
  SecurityException: [403, 'not-entitled'],
  NoSuchNameException: [404, 'not-found'],
  NotAcceptableException: [406, 'invalid-input'],
  ResourceAlreadyExistsException: [409, 'already-done'],
  CaptureLimitExceededException: [413, 'file-too-large'],
  QueryTooLargeException: [413, 'file-too-large'],
  UnsupportedMediaTypeException: [415, 'file-type'],
} as const satisfies Record<string, readonly [number, RefusalCode]>;

/** Name of an exception of the standard. */
export type ExceptionName = keyof typeof exceptions;

/** A refusal in the words of EPCIS. */
export interface EpcisException {
  readonly exception: ExceptionName;
  readonly refusal: Refusal;
}

/** Makes an exception; `defects` say where the input is wrong. */
export function exceptionOf(
  exception: ExceptionName,
  sentence: string,
  defects: readonly Defect[] = [],
  basis: readonly ClauseId[] = [],
): EpcisException {
  const [, code] = exceptions[exception];
  const issues: readonly FieldIssue[] = defects.map(({ path, sentence: own }) => ({
    path,
    sentence: own,
  }));
  const refusal = refuse(code, sentence, basis, issues.length === 0 ? undefined : issues);
  return { exception, refusal };
}

/** What a capture is refused for rests on what its book rests on, unless it is a limit of the machine's. */
export function grounded({ law, now }: Context, made: EpcisException): EpcisException {
  const { exception, refusal } = made;
  if (exception !== 'ValidationException' || refusal.basis.length > 0) return made;
  const { basis = [] } = law.book('trace-capture', dayOf(now())) ?? {};
  return { exception, refusal: { ...refusal, basis } };
}

/** Tells an exception from what was asked for. */
export function isException<T extends object>(
  outcome: T | EpcisException,
): outcome is EpcisException {
  return 'exception' in outcome && 'refusal' in outcome;
}

/** Answers with problem details whose `type` is the standard's exception. */
export function sendException(
  reply: FastifyReply,
  { exception, refusal }: EpcisException,
  { law }: Context,
) {
  const [status] = exceptions[exception];
  const business = reply.request.identity?.signedIn.organisation?.business;
  const clauses = clausesFor(law.clauses, business);
  const problem = presentProblem(refusal, clauses, reply.request.id);
  return reply
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .send({ ...problem, type: `epcisException:${exception}`, status });
}

/** The exception that a refusal of the rest of the platform is to clients of EPCIS. */
export function exceptionFor(refusal: Refusal): EpcisException {
  const status = refusalStatus[refusal.code];
  if (status === 403) return { exception: 'SecurityException', refusal };
  if (status === 404) return { exception: 'NoSuchNameException', refusal };
  if (status === 409) return { exception: 'ResourceAlreadyExistsException', refusal };
  return { exception: 'ValidationException', refusal };
}
