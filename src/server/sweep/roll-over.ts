import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf, slotOf } from '#kernel/calendar/period.ts';
import { isOwed } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import type { OrganisationFacts, ProductClassFacts } from '#kernel/organisation.ts';
import { utf8 } from '#ledger/bytes.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import { sha256 } from '#ledger/sha256.ts';
import type { Database } from '#db/connect.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import type { Organisation } from '#db/types.ts';

/** An organisation as what it owes is judged. */
export interface OwingRow extends Pick<
  Organisation,
  'id' | 'kind' | 'name' | 'region' | 'domains' | 'business' | 'headcount' | 'revenue_yuan'
> {
  classes: string[] | null;
  is_closed: boolean;
}

const pageRows = 10_000;
const pagesAFold = 5;
/** Pages share no row but the sums: one is marked while the next is read and judged. */
const pagesAtOnce = 2;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Marks what is owed on a day: one bit for each organisation and each duty whose period contains the day. Nothing is
 * written about what was not done; a bit that is expected, over and not done is what boards call missing.
 * Can be done again for the same day.
 * @param now noted with the day, so that the audit can repeat the marking with what held then.
 * @returns how many organisations owe something.
 */
export async function rollOver(
  database: Database,
  law: Law,
  day: PlainDate,
  now: Instant,
): Promise<number> {
  const duties = turnsOn(law, day);
  const classes = await database.asSystem('sweep', (tx) => loadClasses(tx, day));
  const noted = [day, now, rulesDigest(law, classes)];
  const pages = pagesOf(database, day);
  let owing = 0;
  const work = async () => {
    for await (const { rows, number } of pages) {
      const owed = rows.map((row) => ({ row, duties: owedBy(row, duties, classes) }));
      await database.asSystem('sweep', async (tx) => {
        await Promise.all(duties.map((turn) => mark(tx, turn, owed)));
      });
      owing += owed.filter((one) => one.duties.size > 0).length;
      // Not all at the end: a board reads whatever waits. Not each by itself: all change the same sums.
      if (number % pagesAFold === 0) await foldSums(database, law, day);
    }
  };
  await Promise.all(Array.from({ length: pagesAtOnce }, work));
  await foldSums(database, law, day);
  await database.asSystem('sweep', (tx) => tx.rows(noteDay, noted));
  return owing;
}

/** All organisations that can owe something, page by page; who asks for the next one while it is read waits for its turn. */
async function* pagesOf(
  database: Database,
  day: PlainDate,
): AsyncGenerator<{ rows: readonly OwingRow[]; number: number }> {
  let after = first;
  for (let number = 1; ; number += 1) {
    const rows = await database.asSystem('sweep', (tx) =>
      tx.rows<OwingRow>(selectPage, [after, pageRows, day]),
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield { rows, number };
    if (rows.length < pageRows) return;
    after = last.id;
  }
}

/** A duty with the first day of its period in which a day lies. */
export interface TurnOfDuty {
  readonly duty: Duty;
  readonly from: PlainDate;
}

/** The versions of all duties that are in force on a day, with their periods: the same for every enterprise. */
export function turnsOn(law: Law, day: PlainDate): TurnOfDuty[] {
  return law.duties
    .filter((duty) => law.duty(duty.id, day) === duty)
    .map((duty) => ({ duty, from: periodOf(duty.every, day).from }));
}

/** By what rules a day was marked: the duties and the product classes that they ask for. */
export function rulesDigest(law: Law, classes: ReadonlyMap<string, ProductClassFacts>): Uint8Array {
  const duties = law.duties
    .map((duty) => ({ id: duty.id, hash: definitionHash(duty) }))
    .toSorted(byVersion);
  const known = [...classes.values()].map((one) => ({ ...one })).toSorted(byId);
  return sha256(utf8(canonicalJson({ duties, classes: known } as never)));
}

const byVersion = (one: { hash: string }, other: { hash: string }) =>
  one.hash < other.hash ? -1 : 1;

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);

