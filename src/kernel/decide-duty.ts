import { addDays, dayOf, endOf, epochMs } from './calendar/plain-date.ts';
import type { Instant, PlainDate } from './calendar/plain-date.ts';
import { lapsedSentence, parseForm } from './decide.ts';
import type { Actor } from './decide.ts';
import type { Book, Duty } from './definition.ts';
import type { Effect } from './effect.ts';
import type { DutyFacts } from './facts.ts';
import type { JsonObject } from './json.ts';
import { organisationKinds, posts as postTitles } from './party.ts';
import type { OrganisationKind, Post } from './party.ts';
import { isPeriodStart, periodOf } from './calendar/period.ts';
import { refuse, refuseFor } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** What is asked: the record of one turn of a duty. */
export interface DutyRequest {
  readonly duty: Duty;
  readonly facts: DutyFacts;
  readonly actor: Actor;
  readonly input: unknown;
  /** Why it comes after its period or amends an earlier record; not needed otherwise. */
  readonly reason: string | undefined;
  /** Whether it amends an earlier record of the same period. */
  readonly amends: boolean;
  /** Whether the period is known to be recorded already: nobody is then asked for a reason. */
  readonly recorded?: boolean;
}

/** An accepted record. */
export interface AcceptedRecord {
  readonly ok: true;
  readonly input: JsonObject;
  readonly effects: readonly Effect[];
  readonly late: boolean;
}

/** Decides the record of a duty: who, for which period, in time or late with a reason, with which form. Pure. */
export function decideDuty(request: DutyRequest): AcceptedRecord | Refusal {
  const { duty, facts, actor } = request;
  const refusal = checkPerformer(duty, facts, actor) ?? checkPeriod(request);
  if (refusal !== undefined) return refusal;
  return accept(duty, facts, request.input);
}

/** Decides a record of a book: who keeps it or watches over it, with which form, on which condition. Pure. */
export function decideRecord(
  book: Book,
  facts: DutyFacts,
  actor: Actor,
  input: unknown,
): AcceptedRecord | Refusal {
  const { kinds, posts, supervisors = [] } = book.keeper;
  const { kind, region, id } = facts.organisation;
  const isOwn = actor.organisation === id;
  const supervises =
    actor.kind !== undefined &&
    supervisors.includes(actor.kind) &&
    actor.covers.lo <= region &&
    region <= actor.covers.hi;
  if (!kinds.includes(kind)) {
    return refuse('not-entitled', `《${book.title}》由${kindTitles(kinds)}自行记录。`, book.basis);
  }
  if (isOwn && posts?.length === 0) {
    const by = `《${book.title}》由${kindTitles(supervisors)}记录。`;
    return refuse('not-entitled', by, book.basis);
  }
  if (!isOwn && !supervises) {
    return refuse(
      'not-entitled',
      `《${book.title}》由${facts.organisation.name}自行记录。`,
      book.basis,
    );
  }
  const refusal = posts === undefined || !isOwn ? undefined : checkPost(posts, actor, book);
  return refusal ?? accept(book, facts, input);
}

function accept(definition: Duty | Book, facts: DutyFacts, raw: unknown): AcceptedRecord | Refusal {
  const parsed = parseForm(definition.form, raw, definition.basis);
  if (!parsed.ok) return parsed;
  const objection = definition.when?.(facts, parsed.input);
  if (objection !== undefined) return refuseFor(objection, definition.basis);
  return {
    ok: true,
    input: parsed.input,
    effects: definition.then?.(facts, parsed.input) ?? [],
    late: facts.late,
  };
}

function kindTitles(kinds: readonly OrganisationKind[]): string {
  return kinds.map((kind) => organisationKinds[kind]).join('、');
}

function checkPerformer(duty: Duty, facts: DutyFacts, actor: Actor): Refusal | undefined {
  const { kinds } = duty.performer;
  const own = actor.organisation === facts.organisation.id;
  if (!kinds.includes(facts.organisation.kind)) {
    return refuse('not-entitled', `“${duty.title}”由${kindTitles(kinds)}自行完成。`, duty.basis);
  }
  if (!own) {
    const sentence = `“${duty.title}”由${facts.organisation.name}自行完成。`;
    return refuse('not-entitled', sentence, duty.basis);
  }
  const allowed = performingPosts(duty, facts.organisation.filledPosts);
  // Whose qualification lapsed is told so, although a colleague now stands in for the post.
  const lapsed = duty.performer.posts.some((post) => actor.lapsed.includes(post));
  const refusal = checkPost(allowed, actor, duty);
  return refusal !== undefined && lapsed
    ? refuse('not-qualified', lapsedSentence, duty.basis)
    : refusal;
}

