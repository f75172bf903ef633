import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMonths } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import type { Every } from '#kernel/calendar/period.ts';
import { domainMask } from '#law/departments.ts';
import type { DepartmentId } from '#law/departments.ts';
import { divisionRange } from '#law/divisions.ts';
import { findProductClass } from '#law/product-classes.ts';
import type { Board, BoardEnterprise, BoardTotals } from '#server/board/present.ts';
import type { Problem } from '#server/problem.ts';
import { foldSums } from '#server/sweep/roll-over.ts';
import type { Client } from '../../client.ts';
import { seedCast, seedOrganisation } from '../../seed.ts';
import { startServer } from '../../service.ts';
import { draw, marks, random, write } from './book.ts';
import type { Month } from './book.ts';
import { isRefused } from '../submission-scene.ts';

/** All of it lies ahead of the machine's own clock: the board must go by the service's. */
const today = '2027-02-20';
const months: readonly PlainDate[] = ['2026-11-01', '2026-12-01', '2027-01-01', '2027-02-01'];
const counties = [360_704, 360_703, 360_781, 360_102, 360_481];
const duties: Readonly<Record<string, Every>> = {
  'daily-control': 'day',
  'weekly-screening': 'week',
  'monthly-review': 'month',
};
const assortments = [
  ['cement'],
  ['extension-socket'],
  ['cement', 'plug-socket'],
  ['water-supply-pipe'],
];

const service = await startServer({ after }, { now: `${today}T02:00:00.000Z` });
const { database } = service.context;

const book: Month[] = [];
const clients = new Map<string, Client>();
before(async () => {
  await seedCast(database);
  for (const login of ['leader', 'inspector', 'housing']) {
    clients.set(login, await service.client().signIn(login));
  }
  for (let number = 0; number < 40; number += 1) await enrol(number);
  await write(database, book);
});

async function enrol(number: number): Promise<void> {
  const classes = assortments[number % assortments.length]!;
  const region = counties[random(counties.length)]!;
  const name = `赣州随机${number}%厂`;
  const { id } = await seedOrganisation(database, {
    kind: 'enterprise',
    name,
    region,
    products: classes,
  });
  const departments = classes.flatMap((one) => findProductClass(one)?.departments ?? []);
  const domains = domainMask([...new Set(departments)]);
  for (const [duty, every] of Object.entries(duties)) {
    for (const month of months) {
      if (random(10) === 0) continue;
      const days = draw(every, month, today);
      book.push({ organisation: id, name, region, domains, classes, duty, month, days });
    }
  }
}

interface Question {
  readonly duty: string;
  readonly region: number;
  readonly month: PlainDate;
  readonly months: number;
  readonly class?: string;
  readonly department?: DepartmentId;
}

function urlOf(path: string, { duty, region, month, months: count, ...more }: Question): string {
  const query = new URLSearchParams({
    duty,
    region: String(region),
    month: month.slice(0, 7),
    months: String(count),
    ...more,
  });
  return `${path}?${query.toString()}`;
}

/** Counted day by day from the book. `scope` is what the reader may see. */
function rowsOf(question: Question, scope: Scope): Month[] {
  const from = addMonths(question.month, 1 - question.months);
  const { lo, hi } = divisionRange(question.region);
  const asked = question.department === undefined ? -1 : domainMask([question.department]);
  return book.filter(
    (row) =>
      row.duty === question.duty &&
      from <= row.month &&
      row.month <= question.month &&
      lo <= row.region &&
      row.region <= hi &&
      (row.domains & asked) !== 0 &&
      (row.domains & scope) !== 0 &&
      (question.class === undefined || row.classes.includes(question.class)),
  );
}

type Scope = number;
const everything: Scope = -1;

function sum(
  rows: readonly Month[],
): Omit<BoardTotals, 'organisations' | 'openFindings' | 'overdueFindings'> {
  const totals = { expected: 0, done: 0, missing: 0, late: 0, finding: 0, idle: 0 };
  for (const { days, duty, month } of rows) {
    for (const mark of marks) totals[mark] += days[mark].size;
    for (const day of days.expected) {
      const first = `${month.slice(0, 8)}${String(day + 1).padStart(2, '0')}`;
      if (!days.done.has(day) && periodOf(duties[duty]!, first).to < today) totals.missing += 1;
    }
  }
  return totals;
}

/** Enterprises of a county are those of its fullest month. */
function organisationsOf(rows: readonly Month[]): number {
  let count = 0;
  for (const [, inCounty] of Map.groupBy(rows, ({ region }) => region)) {
    const byMonth = [...Map.groupBy(inCounty, ({ month }) => month).values()];
    count += Math.max(...byMonth.map(({ length }) => length));
  }
  return count;
}

