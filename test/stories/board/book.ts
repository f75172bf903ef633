import type { Database } from '#db/connect.ts';
import { addDays, addMonths } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import type { Every } from '#kernel/calendar/period.ts';

/** A month of a duty of one enterprise, as this test knows it: days, not bits. */
export interface Month {
  readonly organisation: string;
  readonly name: string;
  readonly region: number;
  readonly domains: number;
  readonly classes: readonly string[];
  readonly duty: string;
  readonly month: PlainDate;
  readonly days: Record<Mark, Set<number>>;
}
/** What is kept of each day. */
export const marks = ['expected', 'done', 'late', 'finding', 'idle'] as const;
/** One of them. */
export type Mark = (typeof marks)[number];

/** The same numbers in every run. */
let state = 42;
export function random(below: number): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((state / 2_147_483_648) * below);
}

/** What a month may look like until a day. */
export function draw(every: Every, month: PlainDate, today: PlainDate): Month['days'] {
  const days = Object.fromEntries(marks.map((mark) => [mark, new Set<number>()])) as Month['days'];
  for (let day = month; day < addMonths(month, 1); day = addDays(day, 1)) {
    if (periodOf(every, day).from !== day || day > today) continue;
    const bit = Number(day.slice(8)) - 1;
    for (const mark of marks) if (random(mark === 'expected' ? 12 : 3) > 0) days[mark].add(bit);
  }
  return days;
}

function mask(days: ReadonlySet<number>): number {
  return [...days].reduce((bits, day) => bits | (1 << day), 0) | 0;
}

/** Writes months down as bit maps. */
export function write(database: Database, rows: readonly Month[]): Promise<unknown> {
  const values = rows.map((row) => ({
    organisation_id: row.organisation,
    duty: row.duty,
    month: row.month,
    region: row.region,
    domains: row.domains,
    ...Object.fromEntries(marks.map((mark) => [mark, mask(row.days[mark])])),
  }));
  return database.asSystem('sweep', (tx) =>
    tx.rows(
      `insert into duty_month select * from jsonb_populate_recordset(null::duty_month, $1::jsonb)
         on conflict (organisation_id, duty, month) do update set expected = excluded.expected, done = excluded.done,
           late = excluded.late, finding = excluded.finding, idle = excluded.idle`,
      [JSON.stringify(values)],
    ),
  );
}
