import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { slotOf } from '#kernel/calendar/period.ts';
import type { AcceptedRecord } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import { earlyBefore } from '#kernel/decide-duty.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import type { Effect } from '#kernel/effect.ts';
import type { SignedIn } from '../../context.ts';
import type { DutyContext } from './facts.ts';
import { actorOf } from '../entry.ts';
import type { Entry } from '../entry.ts';

/** The record of one turn of a duty as it was submitted. */
export interface DutyRecordRequest {
  readonly id: string;
  readonly period: PlainDate;
  /** Hash of the form that was filled in; absent for systems that always send the current one. */
  readonly form?: string | undefined;
  readonly clientAt?: Instant | undefined;
  readonly reason?: string | undefined;
  readonly corrects?: string | undefined;
  readonly input: unknown;
}

/** One turn of a duty as somebody submitted it. */
export interface Turn {
  readonly who: SignedIn;
  readonly duty: Duty;
  readonly organisation: string;
  readonly request: DutyRecordRequest;
  /** Hash of the request. */
  readonly raw: Uint8Array;
}

/** The entry of an accepted record. */
export function dutyEntry(
  who: SignedIn,
  duty: Duty,
  { id, period, corrects, clientAt, reason }: DutyRecordRequest,
  { facts, organisation }: DutyContext,
  { input }: AcceptedRecord,
): Entry {
  const amends = corrects !== undefined;
  const asksWhy = facts.late || amends || earlyBefore(duty, facts) !== undefined;
  return {
    id,
    organisation: facts.organisation.id,
    region: facts.organisation.region,
    domains: organisation.domains,
    kind: 'duty',
    definition: duty.id,
    definitionHash: definitionHash(duty),
    act: amends ? 'amend' : 'record',
    period,
    corrects,
    at: facts.now,
    clientAt,
    late: facts.late,
    lateReason: asksWhy ? reason?.trim() : undefined,
    by: actorOf(who),
    input,
  };
}

/** The bits that a record sets in its month. */
export function bitsOf(entry: Entry, effects: readonly Effect[], owed: boolean) {
  const { month, bit } = slotOf(entry.period!);
  const mask = (1 << bit) | 0;
  const has = (mark: string) =>
    effects.some((effect) => effect.do === 'mark' && effect.mark === mark);
  return {
    month,
    expected: owed ? mask : 0,
    done: mask,
    late: entry.late && entry.corrects === undefined ? mask : 0,
    finding: has('finding') ? mask : 0,
    idle: has('idle') ? mask : 0,
  };
}
