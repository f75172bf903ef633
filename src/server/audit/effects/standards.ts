import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import type { Tx } from '#db/transaction.ts';
import { frozen } from '../difference.ts';
import type { Audit, Difference } from '../difference.ts';
import { effectiveBooks, effectsOf, readBookEntries } from './book-effects.ts';

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
export function checkStandards(audit: Audit): Promise<Difference | undefined> {
  return audit.database.asSystem(
    'audit',
    async (tx) => {
      const [standards, kinds, expected] = await Promise.all([
        tx.rows<StandardRow>('select * from standard order by number'),
        tx.rows<KindRow>(
          `select entry_id, line, word, class_id, from_day, source from eliminated_kind
           order by entry_id, line`,
        ),
        expectedOf(tx, audit),
      ]);
      const { erased } = expected;
      const believed = standards.filter((row) => erased.has(row.entry_id));
      const due = lapsing([...expected.standards.values(), ...believed]);
      return (
        compare('standard', 'number', due, standards, (row) => row.number) ??
        compare(
          'eliminated_kind',
          'word',
          expected.kinds,
          kinds.filter((row) => !erased.has(row.entry_id)),
          ({ entry_id: entry, line }) => `${entry}/${line}`,
        )
      );
    },
    frozen,
  );
}

async function expectedOf(tx: Tx, { law }: Audit) {
  const books = effectiveBooks(law).filter(({ party }) => party === 'regulator');
  const houses = await tx.rows<{ organisation_id: string }>(
    `select distinct organisation_id from entry where kind = 'book' and definition = any ($1::text[])`,
    [books.map(({ id }) => id)],
  );
  const ids = houses.map((row) => row.organisation_id);
  const entries = await readBookEntries(tx, ids, books);
  const standards = new Map<string, StandardRow>();
  const kinds: KindRow[] = [];
  const erased = new Set(entries.filter((entry) => entry.erased).map(({ id }) => id));
  for (const entry of entries) {
    for (const effect of effectsOf(law, entry, 'market-regulator', { all: entries })) {
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

function compare<R extends { entry_id: string }>(
  table: string,
  column: string,
  expected: readonly R[],
  stored: readonly R[],
  keyOf: (row: R) => string,
): Difference | undefined {
  const due = new Map(expected.map((row) => [keyOf(row), row]));
  const found = new Map(stored.map((row) => [keyOf(row), row]));
  for (const key of new Set([...due.keys(), ...found.keys()])) {
    const [one, other] = [due.get(key), found.get(key)];
    if (one !== undefined && other !== undefined && text(one) === text(other)) continue;
    return {
      check: 'register',
      table,
      column,
      entry: (one ?? other)!.entry_id,
      zh: `${table}的${key}为${text(other)}，由台账记录重算应为${text(one)}。`,
      en: `${table} ${key} is ${text(other)}, the records of its book give ${text(one)}`,
    };
  }
  return undefined;
}

function text(row: object | undefined): string {
  return row === undefined ? '-' : canonicalJson(JSON.parse(JSON.stringify(row)));
}
