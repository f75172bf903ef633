import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Problem } from '#server/problem.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import type { VisitCode } from '#server/visits/present.ts';
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
async function onSite(): Promise<Matter> {
  story.on('2026-07-06');
  const about = { subject: cast.organisations.works.id };
  const input = await story.filled('inspector', plan);
  const matter = await story.opens('inspector', 'inspection-visit', 'plan', input, about);
  await matter.does('chief', 'approve', approval);
  await matter.isHiddenFrom('principal', 'stranger');
  story.on('2026-07-10');
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
  await matter.does('principal', 'rate', { score: 5, disturbed: false, asked: false });
  await matter.does('reviewer', 'publishResult', { text: '已责令整改' });
  await matter.does('inspector', 'close', { summary: '完成' });
  const [action] = await listed('inspector', 'corrective-action');
  const timeline = (await new Matter(story, action!).seenBy('officer')).timeline;
  assert.equal(timeline[0]?.input['source'], 'inspection');
  await story.isProved();
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
    level: 'city',
    visitedOn: '2026-07-10',
    persons: '三人',
    shown: 'no',
    scanned: false,
    facts: '未出示证件，要求提供账册',
    evidence: [],
  };
  const about = { subject: cast.organisations.works.id };
  const matter = await story.opens('principal', 'unregistered-visit', 'report', report, about);
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
