import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { capPolicy } from '#law/regulator/inspection-visit/cap.ts';
import { actByTime } from '#server/acts/by-time.ts';
import type { Problem } from '#server/problem.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import type { TodoItem } from '#server/todo/present.ts';
import type { VisitCode, VisitCounts } from '#server/visits/present.ts';
import { officers, works as standIn } from '../law/penalty-case/setting.ts';
import { accountOf, file } from '../law/play.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';
import { penaltyCast, realIds } from './penalty-scene.ts';
import type { PenaltyCast } from './penalty-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: PenaltyCast;
before(async () => {
  cast = await penaltyCast(service.context.database);
  story.cast(realIds(cast));
});

const plan = {
  matterName: '水泥生产企业双随机检查',
  kind: 'random',
  plannedOn: '2026-07-10',
  announce: 'arrival',
  items: '出厂检验记录',
  officers,
};
const approval = { noticeNumber: '赣区市监检2026-1', decision: 'silent' };
const arrival = { scanned: standIn.id, officers, shown: true };

/** Planned on 6 July and approved, the officers at the gate on the 10th. */
async function planned(change: object = {}): Promise<Matter> {
  story.on('2026-07-06');
  const about = { subject: cast.organisations.works.id };
  const input = await story.filled('inspector', { ...plan, ...change });
  const matter = await story.opens('inspector', 'inspection-visit', 'plan', input, about);
  await matter.does('chief', 'approve', approval);
  await matter.isHiddenFrom('principal', 'stranger');
  story.on('2026-07-10');
  return matter;
}

async function onSite(change: object = {}): Promise<Matter> {
  const matter = await planned(change);
  await matter.fills('inspector', 'arrive', arrival);
  return matter;
}

/** Ids of what a procedure holds about the works, as somebody sees it. */
async function listed(login: string, procedure: string): Promise<string[]> {
  const client = await story.as(login);
  const url = `/api/proceedings?procedure=${procedure}`;
  const { body } = await client.get<{ proceedings: ProceedingSummary[] }>(url);
  return body.proceedings.filter((one) => one.procedure === procedure).map(({ id }) => id);
}

test('an enterprise has a code for its gate; an office has none', async () => {
  story.on('2026-07-01');
  const own = await (await story.as('principal')).get<VisitCode>('/api/visit-code');
  const { id } = cast.organisations.works;
  assert.equal(own.body.address, `${service.context.settings.baseUrl}/app/visit/${id}`);
  assert.match(own.body.qr, /^<svg/);
  const office = await (await story.as('inspector')).get<Problem>('/api/visit-code');
  assert.deepEqual([office.status, office.body.code], [403, 'not-entitled']);
  assert.equal((await service.client().get('/api/visit-code')).status, 401);
});

test('a visit finds something: a corrective action for each, seen, signed and rated by the firm', async () => {
  const matter = await onSite();
  const record = {
    places: '成品库',
    result: 'findings',
    findings: [{ keyLink: '出厂检验', description: '记录缺签名', photos: [file] }],
    photos: [file],
    signatures: [file],
    endedAt: '2026-07-10T01:30:00.000Z',
  };
  await matter.fills('inspector', 'writeUp', record);
  assert.equal((await listed('principal', 'corrective-action')).length, 1);
  await matter.fills('principal', 'confirm', { agrees: 'agree', signature: [file] });
  await matter.does('reviewer', 'publishResult', { text: '已责令整改' });
  await matter.does('inspector', 'archive', { summary: '完成' });
  const [action] = await listed('inspector', 'corrective-action');
  const timeline = (await new Matter(story, action!).seenBy('officer')).timeline;
  assert.equal(timeline[0]?.input['source'], 'inspection');
  story.on('2026-07-11');
  assert.deepEqual(await waiting('inspector', matter), []);
  assert.deepEqual(await waiting('chief', matter), []);
  const [right, ...others] = await waiting('principal', matter);
  assert.deepEqual([right?.nature, right?.due, right?.acts], ['right', '2026-08-09', ['评价检查']]);
  assert.deepEqual(others, []);
  story.on('2026-08-08');
  await matter.does('principal', 'rateArchived', { score: 5, disturbed: false, asked: false });
  assert.equal((await matter.seenBy('inspector')).final, true);
  await story.isProved();
});

