import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#server/audit/audit.ts';
import type { Problem } from '#server/problem.ts';
import { file } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast, Seeded } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
let cast: Cast;
let neighbour: Seeded;
let third: Seeded;
const counters = { neighbour: '', second: '' };

before(async () => {
  cast = await seedCast(database);
  neighbour = await seedOrganisation(database, {
    kind: 'market-regulator',
    name: '南康区市场监督管理局',
    region: 360_703,
    level: 'county',
    departments: ['market-regulation'],
  });
  third = await seedOrganisation(database, {
    kind: 'market-regulator',
    name: '章贡区市场监督管理局',
    region: 360_702,
    level: 'county',
    departments: ['market-regulation'],
  });
  const posts = ['case-officer'] as const;
  await seedPerson(database, { login: 'third', name: '曾庆文', organisation: third, posts });
  const officers = [
    ['neighbour', '郭志明'],
    ['second', '赖小兵'],
  ] as const;
  for (const [login, name] of officers) {
    counters[login] = (
      await seedPerson(database, { login, name, organisation: neighbour, posts })
    ).id;
  }
});

const result = {
  outcome: 'filed',
  number: '康市监立2026-9',
  reason: '违法事实初步成立',
  papers: [] as string[],
};

const piece = {
  name: '进货台账复印件',
  kind: 'document',
  collectedOn: '2026-11-20',
  collectedBy: '黄志强、温晓燕',
  place: '经营场所',
  files: [file],
};

const letter = {
  title: '贡江水泥涉嫌以次充好',
  source: 'inspection',
  suspect: '赣州贡江水泥有限公司',
  facts: '现场抽验强度不足',
  ground: '违法行为发生地在南康区工地',
  evidence: [piece],
  letterNumber: '赣区市监移线2026-1',
};

const about = () => ({ subject: cast.organisations.works.id });

test('a clue goes to the neighbour with its evidence and is answered; whom it is about sees nothing', async () => {
  story.on('2026-11-23');
  const input = await story.filled('inspector', { ...letter, receiver: neighbour.id });
  const clue = await story.opens('inspector', 'clue-referral', 'send', input, about());
  assert.match((await clue.told('neighbour')).join(), /请签收/);
  await clue.isHiddenFrom('officer', 'principal', 'technician');
  assert.equal(await clue.due('neighbour', 'receipt'), '2026-11-26');
  await clue.does('neighbour', 'sign', { complete: true, rule: 'order-2' });
  assert.equal(await clue.due('inspector', 'verification'), '2026-12-14');
  await clue.refuses('inspector', 'reply', result, { code: 'not-entitled' });
  story.on('2026-11-25');
  await clue.refuses(
    'neighbour',
    'reply',
    { ...result, number: undefined },
    {
      code: 'condition-unmet',
      sentence: /立案号/,
    },
  );
  await clue.does('neighbour', 'reply', result);
  assert.match((await clue.told('inspector')).join(), /有了处理结果/);
  await clue.does('inspector', 'confirm', { accepted: 'yes' });
  assert.equal((await clue.seenBy('inspector')).state, 'closed');
  await story.isProved();
});

