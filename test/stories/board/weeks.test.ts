import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { asOwner } from '#db/owner.ts';
import type { Board, BoardTotals } from '#server/board/present.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { seedCast } from '../../seed.ts';
import type { Cast } from '../../seed.ts';
import { startServer } from '../../service.ts';
import { Story } from '../case-file.ts';
import type { Matter } from '../case-file.ts';
import { days, idleDay } from '../submission-scene.ts';

/** The works and nobody else owes anything in the county; the time is ahead of the machine's own. */
const service = await startServer({ after });
const story = new Story(service);
let cast: Cast;
before(async () => {
  cast = await seedCast(service.context.database);
  await service.context.database.asSystem('import', (tx) =>
    tx.rows('update organisation set closed_on = $2 where id = $1', [
      cast.organisations.shop.id,
      '2026-01-01',
    ]),
  );
});

async function board(duty: string, month: string, months = 1): Promise<Partial<BoardTotals>> {
  const inspector = await story.as('inspector');
  const { status, body } = await inspector.get<Board>(
    `/api/board?duty=${duty}&month=${month}&months=${months}`,
  );
  assert.equal(status, 200, JSON.stringify(body));
  const { expected, done, missing, late, idle } = body.totals;
  return { expected, done, missing, late, idle };
}

/** Lets the nights pass up to a day, in whose morning it then is. */
async function nightsUntil(first: PlainDate, last: PlainDate): Promise<void> {
  for (let day = first; day <= last; day = addDays(day, 1)) {
    story.on(day, '06:00');
    await sweepOnce(service.context);
  }
}

test('a week belongs to the month of its Monday, and is missing only when its Sunday is over', async () => {
  // Monday the 25th of January 2027 to Sunday the 31st.
  await nightsUntil('2027-01-25', '2027-01-31');
  assert.deepEqual(await board('weekly-screening', '2027-01'), {
    expected: 1,
    done: 0,
    missing: 0,
    late: 0,
    idle: 0,
  });
  await nightsUntil('2027-02-01', '2027-02-01');
  assert.equal((await board('weekly-screening', '2027-01')).missing, 1);
  assert.deepEqual(await board('weekly-screening', '2027-02'), {
    expected: 1,
    done: 0,
    missing: 0,
    late: 0,
    idle: 0,
  });
});

test('a week that runs over the end of its month stays with its Monday', async () => {
  // Five Mondays in March, the last on the 29th: the service was down before, and makes up for the month.
  await nightsUntil('2027-03-29', '2027-04-03');
  const march = await board('weekly-screening', '2027-03');
  assert.equal(march.expected, 5);
  assert.equal(march.missing, 4, 'it is Saturday');
  assert.equal((await board('weekly-screening', '2027-04')).expected, 0);
  await nightsUntil('2027-04-04', '2027-04-05');
  assert.equal((await board('weekly-screening', '2027-03')).missing, 5);
  assert.equal((await board('weekly-screening', '2027-04')).expected, 1);
  assert.equal((await board('weekly-screening', '2027-04', 2)).expected, 6);
});

test('days are owed from the night on, done or idle by their records, missing from the next day', async () => {
  await nightsUntil('2027-04-06', '2027-04-08');
  story.on('2027-04-08', '17:00');
  const record = { input: idleDay(service) };
  await story.submits('officer', days, { period: '2027-04-08', ...record });
  await story.submits('officer', days, { period: '2027-04-06', reason: '外出送检', ...record });
  const april = await board('daily-control', '2027-04');
  assert.deepEqual(april, { expected: 8, done: 2, missing: 6, late: 1, idle: 2 });
});

test('a service that was down marks the days that it missed, once', async () => {
  story.on('2027-04-20', '06:00');
  await sweepOnce(service.context);
  await sweepOnce(service.context);
  const april = await board('daily-control', '2027-04');
  assert.deepEqual(april, { expected: 20, done: 2, missing: 17, late: 1, idle: 2 });
});

