import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Effect } from '#kernel/effect.ts';
import type { ListedStandard } from '#kernel/product/standard.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry } from '../entry.ts';

/**
 * Enters standards into the register, works out what became of those that they replace, and tells every enterprise whose
 * products cite one that lapses, or fall under a new mandatory one. What did not change tells nobody.
 */
export async function writeStandards(
  tx: Tx,
  { list }: Extract<Effect, { do: 'standards' }>,
  entry: Entry,
): Promise<void> {
  const rows = JSON.stringify(
    list.map((one) => ({
      ...one,
      published_on: one.publishedOn,
      from_day: one.from,
      abolished_on: one.abolishedOn,
    })),
  );
  const numbers = list.map(({ number }) => number);
  const before = await tx.rows<{ number: string; replaces: string[] }>(
    'select number, replaces from standard where number = any ($1::text[])',
    [numbers],
  );
  await tx.rows(upsert, [rows, entry.id]);
  const touched = [...numbers, ...[...before, ...list].flatMap(({ replaces }) => replaces)];
  const lapsing = await tx.rows<LapseRow>(updateLapses, [[...new Set(touched)]]);
  const known = new Set(before.map(({ number }) => number));
  const changes = [
    ...lapsing.flatMap((row) => (row.lapses_on === null ? [] : [lapseChange(row, row.lapses_on)])),
    ...list.filter(({ number }) => !known.has(number)).flatMap(newChange),
  ];
  if (changes.length === 0) return;
  await tx.rows('select tell_citing($1, $2, $3)', [JSON.stringify(changes), entry.id, entry.at]);
}

interface LapseRow {
  number: string;
  title: string;
  replaced_by: string[];
  lapses_on: PlainDate | null;
}

function lapseChange({ number, title, replaced_by: by }: LapseRow, day: PlainDate) {
  const why = by.length === 0 ? '废止' : `由${by.join('、')}代替`;
  const said = `《${title}》${number}自${day}起${why}，引用它的产品须在该日前修订执行的标准`;
  return { key: `${number}:${day}`, lapsing: number, title: said };
}

/** Where it replaces one, whoever cites that is told of it; others learn what now covers their class. */
function newChange({ number, title, nature, from, classes }: ListedStandard) {
  if (nature !== 'mandatory' || classes.length === 0) return [];
  const said = `强制性标准《${title}》${number}自${from}起实施，请核对同类产品执行的标准`;
  return [{ key: `${number}:new`, number, classes, title: said }];
}

const upsert = `insert into standard (number, title, level, nature, published_on, from_day, abolished_on, replaces, classes,
  entry_id)
select r.number, r.title, r.level, r.nature, r.published_on, r.from_day, r.abolished_on, r.replaces, r.classes, $2
from jsonb_to_recordset($1::jsonb) as r (number text, title text, level text, nature text, published_on date,
  from_day date, abolished_on date, replaces text[], classes text[])
on conflict (number) do update set title = excluded.title, level = excluded.level, nature = excluded.nature,
  published_on = excluded.published_on, from_day = excluded.from_day, abolished_on = excluded.abolished_on,
  replaces = excluded.replaces, classes = excluded.classes, entry_id = excluded.entry_id`;

// Only rows that change come back: those are what there is to tell.
const updateLapses = `update standard s set replaced_by = n.replaced_by, lapses_on = n.lapses_on
from (select o.number, coalesce(r.replaced_by, '{}') as replaced_by, least(o.abolished_on, r.from_day) as lapses_on
  from standard o left join lateral (select array_agg(w.number order by w.from_day, w.number) as replaced_by,
      min(w.from_day) as from_day from standard w where w.replaces @> array[o.number]) r on true
  where o.number = any ($1::text[])) n
where n.number = s.number and (s.replaced_by, s.lapses_on) is distinct from (n.replaced_by, n.lapses_on)
returning s.number, s.title, s.replaced_by, s.lapses_on`;
