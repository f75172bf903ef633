import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Post } from '#kernel/party.ts';
import { audit } from '#server/audit/audit.ts';
import { file } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast, Seeded } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';

const service = await startServer({ after });
const { database } = service.context;
const story = new Story(service);
let cast: Cast;
let station: Seeded;
let branch: Seeded;
let team: readonly string[];
let signer: Seeded;
let second: Seeded;
before(async () => {
  cast = await seedCast(database);
  const police = { kind: 'police', departments: ['police'] } as const;
  const person = (login: string, name: string, organisation: Seeded, ...posts: Post[]) =>
    seedPerson(database, { login, name, organisation, posts });
  station = await seedOrganisation(database, {
    ...police,
    name: '赣州市公安局赣县分局',
    region: 360_704,
    level: 'county',
  });
  branch = await seedOrganisation(database, {
    ...police,
    name: '赣州市公安局',
    region: 360_700,
    level: 'city',
  });
  const { countyRegulator } = cast.organisations;
  const colleague = await person('second', '执法乙', countyRegulator, 'case-officer');
  await person('chief', '叶青山', countyRegulator, 'leader');
  signer = await person('police', '民警甲', station, 'police-officer');
  second = await person('branch', '民警乙', branch, 'police-officer');
  await person('health', '卫健干部', await health(), 'department-officer');
  team = [cast.people.inspector.id, colleague.id];
});

/** A department of the same county that answers for other goods. */
function health(): Promise<Seeded> {
  return seedOrganisation(database, {
    kind: 'industry-department',
    name: '赣县区卫生健康委员会',
    region: 360_704,
    level: 'county',
    departments: ['health'],
  });
}

async function auditDifference() {
  const { law, now } = service.context;
  return (await audit(database, { law, now: now() })).difference;
}

const facts = {
  caseName: '某厂生产销售伪劣水泥案',
  suspect: '赣州贡江水泥有限公司',
  offence: 'fake-goods',
  sales: '186000.00',
  facts: '以次充好，强度不足',
};

const letter = {
  letterNumber: '赣区市监移2026-1',
  letter: [file],
  investigation: [file],
  inventory: [file],
  testReports: [file],
  others: [],
};

const receipt = { receiptNumber: '回2026-1', competent: 'yes' };
const report = { findings: '销售金额十八万余元', opinion: '移送公安机关', evidence: [file] };

/** The office is at work on the case; the report goes to the chief on 30 September at ten. */
async function reported(about: object = { subject: cast.organisations.works.id }): Promise<Matter> {
  story.on('2026-09-28');
  const matter = await story.opens(
    'inspector',
    'crime-referral',
    'open',
    { ...facts, team },
    about,
  );
  story.on('2026-09-30');
  await matter.fills('second', 'report', report);
  return matter;
}

/** Approved on 2 October at three in the afternoon, transferred the next morning, receipt signed at noon. */
async function received(): Promise<Matter> {
  const matter = await reported();
  story.on('2026-10-02', '15:00');
  await matter.does('chief', 'decide', { decision: 'approved' });
  story.on('2026-10-03', '09:00');
  await matter.fills('inspector', 'transfer', { ...letter, police: station.id });
  story.on('2026-10-03', '12:00');
  await matter.does('police', 'acknowledge', { ...receipt, signedBy: signer.id });
  return matter;
}