/** Which duties an organisation owes for their periods. */
export function owedBy(
  row: OwingRow,
  duties: readonly TurnOfDuty[],
  classes: ReadonlyMap<string, ProductClassFacts>,
): Set<string> {
  const facts: OrganisationFacts = {
    id: row.id,
    kind: row.kind,
    name: row.name,
    region: row.region,
    productClasses: (row.classes ?? [])
      .map((id) => classes.get(id))
      .filter((one) => one !== undefined),
    filledPosts: [],
    ...(row.is_closed ? { closed: true as const } : {}),
    ...(row.business === null ? {} : { business: row.business }),
    ...(row.headcount === null ? {} : { headcount: row.headcount }),
    ...(row.revenue_yuan === null ? {} : { revenueYuan: row.revenue_yuan }),
  };
  const owed = duties.filter(({ duty, from }) => isOwed(duty, facts, from));
  return new Set(owed.map(({ duty }) => duty.id));
}

/** Sets the bit of a duty's period for those who owe it. */
export async function mark(
  tx: Tx,
  { duty, from }: TurnOfDuty,
  owed: readonly { row: OwingRow; duties: Set<string> }[],
): Promise<void> {
  const { month, bit } = slotOf(from);
  const rows = owed.filter((one) => one.duties.has(duty.id)).map(({ row }) => row);
  await tx.rows(markExpected, [
    rows.map((row) => row.id),
    rows.map((row) => row.region),
    rows.map((row) => row.domains),
    duty.id,
    month,
    (1 << bit) | 0,
  ]);
}

/** The product classes as the rules see them on a day, by id. */
export async function loadClasses(tx: Tx, day: PlainDate): Promise<Map<string, ProductClassFacts>> {
  const rows = await tx.rows<
    Omit<ProductClassFacts, 'mandatoryStandard'> & { mandatory_standard: boolean }
  >('select id, title, licence, ccc, mandatory_standard, risk from product_class_on($1)', [day]);
  return new Map(
    rows.map(({ mandatory_standard: mandatoryStandard, ...one }) => [
      one.id,
      { ...one, mandatoryStandard },
    ]),
  );
}

/** Folds the changes of bit maps into the sums that boards read; of each duty, all periods that are over into one. */
export async function foldSums(database: Database, law: Law, today: PlainDate): Promise<void> {
  const duties = law.duties.filter((duty) => law.duty(duty.id, today) === duty);
  await database.asSystem('sweep', (tx) =>
    tx.rows('select fold_duty_changes($1, $2)', [
      duties.map(({ id }) => id),
      duties.map(({ every }) => periodOf(every, today).from),
    ]),
  );
}

const noteDay = `insert into duty_roll (day, at, rules) values ($1, $2, $3)
  on conflict (day) do update set at = excluded.at, rules = excluded.rules`;

const ownColumns =
  'o.id, o.kind, o.name, o.region, o.domains, o.business, o.headcount, o.revenue_yuan, o.closed_on is not null as is_closed';

/** Columns of an {@link OwingRow} on a day (a placeholder); `o` is the organisation. */
export const owingColumns = (day: string) => `${ownColumns},
  (select array_agg(p.class_id) from organisation_class_on(${day}) p where p.organisation_id = o.id) as classes`;

/** The same with what was registered alone, without what certificates add. */
export const registeredColumns = `${ownColumns},
  (select array_agg(p.class_id) from organisation_product p where p.organisation_id = o.id) as classes`;

const selectPage = `select ${owingColumns('$3')}
from organisation o where o.id > $1 and o.kind in ('enterprise', 'platform') and o.closed_on is null
order by o.id limit $2`;

// Who has the bit already is left out before, not by the WHERE of the update alone: that would lock each row first.
const markExpected = `insert into duty_month as d (organisation_id, duty, month, region, domains, expected)
select r.id, $4, $5, r.region, r.domains, $6 from unnest($1::uuid[], $2::int[], $3::int[]) as r (id, region, domains)
where not exists (select from duty_month m
  where m.organisation_id = r.id and m.duty = $4 and m.month = $5 and m.expected & $6::int <> 0)
on conflict (organisation_id, duty, month) do update set expected = d.expected | excluded.expected,
  region = excluded.region, domains = excluded.domains
where (d.expected & excluded.expected) = 0`;