test('a review that is held late, after its month is over, is counted in that month', async () => {
  await nightsUntil('2027-05-07', '2027-05-07');
  const open = await board('monthly-review', '2027-04');
  assert.deepEqual(open, { expected: 1, done: 0, missing: 1, late: 0, idle: 0 });
  await nightsUntil('2027-05-08', '2027-05-09');
  assert.deepEqual(await board('monthly-review', '2027-04'), open);
  story.on('2027-05-09', '09:00');
  const principal = await story.as('principal');
  const url = '/api/duties/monthly-review';
  const { body } = await principal.get<{ input: object; form: string }>(
    `${url}/draft?period=2027-04-01`,
  );
  await story.submits('principal', `${url}/records`, {
    period: '2027-04-01',
    form: body.form,
    reason: '主要负责人出差',
    input: body.input,
  });
  assert.deepEqual(await board('monthly-review', '2027-04'), {
    expected: 1,
    done: 1,
    missing: 0,
    late: 1,
    idle: 0,
  });
});

const matters: Matter[] = [];

test('findings are open until they are closed, and overdue by the clock of the service', async () => {
  const found = {
    source: 'other',
    foundOn: '2027-05-10',
    keyLink: '生产过程',
    description: '除尘器漏粉',
    photos: [],
    containment: 'taken',
    immediateMeasure: '已停机',
  };
  story.on('2027-05-10');
  const about = { subject: cast.organisations.works.id };
  const opening = [1, 2, 3].map(() =>
    story.opens('officer', 'corrective-action', 'find', found, about),
  );
  matters.push(...(await Promise.all(opening)));
  const [first] = matters;
  const plan = {
    causes: ['equipment'],
    analysis: '布袋破损',
    plan: '更换布袋',
    responsible: cast.people.officer.id,
    dueOn: '2027-05-20',
    endangersSafety: false,
  };
  await first!.does('officer', 'plan', plan);
  const findings = async () => {
    const { body } = await (await story.as('inspector')).get<Board>('/api/board');
    const { openFindings, overdueFindings } = body.totals;
    return { openFindings, overdueFindings };
  };
  assert.deepEqual(await findings(), { openFindings: 3, overdueFindings: 0 });
  story.on('2027-05-14');
  assert.deepEqual(await findings(), { openFindings: 3, overdueFindings: 2 });
  story.on('2027-05-21');
  assert.deepEqual(await findings(), { openFindings: 3, overdueFindings: 3 });
});

test('findings are narrowed by product class and department, and what is hidden from an office is not counted', async () => {
  const { works, countyRegulator } = cast.organisations;
  const findings = async (query: string) => {
    const { body } = await (await story.as('inspector')).get<Board>(`/api/board${query}`);
    const { openFindings, overdueFindings } = body.totals;
    return [openFindings, overdueFindings];
  };
  const [own] = await asOwner(service.databaseUrl, (sql) =>
    sql.query<{ class_id: string }>(
      `select class_id from organisation_product where organisation_id = '${works.id}' limit 1`,
    ),
  );
  assert.deepEqual(await findings(`?class=${own!.class_id}`), [3, 3]);
  assert.deepEqual(await findings('?class=toy'), [0, 0]);
  const hide = (from: string) =>
    asOwner(service.databaseUrl, (sql) =>
      sql.query(`update proceeding set hidden_from = '${from}' where id = '${matters[0]!.id}'`),
    );
  await hide(`{${countyRegulator.id}}`);
  assert.deepEqual(await findings(''), [2, 2]);
  await hide(`{${works.id}}`);
  assert.deepEqual(await findings(''), [3, 3]);
  await hide('{}');
});

test('an overdue step reminds once each the post of the house that is overdue, and then the regulator', async () => {
  story.on('2027-05-21', '06:00');
  await sweepOnce(service.context);
  await sweepOnce(service.context);
  const overdue = async (login: string) => {
    const told = await Promise.all(matters.map((matter) => matter.told(login)));
    return told.flat().filter((title) => title.includes('制定整改方案')).length;
  };
  story.on('2027-05-21');
  assert.equal(await overdue('officer'), 2, 'one for each case');
  assert.equal(await overdue('director'), 2);
  assert.equal(await overdue('principal'), 2);
  assert.equal(await overdue('inspector'), 2);
  assert.equal(await overdue('shopkeeper'), 0);
  assert.equal(await overdue('leader'), 0);
});
