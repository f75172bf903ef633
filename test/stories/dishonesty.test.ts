import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ObjectPool } from '#server/draws/present.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import type { PresentedPublication } from '#server/publicity/present.ts';
import { audit } from '#server/audit/audit.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import { file } from '../law/play.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';
import { assertSays, paperOf, paperText } from './download.ts';
import { decision, listed, listingCast, proposal, published, sweep } from './dishonesty-scene.ts';

const service = await startServer({ after });
after(closeRenderer);
const story = new Story(service);
const { context } = service;
let cast: Cast;
before(async () => {
  cast = await listingCast(service);
});

async function publicPage(path = '/dishonesty'): Promise<string> {
  const { status, body } = await service.client().get<string>(path);
  assert.equal(status, 200);
  return body;
}

async function seesPublications(login: string, path = '/api/publications') {
  const client = await story.as(login);
  const { status, body } = await client.get<{ publications: PresentedPublication[] }>(path);
  assert.equal(status, 200, JSON.stringify(body));
  return body.publications;
}

/** What somebody finds of a case's publication, withdrawn or not. */
async function traceOf({ id }: Matter, login: string) {
  const all = await seesPublications(login, '/api/publications/mine');
  return all.find(({ proceeding }) => proceeding === id);
}

const papers = {
  performed: true,
  remedied: true,
  noFurther: true,
  application: [file],
  qualification: [file],
  commitment: [file],
  performance: [file],
};

const works = '赣州贡江水泥有限公司';

async function isSound(): Promise<void> {
  await story.log();
  const report = await audit(context.database, { law: context.law, now: context.now() });
  assert.deepEqual(report.difference, undefined);
}

test('listed with the penalty, published, and off the list after three years by time alone', async () => {
  const matter = await listed(story, cast);
  assertSays(await paperOf(story, 'principal', matter, 'decide'), listingSays);
  assert.equal(await matter.due('reviewer', 'publicity'), '2026-10-14');
  assert.doesNotMatch(await publicPage(), new RegExp(works));
  story.on('2026-09-14');
  await matter.fills('reviewer', 'publish', { servedOn: '2026-09-11', proof: [file] });
  const page = await publicPage();
  assert.match(page, new RegExp(works));
  assert.match(page, /2029-09-10/);
  assert.doesNotMatch(page, /<script/);
  assert.match(await publicPage(`/dishonesty?q=${encodeURIComponent('贡江')}`), new RegExp(works));
  assert.match(await publicPage('/dishonesty?q=nobody'), /没有查到/);
  assert.match(await publicPage('/announcements'), /列入严重违法失信名单/);
  await isCheckedOftener();

  const [own] = await seesPublications('principal', '/api/publications/mine');
  assert.equal(own?.standing, 'shown');
  assert.equal(own.until, '2029-09-10');
  assert.deepEqual(await seesPublications('shopkeeper', '/api/publications/mine'), []);

  story.on('2029-09-10', '23:59');
  await sweep(service);
  assert.equal((await matter.seenBy('inspector')).state, 'published');
  assert.match(await publicPage(), new RegExp(works));
  // The page ends with the day, whether or not the nightly work runs.
  story.on('2029-09-11', '00:00');
  assert.doesNotMatch(await publicPage(), new RegExp(works));
  await sweep(service);
  await sweep(service);
  const ended = await matter.seenBy('inspector');
  assert.equal(ended.state, 'expired');
  const last = ended.timeline.filter(({ act }) => act === 'expire');
  assert.equal(last.length, 1);
  assert.equal(last[0]!.by.name, '系统自动记载');
  assert.equal(last[0]!.by.organisation, undefined);
  assert.match((await matter.told('principal'))[0] ?? '', /自动移出/);
  const [trace] = await seesPublications('inspector');
  assert.equal(trace?.standing, 'withdrawn');
  assert.equal(trace.withdrawn?.reason, '列入满三年，自动移出');
  assert.equal(trace.withdrawn.on, '2029-09-11');
  await isSound();
});

/** What article 13 asks of the decision: ground, facts, measures, the way off the list, and how to contest it. */
const listingSays = [
  '列入严重违法失信名单决定书',
  proposal.caseNumber,
  '生产销售不符合安全标准、掺杂掺假',
  proposal.facts,
  proposal.factors,
  '上一级审查意见',
  '同意列入',
  '列为重点监管对象，提高检查频次',
  '《市场监督管理严重违法失信名单管理办法》第7条',
  '列入期限自作出列入决定之日起3年',
  '至2029年9月10日届满移出',
  '列入满1年（至2027年9月10日）',
  '可以向本机关申请提前移出',
  '自收到之日起60日内向赣县区人民政府申请行政复议',
  '自收到之日起6个月内',
  '提起行政诉讼',
];