/** What of a visit stands in somebody's to-do list. */
async function waiting(login: string, { id }: Matter): Promise<TodoItem[]> {
  const { body } = await (await story.as(login)).get<{ items: TodoItem[] }>('/api/to-do');
  return body.items.filter(({ proceeding }) => proceeding === id);
}

test('a visit that nobody rated ends by itself, in no list of an officer until then', async () => {
  const matter = await onSite({ kind: 'clue', clueNumber: '举2026-9' });
  const record = {
    places: '成品库',
    result: 'clean',
    findings: [],
    photos: [file],
    signatures: [file],
    endedAt: '2026-07-10T01:30:00.000Z',
  };
  await matter.fills('inspector', 'writeUp', record);
  await matter.fills('inspector', 'noteUnsigned', { reason: '拒签', evidence: [file] });
  await matter.does('reviewer', 'publishResult', { text: '未发现问题' });
  await matter.does('inspector', 'archive', { summary: '完成' });
  const { offers, state } = await matter.seenBy('principal');
  assert.deepEqual([state, offers.map(({ act }) => act)], ['archived', ['rateArchived']]);
  story.on('2026-08-10');
  assert.equal(await actByTime(service.context), 1);
  assert.equal((await matter.seenBy('principal')).state, 'closed');
  assert.deepEqual(await waiting('principal', matter), []);
});

test('a visit that was rated before it was archived ends with that, and waits for nobody', async () => {
  const matter = await onSite({ kind: 'clue', clueNumber: '举2026-10' });
  const record = {
    places: '成品库',
    result: 'clean',
    findings: [],
    photos: [file],
    signatures: [file],
    endedAt: '2026-07-10T01:30:00.000Z',
  };
  await matter.fills('inspector', 'writeUp', record);
  await matter.fills('principal', 'confirm', { agrees: 'agree', signature: [file] });
  await matter.does('principal', 'rate', { score: 5, disturbed: false, asked: false });
  await matter.does('reviewer', 'publishResult', { text: '未发现问题' });
  assert.deepEqual(await matter.offeredTo('inspector'), ['close']);
  await matter.does('inspector', 'close', { summary: '完成' });
  assert.equal((await matter.seenBy('principal')).final, true);
  story.on('2026-08-10');
  assert.equal(await actByTime(service.context), 0);
});

test('the visits of the year are counted against the cap, for the office and the firm alike', async () => {
  const { id } = cast.organisations.works;
  const counts = async (login: string) => {
    const answer = await (await story.as(login)).get<VisitCounts & Problem>(`/api/visits/${id}`);
    return answer.status === 200 ? answer.body : answer.body.code;
  };
  story.on('2026-07-20');
  const own = { name: cast.organisations.countyRegulator.name, done: 1 };
  const year = { year: '2026', cap: 2, policy: capPolicy };
  assert.deepEqual(await counts('inspector'), { ...year, authorities: [{ ...own, own: true }] });
  assert.deepEqual(await counts('principal'), { ...year, authorities: [own] });
  const ahead = { ...plan, plannedOn: '2026-07-21' };
  const input = await story.filled('inspector', ahead);
  const matter = await story.opens('inspector', 'inspection-visit', 'plan', input, { subject: id });
  await matter.does('chief', 'approve', approval);
  const two = { ...own, done: 2, own: true };
  assert.deepEqual(await counts('inspector'), { ...year, authorities: [two] });
  assert.deepEqual(await counts('principal'), { ...year, authorities: [own] }, 'not told yet');
  assert.equal(await counts('stranger'), 'not-found');
  await matter.does('inspector', 'cancel', { reason: '改期' });
  assert.deepEqual(await counts('inspector'), { ...year, authorities: [{ ...own, own: true }] });
});

