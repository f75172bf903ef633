import { dayOf, epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Effect, RegisteredFacts } from '#kernel/effect.ts';
import type { OrganisationFacts, ProductClassFacts } from '#kernel/organisation.ts';
import type { Tx } from '#db/transaction.ts';
import { equalBytes } from '#ledger/bytes.ts';
import { loadClasses, registeredColumns, rulesDigest } from '../../sweep/roll-over.ts';
import type { OwingRow } from '../../sweep/roll-over.ts';
import { effectiveBooks, effectsOf, readBookEntries } from '../effects/book-effects.ts';
import type { BookEntry } from '../effects/book-effects.ts';
import { frozen } from '../difference.ts';
import type { Audit, Difference } from '../difference.ts';
import { owedMaps } from './owed.ts';
import type { Known, Recorded, Rolled } from './owed.ts';
import { checkSummary } from './summary.ts';

const batchSize = 200;
const lowest = '00000000-0000-0000-0000-000000000000';

/**
 * Works out again what every enterprise owed in every period: from the nights that were marked, from what the register
 * held then (profiles are entries, and name what was before) and from the records themselves. Then the sums. Nights that
 * were marked by other rules than those of their day, and enterprises whose certificates add product classes (they may
 * be entered for days that are past) are left out.
 */
export async function checkExpected(audit: Audit): Promise<Difference | undefined> {
  const { nights, classes } = await audit.database.asSystem(
    'audit',
    (tx) => readNights(tx, audit),
    frozen,
  );
  for (let after: string | undefined = lowest; after !== undefined;) {
    const from: string = after;
    const houses = await audit.database.asSystem(
      'audit',
      (tx) => readBatch(tx, audit, from, classes),
      frozen,
    );
    for (const house of houses) {
      const difference = checkHouse(audit, house, nights);
      if (difference !== undefined) return difference;
    }
    after = houses.length < batchSize ? undefined : houses.at(-1)!.id;
  }
  return audit.database.asSystem('audit', checkSummary, frozen);
}

interface MonthRow {
  organisation_id: string;
  duty: string;
  month: PlainDate;
  expected: number;
}

interface House {
  readonly id: string;
  readonly isLeftOut: boolean;
  readonly known: Known;
  readonly records: readonly Recorded[];
  readonly months: readonly MonthRow[];
}

/** The product classes as the catalogue of a day has them. */
type ClassesOn = (day: PlainDate) => ReadonlyMap<string, ProductClassFacts>;

/** Read once for each edition: classes change only on the first day of one. */
async function classesByDay(tx: Tx): Promise<ClassesOn> {
  const rows = await tx.rows<{ day: PlainDate }>(
    'select distinct from_day as day from product_class_version order by 1',
  );
  const editions: { from: PlainDate; classes: ReadonlyMap<string, ProductClassFacts> }[] = [];
  for (const from of ['1949-10-01', ...rows.map(({ day }) => day)]) {
    editions.push({ from, classes: await loadClasses(tx, from) });
  }
  return (day) => (editions.findLast(({ from }) => from <= day) ?? editions[0]!).classes;
}

async function readNights(tx: Tx, { law }: Audit) {
  const classes = await classesByDay(tx);
  const rows = await tx.rows<{ day: PlainDate; at: Instant; rules: Uint8Array }>(
    'select day, at, rules from duty_roll order by day',
  );
  const nights = rows.map((row): Rolled => ({
    day: row.day,
    at: row.at,
    isComparable: equalBytes(row.rules, rulesDigest(law, classes(row.day))),
  }));
  return { nights, classes };
}

