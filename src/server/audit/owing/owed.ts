import { dayOf, epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf, slotOf } from '#kernel/calendar/period.ts';
import { isOwed } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import type { Law } from '#kernel/law.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';

/** A night that was marked, and whether by today's rules. */
export interface Rolled {
  readonly day: PlainDate;
  readonly at: Instant;
  readonly isComparable: boolean;
}

/** The record of a period of a duty. */
export interface Recorded {
  readonly duty: string;
  readonly period: PlainDate;
  readonly at: Instant;
}

/** What is known of an enterprise over time. */
export interface Known {
  /** When it was registered. */
  readonly since: Instant;
  readonly changedAt: readonly Instant[];
  at(moment: Instant): OrganisationFacts;
}

/** Bit maps by duty and month (`duty month`). */
export interface OwedMaps {
  readonly owed: ReadonlyMap<string, number>;
  /** Periods that were marked by other rules, of which nothing can be said. */
  readonly unknown: ReadonlyMap<string, number>;
}

interface Happening {
  readonly at: number;
  readonly key: string;
  readonly bit: number;
  readonly owed: boolean;
  /** A night only adds, a change also takes away what is not done, a record adds and is done. */
  readonly by: 'night' | 'change' | 'record';
}

/** Repeats in the order of their times what set and cleared the bits of what was owed. */
export function owedMaps(
  law: Law,
  known: Known,
  records: readonly Recorded[],
  nights: readonly Rolled[],
): OwedMaps {
  const unknown = new Map<string, number>();
  const happenings: Happening[] = [];
  const add = (duty: Duty, from: PlainDate, at: Instant, by: Happening['by']) => {
    const { month, bit } = slotOf(from);
    const owed = isOwed(duty, known.at(at), from);
    happenings.push({ at: epochMs(at), key: `${duty.id} ${month}`, bit: 1 << bit, owed, by });
  };
  for (const night of nights) {
    if (epochMs(night.at) < epochMs(known.since)) continue;
    for (const duty of dutiesOn(law, night.day)) {
      const { from } = periodOf(duty.every, night.day);
      add(duty, from, night.at, 'night');
      if (night.isComparable) continue;
      const { month, bit } = slotOf(from);
      const key = `${duty.id} ${month}`;
      unknown.set(key, (unknown.get(key) ?? 0) | (1 << bit));
    }
  }
  for (const at of known.changedAt) {
    for (const duty of dutiesOn(law, dayOf(at))) {
      add(duty, periodOf(duty.every, dayOf(at)).from, at, 'change');
    }
  }
  for (const { duty: id, period, at } of records) {
    const duty = law.duty(id, period);
    if (duty !== undefined) add(duty, period, at, 'record');
  }
  return { owed: replayed(happenings), unknown };
}

function replayed(happenings: readonly Happening[]): Map<string, number> {
  const owed = new Map<string, number>();
  const done = new Map<string, number>();
  for (const { key, bit, owed: isNow, by } of happenings.toSorted((a, b) => a.at - b.at)) {
    const before = owed.get(key) ?? 0;
    if (isNow) owed.set(key, before | bit);
    else if (by === 'change' && ((done.get(key) ?? 0) & bit) === 0) owed.set(key, before & ~bit);
    if (by === 'record') done.set(key, (done.get(key) ?? 0) | bit);
  }
  return owed;
}

const byDay = new WeakMap<Law, Map<PlainDate, readonly Duty[]>>();

/** Asked for each enterprise and night: a province's years are many of both. */
function dutiesOn(law: Law, day: PlainDate): readonly Duty[] {
  const known = byDay.get(law) ?? new Map<PlainDate, readonly Duty[]>();
  byDay.set(law, known);
  const duties = known.get(day) ?? law.duties.filter((duty) => law.duty(duty.id, day) === duty);
  known.set(day, duties);
  return duties;
}
