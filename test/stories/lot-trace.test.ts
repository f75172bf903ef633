import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sumOf } from '#kernel/lot/quantity.ts';
import type { Problem } from '#server/problem.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { CaseLot, Trace, TraceLook } from '#server/trace/present.ts';
import { layersOf } from '#trace/layers.ts';
import { startServer } from '../service.ts';
import type { Matter } from './case-file.ts';
import { download } from './download.ts';
import { LotStory } from './lot-scene.ts';

const lots = new LotStory(await startServer({ after }));
const { story } = lots;
let cement: string;
let matter: Matter;
before(async () => {
  await lots.seed();
  await lots.tells();
  story.on('2026-11-09');
  cement = (await lots.held('officer', 'GJ-1103')).id;
  const about = { subject: lots.cast.organisations.works.id };
  const proposal = {
    title: '水泥专项联合调查',
    facts: '工地发现强度不足',
    reason: '涉及生产和使用',
    members: [lots.cast.organisations.housing.id],
    division: [{ task: '查工地', by: '住建局', until: '2026-12-10' }],
    contact: '黄志强',
  };
  matter = await story.opens('inspector', 'joint-investigation', 'propose', proposal, about);
});

const namesIn = ({ lots: found }: Trace) => found.map(({ number }) => number).sort();

async function looks(login: string, case_ = matter.id, seeds = [cement]) {
  const client = await story.as(login);
  return client.post<Trace & Problem>(`/api/proceedings/${case_}/trace`, { lots: seeds });
}

test('a house sees itself and one step beyond', async () => {
  const own = await (await story.as('officer')).get<Trace>(`/api/trace?lot=${cement}`);
  assert.equal(own.status, 200);
  assert.deepEqual(namesIn(own.body), ['GJ-1103', 'HD-1101']);
  const { nodes } = layersOf(own.body);
  assert.deepEqual(
    nodes.map(({ holder, outside }) => outside ?? own.body.places[holder!]?.name ?? '').sort(),
    ['信丰县某工地', '吉安市青原预制构件厂', '赣州贡江水泥有限公司', '赣州贡江水泥有限公司'],
  );
  const buyer = await (await story.as('beams')).get<Trace>(`/api/trace?lot=${cement}`);
  assert.deepEqual(namesIn(buyer.body), ['GJ-1103', 'QY-1'], 'not what the cement was made of');
  assert.equal((await (await story.as('shopkeeper')).get(`/api/trace?lot=${cement}`)).status, 404);
});

test('without a case an office sees its own region, with one it sees the whole way', async () => {
  const region = await (await story.as('inspector')).get<Trace>(`/api/trace?lot=${cement}`);
  assert.deepEqual(namesIn(region.body), ['GJ-1103', 'HD-1101']);
  const { status, body } = await looks('inspector');
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(namesIn(body), ['GJ-1103', 'HD-1101', 'QY-1']);
  const { nodes } = layersOf(body);
  const where = nodes.map(({ outside, holder }) => outside ?? body.places[holder!]?.name);
  for (const name of ['信丰县某工地', '消费者', '南昌市东湖建筑工程公司']) {
    assert.ok(where.includes(name), `${name} in ${where.join('、')}`);
  }
});

test('the quantities of a lot balance over all who had it', async () => {
  const { body } = await looks('inspector');
  for (const { id, quantity, number } of body.lots) {
    const held = body.holdings.filter(({ lot }) => lot === id);
    const outside = body.moves.filter(
      ({ lot, to, kind }) => lot === id && to === null && kind === 'shipped',
    );
    const there = sumOf([
      ...held.flatMap(({ onHand, used, destroyed }) => [onHand, used, destroyed]),
      ...outside.map((move) => move.quantity),
    ]);
    assert.equal(there, quantity, number);
  }
});

test('every look for a case is written down and read by the own office', async () => {
  const url = `/api/proceedings/${matter.id}/trace/looks`;
  const before_ = await (await story.as('inspector')).get<{ looks: TraceLook[] }>(url);
  await looks('inspector');
  const { body } = await (await story.as('reviewer')).get<{ looks: TraceLook[] }>(url);
  assert.equal(body.looks.length, before_.body.looks.length + 1);
  assert.deepEqual([body.looks[0]?.by, body.looks[0]?.lots], ['黄志强', 3]);
  assert.deepEqual((await (await story.as('housing')).get<{ looks: [] }>(url)).body.looks, []);
});

test('who has no part in the case, and what is no matter of it, sees no further', async () => {
  for (const login of ['officer', 'beams', 'technician', 'local', 'citizen']) {
    const { status, body } = await looks(login);
    assert.equal(status, 403, login);
    assert.equal(body.code, 'not-entitled');
    assert.match(body.detail, /不能用来跨单位追溯/);
  }
  // Of a house that the case is not about, and outside of the office's own region.
  const beam = (await lots.held('builder', 'QY-1')).id;
  assert.equal((await looks('inspector', matter.id, [beam])).status, 403);
  assert.equal((await looks('inspector', matter.id, [cement, beam])).status, 403);
  const { body } = await (
    await story.as('inspector')
  ).get<{ lots: CaseLot[] }>(`/api/proceedings/${matter.id}/trace/lots?q=gj`);
  assert.deepEqual(
    body.lots.map(({ number, holderName }) => [number, holderName]),
    [['GJ-1103', '赣州贡江水泥有限公司']],
  );
  const stranger = await (
    await story.as('beams')
  ).get<{ lots: CaseLot[] }>(`/api/proceedings/${matter.id}/trace/lots`);
  assert.deepEqual(stranger.body.lots, []);
});

test('a procedure that does not trace opens nothing', async () => {
  const other = await otherCase();
  assert.equal((await looks('inspector', other)).status, 403);
});

/** A corrective action that the officer of the works opens: the county sees it, and it does not trace. */
async function otherCase(): Promise<string> {
  const opened = await story.opens(
    'officer',
    'corrective-action',
    'find',
    {
      source: 'other',
      foundOn: '2026-11-09',
      keyLink: '出厂检验',
      description: '强度波动',
      photos: [],
      containment: 'pending',
    },
    { subject: lots.cast.organisations.works.id },
  );
  return opened.id;
}

test('a trace can be taken along: where everything is, and what went where', async () => {
  const query = `lot=${cement}&proceeding=${matter.id}`;
  const { bytes, name } = await download(story, 'inspector', `/api/trace/export.xlsx?${query}`);
  const table = await readTable(bytes, { name });
  assert.ok(table.ok);
  const last = table.rows.at(-1)?.cells;
  assert.equal(last?.['产品名称'], '预应力梁板');
  assert.equal(table.rows.filter(({ cells }) => cells['单位'] === '消费者').length, 1);
  const flows = await download(story, 'inspector', `/api/trace/export.xlsx?${query}&what=flows`);
  const moves = await readTable(flows.bytes, { name: flows.name });
  assert.ok(moves.ok);
  assert.equal(moves.rows.length, 6);
  const refused = await download(story, 'officer', `/api/trace/export.xlsx?${query}`);
  assert.equal(refused.status, 403);
});
