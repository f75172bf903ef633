import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf, slotOf } from '#kernel/calendar/period.ts';
import type { Duty } from '#kernel/definition.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import { frozen } from './difference.ts';
import type { Audit, Difference } from './difference.ts';

const batchSize = 200;

/** Computes the bit maps of every duty again from its records. What was owed is another check's. */
export async function checkDuties(audit: Audit): Promise<Difference | undefined> {
  const lost = await audit.database.asSystem('audit', findLost, frozen);
  if (lost !== undefined) return lost;
  let after: MonthKey | undefined = ['00000000-0000-0000-0000-000000000000', '', '0001-01-01'];
  while (after !== undefined) {
    const from: MonthKey = after;
    const batch = await audit.database.asSystem(
      'audit',
      (tx) => readBatch(tx, audit.law, from),
      frozen,
    );
    for (const month of batch) {
      const difference = checkMonth(audit, month);
      if (difference !== undefined) return difference;
    }
    audit.count('dutyMonths', batch.length);
    const last = batch.at(-1)?.row;
    after =
      last === undefined || batch.length < batchSize
        ? undefined
        : [last.organisation_id, last.duty, last.month];
  }
  return undefined;
}

type MonthKey = [organisation: string, duty: string, month: PlainDate];

const marks = ['done', 'late', 'finding', 'idle'] as const;

interface MonthRow {
  organisation_id: string;
  duty: string;
  month: PlainDate;
  done: number;
  late: number;
  finding: number;
  idle: number;
  kind: OrganisationKind;
}

interface RecordRow {
  organisation_id: string;
  definition: string;
  id: string;
  at: Instant;
  act: string;
  period: PlainDate | null;
  late: boolean;
  account_id: string;
  posts: Post[];
  input: JsonObject;
  erased: boolean;
}

interface Month {
  readonly row: MonthRow;
  readonly records: readonly RecordRow[];
  /** What the duty's effects read: versions of books, by definition. */
  readonly books: ReadonlyMap<string, readonly RecordRow[]>;
}

async function findLost(tx: Tx): Promise<Difference | undefined> {
  const [row] = await tx.rows<{ id: string; organisation_id: string }>(
    `select e.id, e.organisation_id from entry e where e.kind = 'duty' and not exists (select from duty_month d
      where d.organisation_id = e.organisation_id and d.duty = e.definition
        and d.month = date_trunc('month', e.period)::date) order by e.at limit 1`,
  );
  if (row === undefined) return undefined;
  return {
    check: 'duties',
    table: 'duty_month',
    column: 'month',
    entry: row.id,
    organisation: row.organisation_id,
    zh: `记录${row.id}所在月份的履职位图已被删除。`,
    en: `the bit map of the month of entry ${row.id} was deleted`,
  };
}

async function readBatch(tx: Tx, law: Law, after: MonthKey): Promise<Month[]> {
  const rows = await tx.rows<MonthRow>(
    `select d.*, o.kind from duty_month d join organisation o on o.id = d.organisation_id
      where (d.organisation_id, d.duty, d.month) > ($1::uuid, $2::text, $3::date)
      order by d.organisation_id, d.duty, d.month limit $4`,
    [...after, batchSize],
  );
  const duties = new Set(rows.map(({ duty }) => duty));
  const read = new Set(
    law.duties.filter(({ id }) => duties.has(id)).flatMap((duty) => duty.reads ?? []),
  );
  const versions = law.books.filter(({ id, holds }) => read.has(id) && holds === 'versions');
  const organisations = [...new Set(rows.map((row) => row.organisation_id))];
  const [records, books] = await Promise.all([
    tx.rows<RecordRow>(selectRecords, [
      rows.map((row) => row.organisation_id),
      rows.map(({ duty }) => duty),
      rows.map(({ month }) => month),
    ]),
    tx.rows<RecordRow>(
      `select ${recordColumns} from entry e
        where organisation_id = any ($1::uuid[]) and definition = any ($2::text[]) and e.salt is not null
        order by at, id`,
      [organisations, versions.map(({ id }) => id)],
    ),
  ]);
  const recordsOf = Map.groupBy(records, (one) => keyOf(one, slotOf(one.period!).month));
  const booksOf = Map.groupBy(books, (one) => one.organisation_id);
  return rows.map((row) => ({
    row,
    records: recordsOf.get(keyOf({ ...row, definition: row.duty }, row.month)) ?? [],
    books: Map.groupBy(booksOf.get(row.organisation_id) ?? [], (one) => one.definition),
  }));
}

