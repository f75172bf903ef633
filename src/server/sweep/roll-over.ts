import { addMonths, monthOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf, slotOf } from '#kernel/calendar/period.ts';
import { isOwed } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import type { ProductClassFacts } from '#kernel/organisation.ts';
import type { Database } from '#db/connect.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import type { Organisation } from '#db/types.ts';

interface Row extends Pick<
  Organisation,
  'id' | 'kind' | 'name' | 'region' | 'domains' | 'business' | 'headcount' | 'revenue_yuan'
> {
  classes: string[] | null;
}

const pageRows = 10_000;
const first = '00000000-0000-0000-0000-000000000000';

/**
 * Marks what is owed on a day: one bit for each organisation and each duty whose period contains the day. Nothing is
 * written about what was not done; a bit that is expected, over and not done is what boards call missing.
 * Can be done again for the same day.
 * @returns how many organisations owe something.
 */
export async function rollOver(database: Database, law: Law, day: PlainDate): Promise<number> {
  const duties = law.duties.filter((duty) => law.duty(duty.id, day) === duty);
  const classes = await database.asSystem('sweep', (tx) => loadClasses(tx, day));
  let owing = 0;
  for (let after = first; ;) {
    const rows = await database.asSystem('sweep', (tx) =>
      tx.rows<Row>(selectPage, [after, pageRows, day]),
    );
    const owed = rows.map((row) => ({ row, duties: owedBy(row, duties, classes, day) }));
    await database.asSystem('sweep', async (tx) => {
      await Promise.all(duties.map((duty) => mark(tx, duty, day, owed)));
    });
    owing += owed.filter((one) => one.duties.size > 0).length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return owing;
    after = last.id;
  }
}

function owedBy(
  row: Row,
  duties: readonly Duty[],
  classes: ReadonlyMap<string, ProductClassFacts>,
  day: PlainDate,
): Set<string> {
  const facts = {
    id: row.id,
    kind: row.kind,
    name: row.name,
    region: row.region,
    productClasses: (row.classes ?? [])
      .map((id) => classes.get(id))
      .filter((one) => one !== undefined),
    filledPosts: [],
    ...(row.business === null ? {} : { business: row.business }),
    ...(row.headcount === null ? {} : { headcount: row.headcount }),
    ...(row.revenue_yuan === null ? {} : { revenueYuan: row.revenue_yuan }),
  };
  const owed = duties.filter((duty) => isOwed(duty, facts, periodOf(duty.every, day).from));
  return new Set(owed.map((duty) => duty.id));
}

async function mark(
  tx: Tx,
  duty: Duty,
  day: PlainDate,
  owed: readonly { row: Row; duties: Set<string> }[],
): Promise<void> {
  const { month, bit } = slotOf(periodOf(duty.every, day).from);
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

async function loadClasses(tx: Tx, day: PlainDate): Promise<Map<string, ProductClassFacts>> {
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

/** Sums the months whose last weeks are over, so that boards read sums instead of bit maps. */
export async function closeMonths(database: Database, today: PlainDate): Promise<void> {
  // A week that starts on the last day of a month ends six days later; then nothing of the month is open any more.
  const month = addMonths(monthOf(today), Number(today.slice(8)) > 7 ? -1 : -2);
  await database.asSystem('sweep', async (tx) => {
    const [oldest] = await tx.rows<{ month: PlainDate | null }>(
      `select min(m.month) as month from duty_month m
       where m.month <= $1 and not exists (select from duty_closed_month c where c.month = m.month)`,
      [month],
    );
    for (
      let at = oldest?.month ?? undefined;
      at !== undefined && at <= month;
      at = addMonths(at, 1)
    ) {
      await tx.rows('select close_duty_month($1)', [at]);
    }
  });
}

const selectPage = `select o.id, o.kind, o.name, o.region, o.domains, o.business, o.headcount, o.revenue_yuan,
  (select array_agg(p.class_id) from organisation_class_on($3) p where p.organisation_id = o.id) as classes
from organisation o where o.id > $1 and o.kind in ('enterprise', 'platform') and o.closed_on is null
order by o.id limit $2`;

const markExpected = `insert into duty_month as d (organisation_id, duty, month, region, domains, expected)
select r.id, $4, $5, r.region, r.domains, $6 from unnest($1::uuid[], $2::int[], $3::int[]) as r (id, region, domains)
on conflict (organisation_id, duty, month) do update set expected = d.expected | excluded.expected,
  region = excluded.region, domains = excluded.domains
where (d.expected & excluded.expected) = 0`;