/** A later post of the list may do the duty only where nobody holds an earlier one. */
export function performingPosts(duty: Duty, filled: readonly Post[]): readonly Post[] {
  const { posts, mayDelegate } = duty.performer;
  if (mayDelegate) return posts;
  const first = posts.find((post) => filled.includes(post));
  return first === undefined ? posts.slice(0, 1) : [first];
}

function checkPost(
  allowed: readonly Post[],
  actor: Actor,
  definition: Duty | Book,
): Refusal | undefined {
  if (allowed.some((post) => actor.posts.includes(post))) return undefined;
  if (allowed.some((post) => actor.lapsed.includes(post))) {
    return refuse('not-qualified', lapsedSentence, definition.basis);
  }
  const titles = allowed.map((post) => postTitles[post]).join('或');
  return refuse('not-entitled', `“${definition.title}”须由${titles}办理。`, definition.basis);
}

function checkPeriod({ duty, facts, reason, amends, recorded }: DutyRequest): Refusal | undefined {
  const { from, to } = facts.period;
  if (!isPeriodStart(duty.every, from)) {
    return refuse('invalid-input', `${from}不是一期的第一天。`, duty.basis);
  }
  if (from > facts.today) {
    return refuse('too-early', `${from}尚未到来，不能提前记录。`, duty.basis);
  }
  if (recorded === true && !amends) return alreadyRecorded(duty, from);
  if (facts.late && facts.today > addDays(to, duty.late.withinDays)) {
    const sentence = `已超过补录期限（${duty.late.withinDays}日），请联系监管部门。`;
    return refuse('too-late', sentence, duty.basis);
  }
  const early = amends ? undefined : earlyBefore(duty, facts);
  const isPlain = !facts.late && !amends && early === undefined;
  if (isPlain || (reason ?? '').trim().length >= 2) return undefined;
  const sentence = amends
    ? '更正记录须写明原因。'
    : early === undefined
      ? `${from}的记录已经逾期，请写明补录原因。`
      : `${from}至${to}这一期尚未结束，${early}（本期最后一个工作日）以前签署的，请写明提前签署的原因。`;
  return refuse('reason-required', sentence, duty.basis);
}

/** Refuses a second record of a period: what stands there can be corrected. */
export function alreadyRecorded(duty: Duty, period: PlainDate): Refusal {
  const record = duty.record.replace(/[《》]/g, '');
  const sentence = `${period}的《${record}》已经提交，如需修改请使用更正。`;
  return refuse('already-done', sentence, duty.basis);
}

/** Whether a record for a period comes too late, measured by the server's clock. */
export function isLate(duty: Duty, from: PlainDate, now: Instant): boolean {
  return epochMs(now) >= epochMs(endOf(periodOf(duty.every, from).to));
}

/**
 * The last working day of a period, where a record of today would come before it and the duty asks why: what happens
 * afterwards stands in no report. The last day where none of the period is worked.
 */
export function earlyBefore(
  duty: Duty,
  { period: { from, to }, today, calendar }: Pick<DutyFacts, 'period' | 'today' | 'calendar'>,
): PlainDate | undefined {
  if (duty.early === undefined) return undefined;
  let last = to;
  while (last > from && !calendar.isWorkingDay(last)) last = addDays(last, -1);
  const ripe = calendar.isWorkingDay(last) ? last : to;
  return today < ripe ? ripe : undefined;
}

/** Whether an organisation owes the duty for a period that starts on a day. */
export function isOwed(duty: Duty, facts: DutyFacts['organisation'], from: PlainDate): boolean {
  const { inForce } = duty;
  const applies = inForce.from <= from && (inForce.to === undefined || from <= inForce.to);
  if (facts.closed === true) return false;
  return applies && duty.performer.kinds.includes(facts.kind) && duty.owedBy(facts);
}

/** The day on which a duty's records of today belong. */
export function currentPeriod(duty: Duty, now: Instant): PlainDate {
  return periodOf(duty.every, dayOf(now)).from;
}