async function agrees(login: string, question: Question, scope: Scope = everything): Promise<void> {
  const client = clients.get(login)!;
  const { status, body } = await client.get<Board>(urlOf('/api/board', question));
  assert.equal(status, 200, JSON.stringify(body));
  const expected = (region: number) => {
    const rows = rowsOf({ ...question, region }, scope);
    const findings = { openFindings: 0, overdueFindings: 0 };
    return { ...sum(rows), ...findings, organisations: organisationsOf(rows) };
  };
  const where = `${login} ${JSON.stringify(question)}`;
  assert.deepEqual(body.totals, expected(question.region), where);
  for (const { code, totals } of body.children)
    assert.deepEqual(totals, expected(code), `${where} ${code}`);
}

function questions(): Question[] {
  const list: Question[] = [];
  for (const duty of Object.keys(duties)) {
    for (const region of [360_000, 360_700, 360_704]) {
      for (const [at, month] of months.entries()) {
        const more: Pick<Question, 'class' | 'department'>[] = [
          {},
          { class: 'cement' },
          { department: 'housing' },
          { department: 'water-resources' },
          { class: 'plug-socket', department: 'transport' },
        ];
        list.push({
          duty,
          region,
          month,
          months: (at % 4) + 1,
          ...more[list.length % more.length],
        });
      }
    }
  }
  return list;
}

test('before anything is folded, every number is what counting day by day gives', async () => {
  for (const question of questions()) await agrees('leader', question);
});

test('folded sums give the same numbers as before', async () => {
  assert.equal((await waiting()) > 0, true);
  await foldSums(database, service.context.law, today);
  assert.equal(await waiting(), 0);
  await foldSums(database, service.context.law, today);
  for (const question of questions()) await agrees('leader', question);
});

test('a period that runs when its sums are folded is missing once it is over', async () => {
  await foldSums(database, service.context.law, '2027-02-10');
  for (const question of questions()) await agrees('leader', question);
});

test('what comes late is added to the sums', async () => {
  const changed = book.filter((row) => row.month < '2027-02-01' && random(3) === 0);
  for (const { days } of changed) {
    for (const day of days.expected) {
      if (days.done.has(day) || random(2) === 0) continue;
      days.done.add(day);
      days.late.add(day);
      if (random(4) === 0) days.finding.add(day);
    }
    for (const day of [...days.idle].slice(0, 2)) days.idle.delete(day);
  }
  await write(database, changed);
  const [template] = book;
  const missed = counties.map((region) => ({
    ...template!,
    region,
    month: '2026-11-01',
    duty: 'monthly-review',
    organisation: '',
  }));
  for (const [at, row] of missed.entries()) {
    const name = `赣州补报${at}厂`;
    const { id } = await seedOrganisation(database, {
      kind: 'enterprise',
      name,
      region: row.region,
      products: row.classes,
    });
    const own = { ...row, name, organisation: id, days: draw('month', row.month, today) };
    book.push(own);
    await write(database, [own]);
  }
  for (const question of questions()) await agrees('leader', question);
});

test('those who write while the sums are folded are all counted', async () => {
  const open = book.filter(({ month }) => month === '2027-02-01');
  for (const { days } of open) for (const day of days.expected) days.done.add(day);
  const halves = [open.slice(0, open.length / 2), open.slice(open.length / 2)];
  await Promise.all([
    ...halves.map((rows) => write(database, rows)),
    foldSums(database, service.context.law, today),
    foldSums(database, service.context.law, today),
  ]);
  for (const question of questions()) await agrees('leader', question);
});

test('an enterprise that moves to another county or class takes its sums along', async () => {
  const moved = book.filter(({ organisation }) => organisation === book[0]!.organisation);
  const region = counties.find((code) => code !== moved[0]!.region)!;
  const classes = ['cement', 'extension-socket', 'plug-socket'];
  await database.asSystem('import', async (tx) => {
    const id = moved[0]!.organisation;
    await tx.rows('delete from organisation_product where organisation_id = $1', [id]);
    await tx.rows('insert into organisation_product select $1, unnest($2::text[])', [id, classes]);
  });
  const now = moved.map((row) => ({ ...row, region, classes }));
  await database.asSystem('sweep', (tx) =>
    tx.rows('update duty_month set region = $2 where organisation_id = $1', [
      moved[0]!.organisation,
      region,
    ]),
  );
  book.splice(0, book.length, ...book.filter((row) => !moved.includes(row)), ...now);
  for (const question of questions()) await agrees('leader', question);
  await foldSums(database, service.context.law, today);
  for (const question of questions()) await agrees('leader', question);
});