test('from the team to the handover, by calendar days and by hours, unseen by the suspect', async () => {
  story.on('2026-09-28');
  const about = { subject: cast.organisations.works.id };
  const alone = { ...facts, team: [cast.people.inspector.id] };
  const small = await story.opensNot(
    'inspector',
    'crime-referral',
    'open',
    alone,
    { code: 'invalid-input', basis: ['transfer-310/3', 'transfer-310/4', 'transfer-310/5'] },
    about,
  );
  assert.deepEqual(
    small.issues?.map(({ path, sentence }) => [path, sentence]),
    [['team', '至少选择2人']],
  );

  const matter = await reported();
  await matter.isHiddenFrom('principal', 'officer', 'police', 'health', 'technician', 'citizen');
  // Three calendar days, holidays or not.
  assert.equal(await matter.due('chief', 'decision'), '2026-10-03');
  assert.match((await matter.told('chief'))[0] ?? '', /三日内决定/);
  const yes = { decision: 'approved' };
  await matter.refuses('inspector', 'decide', yes, {
    code: 'not-entitled',
    basis: ['transfer-310/5', 'transfer-310/11'],
  });
  story.on('2026-10-02', '15:00');
  await matter.does('chief', 'decide', yes);
  assert.equal((await matter.clock('inspector', 'transfer')).until, '2026-10-03T07:00:00.000Z');
  await matter.isHiddenFrom('police');

  story.on('2026-10-03', '14:59');
  const untested = { ...letter, police: station.id, testReports: [] };
  await matter.rejects('inspector', 'transfer', untested, {
    code: 'condition-unmet',
    basis: ['transfer-310/5', 'transfer-310/6'],
    sentence: /检验报告或者鉴定结论/,
  });
  const sent = await matter.fills('inspector', 'transfer', { ...letter, police: station.id });
  assert.equal(sent.late, false);
  // The police now have the whole file, the city's police have not.
  const file3 = await matter.seenBy('police');
  assert.equal(file3.timeline.length, 4);
  assert.equal(file3.timeline[0]?.input['suspect'], facts.suspect);
  await matter.isHiddenFrom('branch', 'principal', 'health');

  await matter.does('police', 'acknowledge', { ...receipt, signedBy: signer.id });
  assert.equal(await matter.due('police', 'filing'), '2026-10-06');
  story.on('2026-10-06');
  await matter.does('police', 'decideFiling', {
    decision: 'filed',
    noticeNumber: '赣县公立字2026-3',
    papersReturned: false,
  });
  story.on('2026-10-08');
  await matter.rejects(
    'inspector',
    'receiveFiling',
    { receivedOn: '2026-10-05', notice: [file] },
    {
      code: 'condition-unmet',
      basis: ['transfer-310/12'],
    },
  );
  await matter.fills('inspector', 'receiveFiling', { receivedOn: '2026-10-07', notice: [file] });
  assert.equal(await matter.due('inspector', 'hand-over'), '2026-10-10');
  const goods = { items: [{ name: '水泥', quantity: 12, unit: '吨' }], papers: '案卷三册' };
  await matter.fills('inspector', 'handOver', { ...goods, record: [file] });
  await matter.refuses(
    'police',
    'confirmHandover',
    { complete: false },
    {
      code: 'condition-unmet',
      sentence: /须说明/,
    },
  );
  await matter.does('police', 'confirmHandover', { complete: true });
  await matter.isHiddenFrom('principal', 'officer');
  await story.isProved();
});

test('the transfer after twenty-four hours is late, to the minute', async () => {
  const matter = await reported();
  story.on('2026-10-03', '23:59');
  const decided = await matter.does('chief', 'decide', { decision: 'approved' });
  assert.equal(decided.late, false);
  story.on('2026-10-04', '23:59');
  assert.equal((await matter.clock('inspector', 'transfer')).status, 'overdue');
  const sent = await matter.fills('inspector', 'transfer', { ...letter, police: station.id });
  assert.equal(sent.late, true);
});

