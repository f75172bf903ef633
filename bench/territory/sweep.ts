import { addDays, addMonths, dayOf, monthOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { foldSums, rollOver } from '#server/sweep/roll-over.ts';
import { settleEnterprises } from '../population.ts';
import { fillDutyMonths, provinceSize } from './province.ts';
import { ms } from '../report.ts';
import type { Figure, Findings } from '../report.ts';
import type { UnderTest } from '../under-test.ts';

/** A night may take this long. */
const nightMs = 30_000;
const missedNights = 5;

/** The nights around the end of a month. */
export async function benchSweep(under: UnderTest): Promise<Findings> {
  await settleEnterprises(under, provinceSize);
  await fillDutyMonths(under);
  const { database, law } = under.context;
  const roll = (day: PlainDate) => rollOver(database, law, day, under.context.now());
  const first = addMonths(monthOf(dayOf(under.context.now())), 1);
  const figures: Figure[] = [
    figure('first night of a month: bit maps of all duties', await timed(() => roll(first)), {
      plainMs: await plainInsert(under),
    }),
    figure('any other night', await timed(() => roll(addDays(first, 1))), {
      plainMs: await plainUpdate(under, first),
    }),
    figure('the same night again', await timed(() => roll(addDays(first, 1)))),
  ];
  const caughtUp = await timed(async () => {
    for (let night = 2; night < 2 + missedNights; night += 1) await roll(addDays(first, night));
  });
  await recordDays(under, first);
  figures.push(
    figure(`${missedNights} nights that were missed`, caughtUp, {
      targetMs: missedNights * nightMs,
    }),
    figure(
      'the notes of 10,000 acts, folded into the sums',
      await timed(() => foldSums(database, law, addDays(first, 1 + missedNights))),
      { targetMs: 1_000 },
    ),
  );
  return {
    title: 'Nightly roll-over',
    method:
      `${provinceSize.toLocaleString('en')} enterprises that owe all duties, with a year behind them; sums included. ` +
      'Limits: one statement of the owner that inserts or updates as many bit maps, without triggers. The first night ' +
      'also folds the last periods of the month before into its sums; no other work closes a month.',
    figures,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function figure(
  what: string,
  takenMs: number,
  { targetMs = nightMs, plainMs }: { targetMs?: number; plainMs?: number } = {},
): Figure {
  return {
    what,
    measured: ms(takenMs),
    ...(plainMs === undefined
      ? {}
      : { limit: `${ms(plainMs)}, ratio ${(plainMs / takenMs).toFixed(2)}` }),
    target: `≤ ${targetMs / 1000} s`,
    met: takenMs <= targetMs,
  };
}

/** As many bit maps into an empty table with the same indexes. */
async function plainInsert({ sql, context }: UnderTest): Promise<number> {
  const duties = context.law.duties.map(({ id }) => `('${id}')`).join(', ');
  await sql('create table plain (like duty_month including all)');
  const takenMs = await timed(() =>
    sql(`insert into plain select o.id, d.duty, '2026-01-01', o.region, o.domains, 1
      from organisation o cross join (values ${duties}) as d (duty) where o.kind = 'enterprise'`),
  );
  await sql('drop table plain');
  return takenMs;
}

/** The same rows with the next bit, in a copy without triggers. */
async function plainUpdate({ sql }: UnderTest, month: PlainDate): Promise<number> {
  await sql(`create table plain (like duty_month including all);
    insert into plain select * from duty_month where month = '${month}' and duty = 'daily-control'`);
  const takenMs = await timed(() => sql('update plain set expected = expected | 2'));
  await sql('drop table plain');
  return takenMs;
}

/** What ten thousand daily records do to the bit maps, one statement each as in acts. */
async function recordDays({ sql }: UnderTest, month: PlainDate): Promise<void> {
  await sql(`do $$
    declare one record;
    begin
      for one in select organisation_id from duty_month where month = '${month}' and duty = 'daily-control' limit 10000 loop
        update duty_month set done = done | 1
          where organisation_id = one.organisation_id and duty = 'daily-control' and month = '${month}';
      end loop;
    end $$`);
}