/** What the list does to whoever plans checks: seen at the firm, a stratum of its own and more tickets in a draw. */
async function isCheckedOftener(): Promise<void> {
  const client = await story.as('inspector');
  const { id } = cast.organisations.works;
  const seen = await client.get<OrganisationDetail>(`/api/organisations/${id}`);
  assert.deepEqual(seen.body.dishonest, {
    number: decision.number,
    since: '2026-09-10',
    until: '2029-09-10',
  });
  for (const stratify of ['risk', 'class']) {
    const pool = await client.post<ObjectPool>('/api/draws/pools/objects', {
      stratify,
      weighted: true,
    });
    assert.deepEqual(pool.body.strata[0], { stratum: '严重违法失信名单', size: 1 });
    const file = await client.get<string>(`/api/files/${pool.body.hash}`);
    const line = String(file.body)
      .split('\n')
      .find((one) => one.includes(id));
    assert.match(line ?? '', /严重违法失信名单\t5\t/);
  }
  const other = await client.get<OrganisationDetail>(
    `/api/organisations/${cast.organisations.shop.id}`,
  );
  assert.equal(other.body.dishonest, undefined);
}

test('a natural person is on the public page by name and with a masked number, found by the whole name only', async () => {
  story.on('2026-09-02');
  const named = { partyName: '熊大力', partyId: '360704197001011234' };
  await story.opensNot('inspector', 'dishonesty-listing', 'open', proposal, {
    code: 'condition-unmet',
    sentence: /证件号码/,
  });
  const input = { ...proposal, ...named };
  const matter = await story.opens('inspector', 'dishonesty-listing', 'open', input);
  const ask = { superior: 'city', opinion: '拟列入', papers: [file] };
  await matter.fills('inspector', 'seekConsent', ask);
  await matter.does('city', 'consent', { answer: 'agreed', reason: '同意' });
  story.on('2026-09-10');
  await matter.does('head', 'decide', decision);
  assertSays(await paperOf(story, 'inspector', matter, 'decide'), Object.values(named));
  await matter.fills('reviewer', 'publish', { servedOn: '2026-09-10', proof: [file] });
  const page = await publicPage(`/dishonesty?q=${encodeURIComponent('熊大力')}`);
  assert.match(page, /熊大力/);
  assert.match(page, /360\*{13}34/);
  for (const path of ['/dishonesty', '/announcements']) {
    assert.doesNotMatch(await publicPage(path), /19700101|360704197001011234/);
  }
  for (const part of ['熊', '大力', '360704197001011234', '36070419']) {
    assert.match(await publicPage(`/dishonesty?q=${encodeURIComponent(part)}`), /没有查到/, part);
  }
  const seen = await seesPublications('inspector');
  assert.doesNotMatch(JSON.stringify(seen), /19700101/);
  // Whoever is not of the case reads no name of it.
  await matter.isHiddenFrom('elsewhere', 'principal', 'citizen');
  story.on('2029-09-11');
  await sweep(service);
  assert.equal((await matter.seenBy('inspector')).state, 'expired');
});

test('a county lists nobody without consent above, nor before the reply period is over, nor apart from the penalty', async () => {
  story.on('2026-09-02');
  const about = { subject: cast.organisations.shop.id };
  await story.opensNot(
    'inspector',
    'dishonesty-listing',
    'open',
    { ...proposal, level: 'province' },
    { code: 'condition-unmet', sentence: /机关层级/ },
    about,
  );
  await story.opensNot(
    'elsewhere',
    'dishonesty-listing',
    'open',
    proposal,
    { code: 'not-found' },
    about,
  );
  const matter = await story.opens('inspector', 'dishonesty-listing', 'open', proposal, about);
  assert.equal(await matter.due('shopkeeper', 'reply'), '2026-09-08');
  await matter.isHiddenFrom('elsewhere', 'principal', 'citizen');
  story.on('2026-09-08');
  const today = { ...decision, penaltyDecidedOn: '2026-09-08' };
  await matter.refuses('head', 'decide', today, { code: 'too-early' });
  story.on('2026-09-09');
  await matter.refuses(
    'head',
    'decide',
    { ...today, penaltyDecidedOn: '2026-09-09' },
    {
      code: 'condition-unmet',
      sentence: /上一级同意/,
    },
  );
  await matter.fills('inspector', 'seekConsent', {
    superior: 'city',
    opinion: '拟列入',
    papers: [file],
  });
  const yes = { answer: 'agreed', reason: '同意' };
  await matter.refuses('leader', 'consent', yes, { code: 'condition-unmet', sentence: /上一级/ });
  await matter.does('city', 'consent', yes);
  await matter.refuses('head', 'decide', today, { code: 'condition-unmet', sentence: /一并作出/ });
  await matter.refuses('inspector', 'decide', today, { code: 'not-entitled' });
  const no = {
    decision: 'not-list',
    number: '赣区市监列2026-9',
    reason: '危害较小',
  };
  await matter.does('head', 'decide', no);
  // Who is not listed is told how to contest it, and nothing of terms and removal.
  const paper = await paperOf(story, 'shopkeeper', matter, 'decide');
  assertSays(paper, [proposal.facts, '申请行政复议'], ['列入期限自', '申请提前移出']);
  // The paper is called by what was decided, wherever it is named.
  const called = '不列入严重违法失信名单决定书';
  const { final, timeline } = await matter.seenBy('shopkeeper');
  assert.equal(final, true);
  assert.equal(timeline.at(-1)?.document, called);
  const dossier = `/api/proceedings/${matter.id}/dossier.docx`;
  for (const text of [paper, await paperText(story, 'head', dossier)]) {
    assertSays(text, [called], [`或者${called}`]);
  }
});

