import { addDays, addMonths, dayOf, monthOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import type { UnderTest } from '../under-test.ts';

/** Enterprises of the province, as many as the guidance reaches in Jiangxi. */
export const provinceSize = 200_000;

/**
 * Bit maps of every duty for all enterprises, for twelve months up to today's, with their sums: 6 % of the periods not
 * done, fewer late or with a finding, 2 % idle. Written month by month, as the sweep does.
 */
export async function fillDutyMonths(under: UnderTest): Promise<void> {
  const today = dayOf(under.context.now());
  const months = Array.from({ length: 12 }, (_, back) => addMonths(monthOf(today), back - 11));
  const values = months.flatMap((month) =>
    under.context.law.duties.map(({ id, every }) => {
      const starts = daysOf(month).filter(
        (day) => day <= today && periodOf(every, day).from === day,
      );
      const running = starts.filter((day) => day === periodOf(every, today).from);
      return `('${id}', '${month}'::date, ${maskOf(starts)}, ${maskOf(running)})`;
    }),
  );
  await under.sql(`
    set maintenance_work_mem = '512MB';
    set work_mem = '64MB';
    alter table duty_month disable trigger user;
    alter table duty_month drop constraint duty_month_pkey, drop constraint duty_month_organisation_id_fkey;
    drop index duty_month_by_region;
    create temp table slot (duty text, month date, expected int, running int, seed int);
    insert into slot select v.*, hashtext(v.column1 || v.column2) from (values ${values.join(', ')}) v;
    insert into duty_month
      select o.id, s.duty, s.month, o.region, o.domains, s.expected, s.expected & ~m.missing,
        s.expected & ~m.missing & m.late, s.expected & ~m.missing & m.finding, s.expected & ~m.missing & m.idle
      from (select * from slot order by month, duty) s
        cross join (select * from organisation where kind = 'enterprise' order by id) o
        cross join lateral (select r.a & r.b & r.c & r.d as missing, r.a & r.b & r.c & ~r.d & r.e as late,
          r.b & r.c & ~r.a & r.d & ~r.e as finding, r.c & ~r.b & r.d & r.e & ~r.a & (r.a >> 3) as idle
          from (select hashint4(h) as a, hashint4(h + 1) as b, hashint4(h + 2) as c, hashint4(h + 3) as d,
              hashint4(h + 4) as e
            from (select uuid_hash(o.id) # s.seed) as hashed (h)) r) m;
    alter table duty_month add primary key (organisation_id, duty, month);
    alter table duty_month add foreign key (organisation_id) references organisation (id);
    create index duty_month_by_region on duty_month (duty, region, month);
    alter table duty_month enable trigger user;
    insert into duty_summary
      select d.duty, p.class_id, d.region, d.month, 0, d.domains, count(*), ${bitsOf('~s.running')}
      from slot s join duty_month d on d.duty = s.duty and d.month = s.month
        join organisation_product p on p.organisation_id = d.organisation_id
      group by d.duty, p.class_id, d.region, d.month, d.domains order by 1, 2, 4, 3;
    insert into duty_summary
      select d.duty, p.class_id, d.region, d.month, 1 + (select n from generate_series(0, 30) n where s.running >> n & 1 = 1),
        d.domains, 0, ${bitsOf('s.running')}
      from slot s join duty_month d on d.duty = s.duty and d.month = s.month
        join organisation_product p on p.organisation_id = d.organisation_id
      where s.running <> 0 group by d.duty, p.class_id, d.region, d.month, s.running, d.domains order by 1, 2, 4, 3;
    insert into duty_summary
      select duty, '', region, month, day, domains, sum(organisations), sum(expected), sum(done), sum(missing), sum(late),
        sum(finding), sum(idle)
      from duty_summary group by duty, region, month, day, domains order by 1, 4, 3`);
  await under.sql('vacuum analyze duty_month, duty_summary');
}

/** SQL for the sums of the periods in a mask. */
function bitsOf(mask: string): string {
  return ['expected', 'done', 'expected & ~d.done', 'late', 'finding', 'idle']
    .map((column) => `sum(bits(d.${column} & ${mask}))`)
    .join(', ');
}

function daysOf(month: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = month; day < addMonths(month, 1); day = addDays(day, 1)) days.push(day);
  return days;
}

function maskOf(days: readonly PlainDate[]): number {
  return days.reduce((mask, day) => mask | (1 << (Number(day.slice(8)) - 1)), 0) | 0;
}