test('a county sees itself, a department its own products, and nobody another region', async () => {
  const county = {
    duty: 'daily-control',
    region: 360_704,
    month: '2027-02-01',
    months: 4,
  } as const;
  await agrees('inspector', county);
  await agrees('housing', county, domainMask(['housing']));
  await agrees('housing', { ...county, class: 'cement' }, domainMask(['housing']));
  await agrees('housing', { ...county, department: 'transport' }, domainMask(['housing']));
  for (const login of ['inspector', 'housing']) {
    for (const region of [360_703, 360_700, 360_000]) {
      isRefused(
        await clients.get(login)!.get(urlOf('/api/board', { ...county, region })),
        'another-region',
      );
      const list = urlOf('/api/board/enterprises', { ...county, region });
      isRefused(await clients.get(login)!.get(list), 'another-region');
    }
  }
  for (const login of ['officer', 'technician', 'citizen']) {
    const client = await service.client().signIn(login);
    isRefused(await client.get<Problem>(urlOf('/api/board', county)), 'not-entitled');
  }
  const leader = clients.get('leader')!;
  isRefused(await leader.get(urlOf('/api/board', { ...county, region: 361_299 })), 'not-found');
  isRefused(
    await leader.get(urlOf('/api/board', { ...county, duty: 'nothing' })),
    'unknown-definition',
  );
  isRefused(await leader.get('/api/board?department=nothing'), 'not-found');
});

test('the enterprises of a board are all there, the worst first, each with its own sums', async () => {
  const question = {
    duty: 'daily-control',
    region: 360_000,
    month: '2027-01-01',
    months: 3,
  } as const;
  const client = clients.get('leader')!;
  const pages = async (more: string) => {
    const found: BoardEnterprise[] = [];
    for (let page = 1; ; page += 1) {
      const url = `${urlOf('/api/board/enterprises', question)}&page=${page}${more}`;
      const { body } = await client.get<{ enterprises: BoardEnterprise[]; total: number }>(url);
      found.push(...body.enterprises);
      if (body.enterprises.length === 0 || found.length === body.total) return found;
    }
  };
  const expected = [
    ...Map.groupBy(rowsOf(question, everything), ({ organisation }) => organisation),
  ].map(([id, rows]) => ({ id, name: rows[0]!.name, totals: sum(rows) }));
  const byId = <T extends { id: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const shown = await pages('');
  assert.deepEqual(
    byId(shown.map(({ id, name, totals }) => ({ id, name, totals }))),
    byId(expected),
  );
  const missing = shown.map(({ totals }) => totals.missing);
  assert.deepEqual(
    missing,
    missing.toSorted((a, b) => b - a),
  );
  for (const only of ['missing', 'late', 'finding'] as const) {
    const wanted = expected.filter(({ totals }) => totals[only] > 0).length;
    assert.equal((await pages(`&only=${only}`)).length, wanted);
  }
  assert.equal((await pages('&only=waiting')).length, 0, 'no period of those months runs');
  assert.equal(
    (await pages(`&q=${encodeURIComponent('1%厂')}`)).length,
    expected.filter(({ name }) => name.includes('1%厂')).length,
  );
  assert.equal((await pages(`&q=${encodeURIComponent('_')}`)).length, 0);
});

test('who has not done what is owed in the period that runs is listed while there is time', async () => {
  const client = clients.get('leader')!;
  for (const [duty, every] of Object.entries(duties)) {
    const running = Number(periodOf(every, today).from.slice(8)) - 1;
    const question = { duty, region: 360_000, month: '2027-02-01', months: 1 } as const;
    const rows = rowsOf(question, everything);
    for (const [at, { days }] of rows.entries()) if (at % 3 === 0) days.done.delete(running);
    await write(database, rows);
    const wanted = rows
      .filter(({ days }) => days.expected.has(running) && !days.done.has(running))
      .map(({ organisation }) => organisation);
    const found: string[] = [];
    for (let page = 1; page < 5; page += 1) {
      const url = `${urlOf('/api/board/enterprises', question)}&only=waiting&page=${page}`;
      const { body } = await client.get<{ enterprises: BoardEnterprise[] }>(url);
      found.push(...body.enterprises.map(({ id }) => id));
    }
    assert.ok(0 < wanted.length && wanted.length < rows.length, duty);
    assert.deepEqual(found.toSorted(), wanted.toSorted(), duty);
  }
});

async function waiting(): Promise<number> {
  const [row] = await database.asSystem('audit', (tx) =>
    tx.rows<{ count: number }>('select count(*)::int as count from duty_change'),
  );
  return row!.count;
}
