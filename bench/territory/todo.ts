import { openMatters, settleRegulators } from './matters.ts';
import { settleHoldings } from '../lots/holdings.ts';
import { appoint, idOf, settleEnterprises } from '../population.ts';
import { provinceSize } from './province.ts';
import { measureReading } from './reading.ts';
import type { Reading } from './reading.ts';
import type { Figure, Findings } from '../report.ts';
import type { UnderTest } from '../under-test.ts';

const open = 100_000;
const lots = 1_000_000;

/** What people open in the morning, over 100,000 open proceedings and as many closed ones. */
export async function benchTodo(under: UnderTest): Promise<Findings> {
  await settleEnterprises(under, provinceSize);
  await settleRegulators(under);
  await openMatters(under, open, provinceSize);
  await settleHoldings(under, lots, provinceSize);
  await under.sql('vacuum analyze');
  const readings = await readingsOf(under);
  const port = await under.listen();
  const figures: Figure[] = [];
  for (const reading of readings) figures.push(await measureReading(under, port, reading));
  return {
    title: 'To-do lists, notices, lists and search',
    method:
      `${open.toLocaleString('en')} open proceedings and as many closed ones over ` +
      `${provinceSize.toLocaleString('en')} enterprises, 5.7 % of them in the largest county; ` +
      `${lots.toLocaleString('en')} lots with their makers, a fifth blocked; one request at a time. Limit: ` +
      'the plain look-up of the same rows by the owner, without policies, names or JSON.',
    figures,
  };
}

type Readers = Record<'county' | 'least' | 'province' | 'works', string>;

async function readingsOf(under: UnderTest): Promise<Reading[]> {
  const [busiest, least] = await under.sql<{ region: number }>(
    `(select region from proceeding where closed_at is null group by region order by count(*) desc limit 1)
     union all
     (select region from organisation where kind = 'enterprise' group by region order by count(*) limit 1)`,
  );
  const county = await idOf(under, 'regulator', busiest!.region);
  const works = await idOf(under, 'enterprise', 7_920);
  const officerOf = async (n: number, region: number) =>
    appoint(under, n, await idOf(under, 'regulator', region), 'case-officer');
  const tokens = {
    county: await officerOf(900_001, busiest!.region),
    province: await officerOf(900_002, 360_000),
    works: await appoint(under, 900_003, works, 'quality-safety-officer'),
    least: await officerOf(900_004, least!.region),
  };
  return [
    ...matterReadings(tokens, county, works),
    ...registerReadings(tokens),
    ...lotReadings(tokens),
  ];
}

function matterReadings(tokens: Readers, county: string, works: string): Reading[] {
  const clocks = (owner: string) =>
    `select * from clock where owner_id = '${owner}' order by until limit 300`;
  const todo = { path: '/api/to-do', targetMs: 50 };
  const list = { path: '/api/proceedings?open=true', targetMs: 100 };
  return [
    { ...todo, what: 'to-do, county regulator', token: tokens.county, limit: clocks(county) },
    { ...todo, what: 'to-do, province', token: tokens.province },
    { ...todo, what: 'to-do, officer of an enterprise', token: tokens.works, limit: clocks(works) },
    { what: 'notices, county regulator', path: '/api/notices', token: tokens.county, targetMs: 50 },
    { ...list, what: 'open proceedings, county', token: tokens.county },
    {
      ...list,
      what: 'open proceedings, province',
      token: tokens.province,
      limit:
        'select id, count(*) over () from proceeding where closed_at is null order by last_at desc limit 20',
    },
    { ...list, what: 'open proceedings, an enterprise', token: tokens.works },
    {
      ...list,
      what: 'one procedure in one state, county',
      path: `${list.path}&procedure=complaint&state=mediating`,
      token: tokens.county,
    },
    {
      what: 'open proceedings of the county as XLSX',
      path: '/api/proceedings/export.xlsx?open=true',
      token: tokens.county,
      targetMs: 5_000,
    },
  ];
}

function registerReadings(tokens: Readers): Reading[] {
  const search = {
    path: `/api/organisations?q=${encodeURIComponent('庐山电缆1234')}`,
    targetMs: 50,
  };
  return [
    { ...search, what: 'search by part of a name, county', token: tokens.county },
    { ...search, what: 'search by part of a name, province', token: tokens.province },
    {
      what: 'a word of all names, narrowed to a class, province',
      path: `/api/organisations?q=${encodeURIComponent('公司')}&class=wire-and-cable`,
      token: tokens.province,
      targetMs: 500,
    },
    {
      what: 'register, first page, county',
      path: '/api/organisations?kind=enterprise',
      token: tokens.county,
      targetMs: 100,
    },
    {
      what: 'register, first page, province',
      path: '/api/organisations?kind=enterprise',
      token: tokens.province,
      targetMs: 500,
    },
  ];
}

function lotReadings(tokens: Readers): Reading[] {
  const stock = { path: '/api/lots?left=true', targetMs: 100 };
  const blocked = { path: '/api/lots?blocked=true', targetMs: 100 };
  return [
    { ...stock, what: 'lots in stock, county', token: tokens.county },
    { ...stock, what: 'lots in stock, smallest county', token: tokens.least },
    { ...stock, what: 'lots in stock, province', token: tokens.province },
    { ...blocked, what: 'blocked lots, county', token: tokens.county },
    { ...blocked, what: 'blocked lots, province', token: tokens.province },
    { ...stock, what: 'lots in stock, an enterprise', token: tokens.works },
  ];
}
