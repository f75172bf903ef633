import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';
import type { effectsOf } from './book-effects.ts';
import { compareRows } from './register-rows.ts';
import type { EffectiveRecord } from './register-rows.ts';

/** A standard as the register keeps it. */
interface StandardRow {
  number: string;
  title: string;
  level: string;
  nature: string;
  published_on: PlainDate | null;
  from_day: PlainDate;
  abolished_on: PlainDate | null;
  replaces: string[];
  classes: string[];
  replaced_by: string[];
  lapses_on: PlainDate | null;
  entry_id: string;
}

/** An eliminated kind as its edition keeps it. */
interface KindRow {
  entry_id: string;
  line: number;
  word: string;
  class_id: string | null;
  from_day: PlainDate;
  source: string;
}

/**
 * Works the register of standards and the list of eliminated products out again from the records of their books: what
 * stands there decides which products may be supplied. A row whose record was erased is believed.
 */
export async function checkStandards(
  tx: Tx,
  records: readonly EffectiveRecord[],
): Promise<Difference | undefined> {
  const [standards, kinds] = await Promise.all([
    tx.rows<StandardRow>('select * from standard order by number'),
    tx.rows<KindRow>(
      `select entry_id, line, word, class_id, from_day, source from eliminated_kind
       order by entry_id, line`,
    ),
  ]);
  const expected = expectedOf(records);
  const { erased } = expected;
  const believed = standards.filter((row) => erased.has(row.entry_id));
  const due = lapsing([...expected.standards.values(), ...believed]);
  return (
    compareRows('standard', 'number', due, standards, (row) => row.number) ??
    compareRows(
      'eliminated_kind',
      'word',
      expected.kinds,
      kinds.filter((row) => !erased.has(row.entry_id)),
      ({ entry_id: entry, line }) => `${entry}/${line}`,
    )
  );
}

function expectedOf(records: readonly EffectiveRecord[]) {
  const standards = new Map<string, StandardRow>();
  const kinds: KindRow[] = [];
  const erased = new Set(records.filter(({ entry }) => entry.erased).map(({ entry }) => entry.id));
  for (const { entry, effects } of records) {
    for (const effect of effects) {
      if (effect.do === 'standards') {
        for (const one of effect.list) standards.set(one.number, rowOf(one, entry.id));
      }
      if (effect.do === 'eliminate') {
        const rows = effect.kinds.map(({ word, classId, from, source }, line) => ({
          entry_id: entry.id,
          line,
          word,
          class_id: classId ?? null,
          from_day: from,
          source,
        }));
        kinds.push(...rows);
      }
    }
  }
  return { standards, kinds, erased };
}

function rowOf(
  one: Extract<ReturnType<typeof effectsOf>[number], { do: 'standards' }>['list'][number],
  entry: string,
): StandardRow {
  return {
    number: one.number,
    title: one.title,
    level: one.level,
    nature: one.nature,
    published_on: one.publishedOn ?? null,
    from_day: one.from,
    abolished_on: one.abolishedOn ?? null,
    replaces: [...one.replaces],
    classes: [...one.classes],
    replaced_by: [],
    lapses_on: null,
    entry_id: entry,
  };
}

/** What later standards did to each. */
function lapsing(rows: readonly StandardRow[]): StandardRow[] {
  const successors = new Map<string, StandardRow[]>();
  for (const row of rows) {
    for (const number of row.replaces) {
      successors.set(number, [...(successors.get(number) ?? []), row]);
    }
  }
  return rows.map((row) => {
    const next = (successors.get(row.number) ?? []).toSorted(byDay);
    const days = [row.abolished_on, next[0]?.from_day ?? null].filter((day) => day !== null);
    return {
      ...row,
      replaced_by: next.map(({ number }) => number),
      lapses_on: days.toSorted()[0] ?? null,
    };
  });
}

function byDay(a: StandardRow, b: StandardRow): number {
  const [left, right] = [a, b].map((row) => `${row.from_day} ${row.number}`) as [string, string];
  return left < right ? -1 : Number(left > right);
}