async function readBatch(
  tx: Tx,
  { law }: Audit,
  after: string,
  classes: ClassesOn,
): Promise<House[]> {
  const rows = await tx.rows<OwingRow & { created_at: Instant; is_left_out: boolean }>(
    `select ${registeredColumns}, o.created_at, exists (select from certificate c
       cross join lateral unnest(c.classes) as k (id) where c.organisation_id = o.id and not exists (
         select from organisation_product p where p.organisation_id = o.id and p.class_id = k.id)) as is_left_out
     from organisation o where o.id > $1 and o.kind in ('enterprise', 'platform') order by o.id limit $2`,
    [after, batchSize],
  );
  const ids = rows.map(({ id }) => id);
  const [months, records, entries] = await Promise.all([
    tx.rows<MonthRow>(
      'select organisation_id, duty, month, expected from duty_month where organisation_id = any ($1::uuid[])',
      [ids],
    ),
    tx.rows<Recorded & { organisation_id: string }>(
      `select organisation_id, definition as duty, period, at from entry
        where organisation_id = any ($1::uuid[]) and kind = 'duty' and act = 'record'`,
      [ids],
    ),
    readBookEntries(tx, ids, effectiveBooks(law)),
  ]);
  const of = <T extends { organisation_id: string }>(all: T[]) =>
    Map.groupBy(all, (one) => one.organisation_id);
  const [monthsOf, recordsOf, entriesOf] = [of(months), of(records), of(entries)];
  return rows.map((row) => ({
    id: row.id,
    isLeftOut: row.is_left_out,
    known: knownOf(row, row.created_at, changesOf(entriesOf.get(row.id) ?? []), classes),
    records: recordsOf.get(row.id) ?? [],
    months: monthsOf.get(row.id) ?? [],
  }));

  function changesOf(own: readonly BookEntry[]) {
    return own.flatMap((entry) =>
      effectsOf(law, entry, 'enterprise', { all: own }).flatMap((effect) =>
        effect.do === 'register' || effect.do === 'standing' ? { at: entry.at, effect } : [],
      ),
    );
  }
}

interface Change {
  readonly at: Instant;
  readonly effect: Extract<Effect, { do: 'register' | 'standing' }>;
}

/** What the register held at any time: its latest change until then, or what its first change found there. */
function knownOf(
  row: OwingRow,
  createdAt: Instant,
  changes: readonly Change[],
  classes: ClassesOn,
): Known {
  type Held = Omit<RegisteredFacts, 'address' | 'phone'>;
  const asFacts = (held: Held, day: PlainDate): OrganisationFacts => ({
    ...held,
    id: row.id,
    kind: row.kind,
    productClasses: held.productClasses
      .map((id) => classes(day).get(id))
      .filter((one) => one !== undefined),
    filledPosts: [],
  });
  const spans = changes.flatMap(({ at, effect }) =>
    effect.do === 'register' ? { from: epochMs(at), ...effect } : [],
  );
  const standings = changes.flatMap(({ at, effect }) =>
    effect.do === 'standing' ? { from: epochMs(at), ...effect } : [],
  );
  const original: Held = spans[0]?.before ?? {
    name: row.name,
    region: row.region,
    productClasses: row.classes ?? [],
    ...(row.business === null ? {} : { business: row.business }),
    ...(row.headcount === null ? {} : { headcount: row.headcount }),
    ...(row.revenue_yuan === null ? {} : { revenueYuan: row.revenue_yuan }),
  };
  return {
    since: createdAt,
    changedAt: changes.map(({ at }) => at),
    at: (moment) => {
      const held = spans.findLast(({ from }) => from <= epochMs(moment))?.facts ?? original;
      const standing = standings.findLast(({ from }) => from <= epochMs(moment));
      const facts = asFacts(held, dayOf(moment));
      return standing?.closed === undefined ? facts : { ...facts, closed: true };
    },
  };
}

function checkHouse(
  { law }: Audit,
  house: House,
  nights: readonly Rolled[],
): Difference | undefined {
  if (house.isLeftOut) return undefined;
  const { owed, unknown } = owedMaps(law, house.known, house.records, nights);
  const stored = new Map(house.months.map((row) => [`${row.duty} ${row.month}`, row.expected]));
  for (const key of new Set([...owed.keys(), ...stored.keys()])) {
    const wrong = ((owed.get(key) ?? 0) ^ (stored.get(key) ?? 0)) & ~(unknown.get(key) ?? 0);
    if (wrong === 0) continue;
    const [duty = '', month = ''] = key.split(' ');
    const bit = 31 - Math.clz32(wrong & -wrong);
    const day = `${month.slice(0, 8)}${String(bit + 1).padStart(2, '0')}`;
    const isSet = (((stored.get(key) ?? 0) >>> bit) & 1) === 1;
    return {
      check: 'expected',
      table: 'duty_month',
      column: 'expected',
      organisation: house.id,
      zh: `单位${house.id}的${duty}在${day}一期登记为${isSet ? '应' : '不必'}履行，重算结果相反。`,
      en: `${duty} of organisation ${house.id} is ${isSet ? '' : 'not '}expected for ${day}, what held then says otherwise`,
    };
  }
  return undefined;
}
