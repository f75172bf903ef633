import { randomUUIDv7 } from 'node:crypto';
import { addMonths, dayOf, monthOf } from '#kernel/calendar/plain-date.ts';
import { domainMask } from '#law/departments.ts';
import { divisionRange } from '#law/divisions.ts';
import { openMatters, settleRegulators } from './matters.ts';
import { appoint, idOf, settleBody, settleEnterprises } from '../population.ts';
import { fillDutyMonths, provinceSize } from './province.ts';
import { measureReading } from './reading.ts';
import type { Reading } from './reading.ts';
import type { Figure, Findings } from '../report.ts';
import type { UnderTest } from '../under-test.ts';

/** The territory board over a year of the province, through HTTP. */
export async function benchBoard(under: UnderTest): Promise<Findings> {
  await settleEnterprises(under, provinceSize);
  await fillDutyMonths(under);
  await settleRegulators(under);
  await openMatters(under, 100_000, provinceSize);
  await under.sql('vacuum analyze');
  const readings = await readingsOf(under);
  const port = await under.listen();
  const figures: Figure[] = [];
  for (const reading of readings) figures.push(await measureReading(under, port, reading));
  return {
    title: 'Territory board',
    method:
      `${provinceSize.toLocaleString('en')} enterprises in 100 counties, twelve months of every duty ` +
      `(${(provinceSize * 12 * under.context.law.duties.length).toLocaleString('en')} bit maps), 100,000 open ` +
      'proceedings, half of them findings; one request at a time. Limit: the sums or bit maps of the same rows added up ' +
      'by the owner, without policies, findings, names or JSON.',
    figures,
  };
}

async function readingsOf(under: UnderTest): Promise<Reading[]> {
  const [largest] = await under.sql<{ region: number }>(
    `select region from organisation where kind = 'enterprise' group by region order by count(*) desc limit 1`,
  );
  const county = largest!.region;
  const city = Math.floor(county / 100) * 100;
  const housing = randomUUIDv7();
  await settleBody(under, {
    id: housing,
    kind: 'industry-department',
    name: '住房和城乡建设厅',
    region: 360_000,
    level: 'province',
    domains: domainMask(['housing']),
  });
  const official = async (number: number, region: number) =>
    appoint(under, number, await idOf(under, 'regulator', region), 'case-officer');
  const tokens = {
    province: await official(900_001, 360_000),
    city: await official(900_002, city),
    county: await official(900_003, county),
    housing: await appoint(under, 900_004, housing, 'department-officer'),
  };
  const sums = (region: number, more = '') => sumSql(under, region, more);
  const year = { path: '/api/board?months=12', targetMs: 100 };
  const list = { path: '/api/board/enterprises', token: tokens.county, targetMs: 100 };
  return [
    { ...year, what: 'province', token: tokens.province, limit: sums(360_000) },
    {
      ...year,
      what: 'province, one product class',
      path: `${year.path}&class=cement`,
      token: tokens.province,
      limit: sums(360_000, `and class_id = 'cement'`),
    },
    {
      ...year,
      what: 'province, products of one department',
      path: `${year.path}&department=housing`,
      token: tokens.province,
      limit: sums(360_000, `and domains & ${domainMask(['housing'])} <> 0`),
    },
    { ...year, what: "a department's own board", token: tokens.housing, limit: sums(360_000) },
    { ...year, what: 'city', token: tokens.city, limit: sums(city) },
    { ...year, what: 'county, the largest', token: tokens.county, limit: sums(county) },
    { ...list, what: 'its enterprises, this month', limit: bitMapSql(under, county, 1) },
    {
      ...list,
      what: 'its enterprises, twelve months',
      path: `${list.path}?months=12`,
      limit: bitMapSql(under, county, 12),
    },
  ];
}

function sumSql(under: UnderTest, region: number, more: string): string {
  const { lo, hi } = divisionRange(region);
  const all = more.includes('class_id') ? '' : `and class_id = ''`;
  return `select region, sum(expected), sum(done), sum(missing), sum(late), sum(finding), sum(idle) from duty_summary
    where duty = 'daily-control' and region between ${lo} and ${hi} and month > '${since(under, 12)}' ${all} ${more}
    group by region`;
}

function bitMapSql(under: UnderTest, county: number, months: number): string {
  return `select organisation_id, sum(bits(expected & ~done)) as missing, sum(bits(finding)) from duty_month
    where duty = 'daily-control' and region = ${county} and month > '${since(under, months)}'
    group by organisation_id order by missing desc limit 20`;
}

/** The month before the first of so many. */
function since(under: UnderTest, months: number): string {
  return addMonths(monthOf(dayOf(under.context.now())), -months);
}