test('who sent a clue back goes on reading what it had, its receipt included, and not what came of it', async () => {
  story.on('2026-11-23');
  const input = await story.filled('inspector', { ...letter, receiver: neighbour.id });
  const clue = await story.opens('inspector', 'clue-referral', 'send', input, about());
  await clue.does('neighbour', 'sign', { complete: true, rule: 'order-2' });
  const returned = await clue.does('neighbour', 'sendBack', { reason: '违法行为发生在章贡区' });
  await clue.isHiddenFrom('third', 'officer');
  const again = { receiver: third.id, ground: '发生在章贡区', letterNumber: '赣区市监移线2026-2' };
  const resent = await clue.does('inspector', 'resend', again);
  await clue.does('third', 'sign', { complete: true, rule: 'order-2' });
  await clue.does('third', 'reply', result);
  const seen = await clue.seenBy('second');
  assert.deepEqual(seen.offers, []);
  assert.deepEqual(
    seen.timeline.map(({ act, withheld }) => [act, withheld.length]),
    [
      ['send', 0],
      ['sign', 0],
      ['sendBack', 0],
    ],
  );
  assert.equal(seen.timeline[2]?.input['reason'], '违法行为发生在章贡区');
  // The case stands for it as it left it: where it stood, its clocks as of then, and who sat there beside.
  const left = { state: seen.state, at: seen.leftAt?.slice(0, 10), linked: seen.linked };
  assert.deepEqual(left, { state: 'returned', at: '2026-11-23', linked: [] });
  assert.deepEqual(
    seen.seats.map(({ role }) => role),
    ['formerReceiver'],
  );
  assert.deepEqual(
    seen.deadlines.map(({ id, status }) => [id, status]),
    [
      ['receipt', 'met'],
      ['verification', 'met'],
      ['answer', 'running'],
    ],
  );
  story.on('2027-01-04');
  assert.equal((await clue.clock('second', 'answer')).status, 'running');
  story.on('2026-11-23');
  await story.log();
  const client = await story.as('second');
  const receipt = (id: string) => client.get<string & Problem>(`/api/entries/${id}/receipt`);
  assert.equal((await receipt(returned.id)).status, 200);
  const closed = await receipt(resent.id);
  assert.deepEqual([closed.status, closed.body.code], [404, 'not-found']);
  assert.equal((await clue.seenBy('third')).timeline[0]?.withheld.length, 0);
  assert.equal((await clue.seenBy('inspector')).timeline[5]?.input['number'], result.number);
  await clue.refuses('neighbour', 'reply', result, {
    code: 'not-entitled',
    sentence: /不再承办/,
  });
  await clue.isHiddenFrom('officer', 'principal', 'technician');
  const { law, now } = service.context;
  const report = await audit(database, { law, now: now() });
  assert.deepEqual(report.difference, undefined);
  await story.isProved();
});

test('evidence is counted by the authority that takes it, not by who brings it', async () => {
  story.on('2026-11-26');
  const handover = await story.opens(
    'inspector',
    'evidence-handover',
    'offer',
    await story.filled('inspector', {
      title: '贡江水泥案',
      taker: neighbour.id,
      evidence: [piece],
      items: [{ name: '水泥', quantity: '6', unit: '袋', seal: 'F-001', condition: '完好' }],
      place: '赣县区局',
    }),
    about(),
  );
  const count = {
    result: 'all',
    receivedBy: [counters.neighbour, counters.second],
    storedAt: '证据室',
    photos: [],
  };
  await handover.refuses('inspector', 'receive', count, { code: 'not-entitled' });
  await handover.does('neighbour', 'receive', count);
  await handover.isHiddenFrom('officer');
  await handover.does('second', 'archive', { archive: '2026-9' });
  await story.isProved();
});

test('a joint investigation is not ended before everybody who takes part was heard', async () => {
  story.on('2026-11-27');
  const matter = await story.opens(
    'inspector',
    'joint-investigation',
    'propose',
    {
      title: '水泥专项联合调查',
      facts: '两区工地均发现',
      reason: '涉及生产和使用',
      members: [neighbour.id, cast.organisations.housing.id],
      division: [{ task: '查工地', by: '住建局', until: '2026-12-10' }],
      contact: '黄志强',
    },
    about(),
  );
  await matter.does('housing', 'answer', { joins: 'yes', people: '罗文斌' });
  const { deadlines } = await matter.seenBy('inspector');
  const answers = deadlines.filter(({ id }) => id === 'answering');
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), ['met', 'running']);
  await matter.does('neighbour', 'answer', { joins: 'no', reason: '已经另案处理' });
  await matter.does('inspector', 'start', { startsOn: '2026-11-27', arrangement: '分组' });
  const report = await story.filled('housing', {
    task: '查工地',
    findings: '三处工地使用',
    evidence: [piece],
  });
  await matter.refuses('neighbour', 'report', report, { code: 'condition-unmet' });
  await matter.does('housing', 'report', report);
  await matter.does('inspector', 'conclude', {
    summary: '查明来源',
    conclusion: '应当立案',
    handling: [{ by: '赣县区局', what: 'penalty', until: '2026-12-31' }],
  });
  await matter.refuses('inspector', 'close', { decision: '结束' }, { code: 'condition-unmet' });
  await matter.does('housing', 'opine', { agrees: 'yes' });
  await matter.does('inspector', 'close', { decision: '按结论办理' });
  await matter.isHiddenFrom('principal');
  await story.isProved();
});