test('who is not let in at the gate records the refusal there, whether the code could be scanned or not', async () => {
  const matter = await planned({ kind: 'clue', clueNumber: '举2026-10' });
  const offered = (await matter.seenBy('inspector')).offers.map(({ act }) => act);
  assert.ok(offered.includes('refuseEntry') && offered.includes('arrive'));
  const refusal = { officers, shown: true, facts: '门卫拒绝开门', warned: true, evidence: [file] };
  const unmet = { code: 'condition-unmet', sentence: /没有扫码的/ } as const;
  await matter.rejects('inspector', 'refuseEntry', refusal, unmet);
  const before = await listed('inspector', 'penalty-case');
  await matter.fills('inspector', 'refuseEntry', { ...refusal, unscanned: '检查码被遮挡' });
  const after = await listed('inspector', 'penalty-case');
  assert.equal(after.length, before.length + 1);
  assert.deepEqual(await matter.told('principal'), ['拒绝检查已记录，将依法处理']);
});

test('a refused visit opens a case; the third visit of a year is refused', async () => {
  const matter = await onSite();
  const refusal = { facts: '锁闭大门，拒绝进入', warned: true, evidence: [file] };
  await matter.fills('inspector', 'refuse', refusal);
  const [opened] = await listed('inspector', 'penalty-case');
  assert.ok(opened);
  const { timeline } = await new Matter(story, opened).seenBy('inspector');
  assert.equal(timeline[0]?.input['source'], 'inspection-refused');
  await new Matter(story, opened).isHiddenFrom('principal', 'stranger');
  const about = { subject: cast.organisations.works.id };
  const again = await story.filled('inspector', { ...plan, plannedOn: '2026-09-01' });
  await story.opensNot(
    'inspector',
    'inspection-visit',
    'plan',
    again,
    { code: 'condition-unmet', sentence: /达到上限/ },
    about,
  );
  await story.opensNot('stranger', 'inspection-visit', 'plan', again, { code: 'not-found' }, about);
});

test('an unannounced visit is told to the authority above, not to the one that came', async () => {
  story.on('2026-07-13');
  const report = {
    matterName: '突击检查仓库',
    visitor: cast.organisations.countyRegulator.id,
    visitedOn: '2026-07-10',
    persons: '三人',
    shown: 'no',
    scanned: false,
    facts: '未出示证件，要求提供账册',
    evidence: [],
  };
  const about = { subject: cast.organisations.works.id };
  const above = { ...report, visitor: cast.organisations.city.id, level: 'city' };
  const higher = await story.opens('principal', 'unregistered-visit', 'report', above, about);
  assert.equal((await higher.seenBy('principal')).state, 'with-province');
  const matter = await story.opens('principal', 'unregistered-visit', 'report', report, about);
  assert.equal((await matter.seenBy('principal')).state, 'with-city');
  await matter.isHiddenFrom('inspector', 'chief', 'stranger', 'shopkeeper');
  assert.deepEqual(await matter.told('city'), ['企业反映未在平台登记的检查，请核查']);
  await matter.does('city', 'askByCity', { question: '请说明依据' });
  const explained = { registered: 'late', explanation: '漏登记', evidence: [] };
  await matter.does('chief', 'answerCity', explained);
  await matter.does('city', 'concludeByCity', { outcome: 'founded', measures: '已责令纠正' });
  assert.deepEqual(await matter.told('principal'), ['您反映的检查已有核查结论']);
});

test('a measure that is not carried out becomes a case', async () => {
  story.on('2026-08-03');
  const about = { subject: cast.organisations.works.id };
  const measure = {
    matterName: '未张贴警示标识',
    source: 'inspection',
    facts: '两台设备缺警示标识',
    gravity: 'ordinary',
    consequence: 'none',
    record: 'once',
    measure: 'correct',
    requirements: '补贴标识',
    dueOn: '2026-08-10',
    evidence: [],
  };
  const matter = await story.opens('inspector', 'supervisory-measure', 'issue', measure, about);
  story.on('2026-08-11');
  await matter.fills('inspector', 'verify', {
    officers: [accountOf('执法甲'), accountOf('执法乙')],
    result: 'failed',
    findings: '仍缺',
    evidence: [file],
  });
  const before = await listed('inspector', 'penalty-case');
  await matter.does('inspector', 'escalate', { reason: '逾期未改' });
  const after = await listed('inspector', 'penalty-case');
  assert.equal(after.length, before.length + 1);
  assert.equal((await matter.seenBy('principal')).state, 'escalated');
});