const recordColumns = `e.organisation_id, e.definition, e.id, e.at, e.act, e.period, e.late, e.account_id, e.posts,
  e.input, e.salt is null as erased`;

const selectRecords = `select ${recordColumns} from unnest($1::uuid[], $2::text[], $3::date[]) as m (organisation, duty, month)
  join entry e on e.organisation_id = m.organisation and e.definition = m.duty and e.kind = 'duty'
    and e.period >= m.month and e.period < m.month + interval '1 month'
  left join leaf l on l.organisation_id = e.organisation_id and l.entry_id = e.id
  left join leaf_queue q on q.organisation_id = e.organisation_id and q.entry_id = e.id
  order by l.index nulls last, q.seq`;

function keyOf(one: { organisation_id: string; definition: string }, month: PlainDate): string {
  return `${one.organisation_id} ${one.definition} ${month}`;
}

function checkMonth({ law }: Audit, month: Month): Difference | undefined {
  const { row, records } = month;
  const expected = { done: 0, late: 0, finding: 0, idle: 0 };
  // What was found can no longer be told from a record whose content was erased.
  let untold = 0;
  for (const record of records) {
    const { bit } = slotOf(record.period!);
    const mask = 1 << bit;
    if (record.erased) untold |= mask;
    const found = record.erased ? new Set<string>() : marksOf(law, month, record);
    if (record.act === 'record') {
      expected.done |= mask;
      if (record.late) expected.late |= mask;
    } else {
      expected.idle &= ~mask;
    }
    // An amendment never takes a finding away.
    if (found.has('finding')) expected.finding |= mask;
    if (found.has('idle')) expected.idle |= mask;
  }
  for (const mark of marks) {
    const unknown = mark === 'finding' || mark === 'idle' ? untold : 0;
    const wrong = ((expected[mark] ^ row[mark]) & ~unknown) >>> 0;
    if (wrong === 0) continue;
    const bit = 31 - Math.clz32(wrong & -wrong);
    const day = `${row.month.slice(0, 8)}${String(bit + 1).padStart(2, '0')}`;
    const entry = records.findLast((record) => record.period === day);
    const isSet = ((row[mark] >>> bit) & 1) === 1;
    return {
      check: 'duties',
      table: 'duty_month',
      column: mark,
      organisation: row.organisation_id,
      ...(entry === undefined ? {} : { entry: entry.id }),
      zh: `单位${row.organisation_id}的${row.duty}在${day}一期的“${mark}”标记为${isSet ? '有' : '无'}，由记录重算应为${isSet ? '无' : '有'}。`,
      en: `${row.duty} of organisation ${row.organisation_id}: ${mark} of ${day} is ${isSet ? 'set' : 'not set'}, its records say otherwise`,
    };
  }
  return undefined;
}

function marksOf(law: Law, month: Month, record: RecordRow): Set<string> {
  const duty = law.duty(record.definition, record.period!);
  const effects = duty?.then?.(factsOf(law, duty, month, record), record.input) ?? [];
  return new Set(effects.flatMap((effect) => (effect.do === 'mark' ? [effect.mark] : [])));
}

/** What effects may know, as far as the entries tell it; marks depend on the record and the lists it names. */
function factsOf(law: Law, duty: Duty, { row, books }: Month, record: RecordRow): DutyFacts {
  const by = { account: record.account_id, organisation: row.organisation_id, posts: record.posts };
  const readable = (id: string) =>
    (books.get(id) ?? []).filter(({ at }) => at <= record.at).map(recordFacts);
  return {
    now: record.at,
    today: dayOf(record.at),
    actor: by,
    organisation: {
      id: row.organisation_id,
      kind: row.kind,
      name: '',
      region: 0,
      productClasses: [],
      filledPosts: record.posts,
    },
    period: periodOf(duty.every, record.period!),
    late: record.late,
    calendar: law.calendar,
    latest: (id) => readable(id).at(-1),
    records: readable,
    owed: () => [],
    proceedings: [],
  };
}

function recordFacts(row: RecordRow): RecordFacts {
  return {
    entry: row.id,
    at: row.at,
    by: { account: row.account_id, organisation: row.organisation_id, posts: row.posts },
    late: row.late,
    input: row.input,
    ...(row.period === null ? {} : { period: row.period }),
  };
}