test('police that are not competent send the case on; the next sign anew and the first keep what they had', async () => {
  const matter = await reported();
  await matter.does('chief', 'decide', { decision: 'approved' });
  await matter.fills('inspector', 'transfer', { ...letter, police: station.id });
  story.on('2026-09-30', '18:00');
  const elsewhere = { ...receipt, competent: 'no', signedBy: signer.id };
  await matter.does('police', 'acknowledge', elsewhere);
  assert.equal((await matter.clock('police', 'reroute')).until, '2026-10-01T10:00:00.000Z');
  await matter.rejects(
    'police',
    'reroute',
    { police: station.id, notice: [file] },
    {
      code: 'condition-unmet',
      basis: ['transfer-310/7'],
    },
  );
  await matter.fills('police', 'reroute', { police: branch.id, notice: [file] });
  const had = ['open', 'report', 'decide', 'transfer', 'acknowledge', 'reroute'];
  assert.deepEqual(await matter.readBy('police'), had);
  assert.deepEqual(await matter.offeredTo('branch'), ['acknowledge']);
  assert.deepEqual(await matter.offeredTo('police'), []);
  await matter.does('branch', 'acknowledge', {
    ...receipt,
    receiptNumber: '赣市公回2026-7',
    signedBy: second.id,
  });
  // What the next do, and where it stands, the first learn no more: neither here nor in their lists.
  const seen = await matter.seenBy('police');
  assert.deepEqual(
    seen.timeline.map(({ act }) => act),
    had,
  );
  assert.equal(seen.state, 'transferred');
  assert.doesNotMatch(JSON.stringify(seen), /赣市公回2026-7/);
  const list = await (
    await story.as('police')
  ).get<{ proceedings: { id: string }[] }>('/api/proceedings');
  assert.ok(list.body.proceedings.every(({ id }) => id !== matter.id));
  const left = await (
    await story.as('police')
  ).get<{ proceedings: object[]; total: number }>('/api/proceedings?left=true');
  assert.equal(left.body.total, 1);
  const [line] = left.body.proceedings as { id: string; state: string; due?: object }[];
  assert.deepEqual([line?.id, line?.state, line?.due], [matter.id, 'transferred', undefined]);
  const nobodyLeft = await (
    await story.as('branch')
  ).get<{ total: number }>('/api/proceedings?left=true');
  assert.equal(nobodyLeft.body.total, 0);
  assert.equal((await matter.seenBy('branch')).state, 'received');
  assert.deepEqual(await auditDifference(), undefined);
  assert.match((await matter.told('inspector')).join(), /已转送/);
});

test('a refusal to file is reviewed, upheld, and goes to the procuratorate in time or never', async () => {
  const matter = await received();
  story.on('2026-10-06');
  const refusal = { decision: 'not-filed', noticeNumber: '不立字1', reason: '金额不足' };
  await matter.refuses(
    'police',
    'decideFiling',
    { ...refusal, papersReturned: false },
    {
      code: 'condition-unmet',
      basis: ['transfer-310/8'],
    },
  );
  await matter.does('police', 'decideFiling', { ...refusal, papersReturned: true });
  story.on('2026-10-07');
  await matter.fills('inspector', 'receiveRefusal', { receivedOn: '2026-10-07', notice: [file] });
  assert.equal(await matter.due('inspector', 'reconsideration'), '2026-10-10');
  story.on('2026-10-09');
  await matter.fills('inspector', 'requestReview', { reason: '已达标准', request: [file] });
  assert.equal(await matter.due('police', 'review'), '2026-10-12');
  story.on('2026-10-12');
  const upheld = { decision: 'not-filed', noticeNumber: '复1', reason: '维持' };
  await matter.does('police', 'decideReview', upheld);
  story.on('2026-10-13');
  await matter.fills('inspector', 'receiveUpheld', { receivedOn: '2026-10-13', notice: [file] });
  assert.equal(await matter.due('inspector', 'supervision'), '2026-10-16');
  story.on('2026-10-17', '00:00');
  const suggestion = { procuratorate: '赣县区人民检察院', reason: '应当立案', letter: [file] };
  await matter.rejects('inspector', 'suggestAfterReview', suggestion, {
    code: 'too-late',
    basis: ['transfer-310/9'],
    sentence: /2026-10-16届满/,
  });
  const itself = { outcome: 'penalty', reason: '处罚', caseNumber: '赣区市监罚2026-8' };
  await matter.does('inspector', 'handleItself', itself);
  assert.equal((await matter.seenBy('police')).final, true);
  await story.isProved();
});

test('a case about nobody registered stays within the field of the office that opened it', async () => {
  const matter = await reported({});
  await matter.isHiddenFrom('housing', 'health', 'police', 'principal', 'citizen');
  assert.equal((await matter.seenBy('chief')).subject, undefined);
});
