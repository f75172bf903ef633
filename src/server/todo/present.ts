import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { Names } from '../reading/names.ts';

/** Something that waits for the reader, by its clock. */
export interface TodoItem {
  readonly proceeding: string;
  readonly procedureTitle: string;
  readonly title: string;
  readonly subject?: string;
  readonly deadline: string;
  readonly due: PlainDate;
  readonly until: Instant;
  readonly overdue: boolean;
  /** False where the day is provisional, because holidays of a year that it is counted through are not announced. */
  readonly certain: boolean;
  readonly paused: boolean;
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
  due_day: PlainDate;
  until: Instant;
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
  return {
    proceeding: row.proceeding_id,
    procedureTitle: procedure.title,
    title: row.title,
    deadline: procedure.deadlines[row.deadline]?.title ?? row.deadline,
    due: row.due_day,
    until: row.until,
    overdue: row.nature === 'duty' && !row.paused && row.until <= now,
    certain: row.certain,
    paused: row.paused,
    nature: row.nature,
    ...(subject === undefined ? {} : { subject }),
  };
}
