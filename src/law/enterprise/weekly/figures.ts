import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { DailyRecord } from '../daily/form.ts';
import { riskItemsOf } from '../risk-control-list.ts';
import { weekFiguresForm } from './form.ts';
import type { WeekFigures } from './form.ts';

/**
 * Counts a week from its daily records, corrective actions, incoming inspections and complaints.
 * Every day up to yesterday on which daily control was owed is expected, and any other once it is recorded: the order
 * says 每日 and an idle day is recorded as idle, but nobody missed a day before the duty began.
 */
export function weekFigures(facts: DutyFacts): WeekFigures {
  return weekFiguresForm.parse({
    daily: countDays(facts),
    findings: findingsByKeyLink(facts),
    corrective: countCorrective(facts),
    incomingRejects: countRejects(facts),
    complaints: countComplaints(facts),
  });
}

/** Deliveries of the period that were not taken. */
export function countRejects(facts: DutyFacts): number {
  const deliveries = facts.records('incoming-inspection');
  return deliveries.filter(({ input }) => input.conclusion === 'reject').length;
}

/** Complaints that were registered in the period. */
export function countComplaints(facts: DutyFacts): number {
  return facts.proceedings.filter(
    ({ procedure, openedAt }) => procedure === 'complaint' && isWithin(facts, openedAt),
  ).length;
}

/** Whether figures say the same, field by field; both went through the same form. */
export function isSameFigures(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The standing record of each day: an amendment replaces the record before it. */
export function recordsByDay(facts: DutyFacts): ReadonlyMap<PlainDate, RecordFacts> {
  const days = new Map<PlainDate, RecordFacts>();
  for (const record of facts.records('daily-control')) {
    if (record.period !== undefined) days.set(record.period, record);
  }
  return days;
}

/** The daily record inside facts; the form accepted it when it was recorded. */
export function dailyOf(record: RecordFacts): DailyRecord {
  return record.input as unknown as DailyRecord;
}

/** Corrective actions of the period: opened in it, closed in it, still open now, overdue now. */
export function countCorrective(facts: DutyFacts): WeekFigures['corrective'] {
  const cases = facts.proceedings.filter(({ procedure }) => procedure === 'corrective-action');
  const open = cases.filter(({ closedAt }) => closedAt === undefined);
  return {
    opened: cases.filter(({ openedAt }) => isWithin(facts, openedAt)).length,
    closed: cases.filter(({ closedAt }) => closedAt !== undefined && isWithin(facts, closedAt))
      .length,
    open: open.length,
    overdue: open.filter(({ overdue }) => overdue).length,
  };
}

/** Days of the period: owed or recorded, and how they were kept. */
export function countDays(facts: DutyFacts): WeekFigures['daily'] {
  const records = recordsByDay(facts);
  const over = facts.owed('daily-control').filter((day) => day < facts.today);
  const missing = over.filter((day) => !records.has(day));
  const kept = [...records.values()];
  return {
    expected: new Set([...over, ...records.keys()]).size,
    recorded: kept.length,
    idle: kept.filter((record) => dailyOf(record).dayType === 'idle').length,
    late: kept.filter(({ late }) => late === true).length,
    missing: missing.length,
    missingDays: missing.join('、'),
  };
}

function findingsByKeyLink(facts: DutyFacts): WeekFigures['findings'] {
  const links = new Map<string, { texts: string[]; days: Set<PlainDate> }>();
  for (const [day, record] of recordsByDay(facts)) {
    const { riskList, items } = dailyOf(record);
    const version = facts.records('risk-control-list').find(({ entry }) => entry === riskList);
    const risks = riskItemsOf(version);
    for (const { item, note = '' } of items.filter(({ result }) => result === 'finding')) {
      const risk = risks.find(({ code }) => code === item);
      const link = links.get(risk?.keyLink ?? item) ?? { texts: [], days: new Set() };
      link.texts.push(`${day} ${risk?.riskPoint ?? item}：${note}`.slice(0, 300));
      link.days.add(day);
      links.set(risk?.keyLink ?? item, link);
    }
  }
  return [...links]
    .map(([keyLink, { texts, days }]) => ({
      keyLink,
      count: texts.length,
      days: days.size,
      details: texts.join('\n').slice(0, 4000),
    }))
    .sort((a, b) => b.count - a.count || (a.keyLink < b.keyLink ? -1 : 1));
}

function isWithin({ period }: DutyFacts, at: Instant): boolean {
  const day = dayOf(at);
  return period.from <= day && day <= period.to;
}
