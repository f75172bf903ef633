import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { isAtOnce } from '#kernel/calendar/count.ts';
import type { Procedure } from '#kernel/definition.ts';
import { onwardActs } from '#kernel/derive/awaits.ts';
import { meetingActs } from '#kernel/derive/offers.ts';
import { deadlineOfKey } from '../acts/clocks.ts';
import type { Names } from '../reading/names.ts';

/**
 * Something that waits for the reader: by its clock, or without one because the case cannot go on otherwise, or because a
 * lot waits for a record or a firm for its regulator.
 */
export interface TodoItem {
  /** The case; absent where a book waits. */
  readonly proceeding?: string;
  /** The book that waits for a record, and the lot that its field must name. */
  readonly record?: { readonly book: string; readonly lot: string };
  /** The firm whose registration waits. */
  readonly organisation?: string;
  readonly procedureTitle: string;
  readonly title: string;
  readonly subject?: string;
  /** What is to be done. */
  readonly deadline: string;
  /** Titles of the acts that would meet its clock. */
  readonly acts: readonly string[];
  /** Absent where nothing but the case itself waits. */
  readonly due?: PlainDate;
  readonly until?: Instant;
  readonly overdue: boolean;
  /** People may come to harm while it waits: it stands before the others. */
  readonly urgent?: true;
  /** The law gives no time for it. */
  readonly atOnce?: true;
  /** False where the day is provisional, because holidays of a year that it is counted through are not announced. */
  readonly certain: boolean;
  readonly paused: boolean;
  /** `duty`, `right`, or `awaits` where no clock runs. */
  readonly nature: string;
}

/** A clock with the proceeding that it runs in. */
export interface TodoRow {
  proceeding_id: string;
  procedure: string;
  opened_on: PlainDate;
  title: string;
  subject_id: string | null;
  region: number;
  state: string;
  deadline: string;
  owner_role: string;
  owner_id: string | null;
  nature: string;
  due_day: PlainDate | null;
  until: Instant | null;
  certain: boolean;
  paused: boolean;
}

/** Presents a clock to whom it waits for. */
export function presentTodo(
  row: TodoRow,
  procedure: Procedure,
  names: Names,
  now: Instant,
): TodoItem {
  const subject = names.get(row.subject_id ?? '');
  const { due_day: due, until } = row;
  const clock = procedure.deadlines[deadlineOfKey(row.deadline)];
  return {
    proceeding: row.proceeding_id,
    procedureTitle: procedure.title,
    title: row.title,
    deadline: row.nature === 'awaits' ? awaitedActs(row, procedure) : titleOf(row, procedure),
    acts: meetingActs(procedure, row.state, deadlineOfKey(row.deadline), row.owner_role),
    overdue: row.nature === 'duty' && !row.paused && until !== null && until <= now,
    certain: row.certain,
    paused: row.paused,
    nature: row.nature,
    ...(clock?.urgent === true ? { urgent: true as const } : {}),
    ...(clock !== undefined && isAtOnce(clock.count) ? { atOnce: true as const } : {}),
    ...(due === null ? {} : { due }),
    ...(until === null ? {} : { until }),
    ...(subject === undefined ? {} : { subject }),
  };
}

function titleOf({ deadline }: TodoRow, procedure: Procedure): string {
  return procedure.deadlines[deadlineOfKey(deadline)]?.title ?? deadline;
}

/** What the role that is awaited would do next; one thing, or one of several. */
function awaitedActs(row: TodoRow, procedure: Procedure): string {
  const acts = onwardActs(procedure, row.state, row.owner_role);
  const titles = acts.map((act) => procedure.acts[act]?.title ?? act);
  const shown = titles.slice(0, 3).join('、');
  return `待办：${shown}${titles.length > 3 ? '等' : ''}`;
}