test('early removal is refused before a year is over and granted after it', async () => {
  const matter = await published(story, cast);
  story.on('2027-09-10', '23:59');
  await matter.rejects('principal', 'apply', papers, { code: 'too-early', sentence: /2027-09-10/ });
  story.on('2027-09-11', '00:00');
  await matter.rejects(
    'principal',
    'apply',
    { ...papers, remedied: false },
    { code: 'condition-unmet' },
  );
  await matter.fills('principal', 'apply', papers);
  // Saturday: two working days.
  assert.equal(await matter.due('inspector', 'acceptance'), '2027-09-14');
  story.on('2027-09-14');
  await matter.does('inspector', 'accept', { outcome: 'accepted' });
  assert.equal(await matter.due('head', 'repair-decision'), '2027-09-23');
  await matter.does('inspector', 'check', {
    performed: true,
    remedied: true,
    noFurther: true,
    record: '罚款已缴清，整改到位',
    papers: [],
  });
  const granted = { decision: 'granted', number: '赣区市监移2027-1', reason: '具备三项条件' };
  await matter.does('head', 'decideRepair', granted);
  assert.equal(await matter.due('reviewer', 'stop'), '2027-09-17');
  await matter.does('reviewer', 'stopPublicity');
  assert.doesNotMatch(await publicPage(), new RegExp(works));
  const own = await traceOf(matter, 'principal');
  assert.match(own?.withdrawn?.reason ?? '', /赣区市监移2027-1/);
  // It was got by fraud: back on the list, the three years anew, no second application.
  story.on('2028-01-10');
  await matter.fills('head', 'restore', { number: '撤1', reason: '材料虚假', evidence: [file] });
  await matter.fills('reviewer', 'publish', { servedOn: '2028-01-10', proof: [file] });
  assert.match(await publicPage(), /2031-01-10/);
  await matter.rejects('principal', 'apply', papers, {
    code: 'condition-unmet',
    sentence: /三年内不得/,
  });
  story.on('2029-09-12');
  await sweep(service);
  assert.equal((await matter.seenBy('inspector')).state, 'published');
  story.on('2031-01-11', '00:00');
  await sweep(service);
  assert.equal((await matter.seenBy('inspector')).state, 'expired');
  await isSound();
});

test('the penalty is annulled: publicity stops within three working days, and the trace stays', async () => {
  const matter = await published(story, cast);
  story.on('2026-09-30');
  await matter.fills('inspector', 'reportFall', {
    fall: 'penalty-revoked',
    number: '赣府复2026-7',
    revokedOn: '2026-09-29',
    papers: [file],
  });
  // National Day in between: 30 September, 8 and 9 October.
  assert.equal(await matter.due('reviewer', 'stop-fallen'), '2026-10-09');
  story.on('2026-10-09', '23:59');
  const stopped = await matter.does('reviewer', 'stopFallen');
  assert.equal(stopped.late, false);
  assert.doesNotMatch(await publicPage(), new RegExp(works));
  const mine = await traceOf(matter, 'principal');
  assert.match(mine?.withdrawn?.reason ?? '', /赣府复2026-7/);
  assert.ok((await seesPublications('elsewhere')).every(({ standing }) => standing === 'shown'));
  await isSound();
  await story.isProved();
});
