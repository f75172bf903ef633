import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#server/audit/audit.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import { forms as penalty } from '../law/penalty-case/setting.ts';
import { accountOf, file } from '../law/play.ts';
import { seedPerson } from '../seed.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';
import { sweep } from './dishonesty-scene.ts';
import { assertSays, paperOf } from './download.ts';
import { spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';

const service = await startServer({ after });
after(closeRenderer);
const { context } = service;
const story = new Story(service);
const shop = '赣县区城东电器行';
let cast: SpotCheckCast;
let check: SpotCheckStory;

before(async () => {
  cast = await spotCheckCast(context.database);
  check = new SpotCheckStory(story, cast);
  const { countyRegulator, city } = cast.organisations;
  const person = (login: string, name: string, organisation: { id: string }) =>
    seedPerson(context.database, { login, name, organisation, posts: ['leader'] });
  await person('head', '钟建国', city);
  const deputy = await person('deputy', '副局长', countyRegulator);
  const engineer = await person('engineer', '总工', countyRegulator);
  story.cast([
    [accountOf('执法甲'), cast.people.handler.id],
    [accountOf('执法乙'), cast.people.inspector.id],
    [accountOf('局长'), cast.people.chief.id],
    [accountOf('副局长'), deputy.id],
    [accountOf('总工'), engineer.id],
  ]);
});

/** Nobody objected; the county ordered correction and handed the check on as the source of a case. */
async function handedOn(): Promise<{ matter: Matter; penaltyCase: Matter }> {
  const matter = await check.notified();
  await check.does(matter, 'maker', 'stopProducer', {}, 'stop');
  story.on('2026-10-09');
  await matter.does('organiser', 'settle', { conclusion: 'fail' });
  await check.does(matter, 'handler', 'order');
  await matter.does('handler', 'fileCase', {
    facts: '延长线插座耐热不合格，货值六万元',
    suspected: ['product-quality-law/49'],
    materials: [await story.paper('handler', 'report')],
  });
  const client = await story.as('handler');
  const { body } = await client.get<{ proceedings: { id: string }[] }>(
    '/api/proceedings?procedure=penalty-case',
  );
  return { matter, penaltyCase: new Matter(story, body.proceedings[0]!.id) };
}

/** From the filing to the notice of 26 October. */
async function noticed(penaltyCase: Matter): Promise<void> {
  story.on('2026-10-14');
  await penaltyCase.fills('chief', 'decideFiling', penalty.file);
  story.on('2026-10-15');
  const evidence = penalty.collect.evidence.map((one) => ({ ...one, collectedOn: '2026-10-15' }));
  await penaltyCase.fills('handler', 'collect', { ...penalty.collect, evidence });
  story.on('2026-10-20');
  await penaltyCase.fills('handler', 'endInvestigation', {
    ...penalty.endInvestigation,
    ...heavier,
    fineYuan: fine,
  });
  story.on('2026-10-22');
  await penaltyCase.fills('reviewer', 'review', { ...penalty.review, kind: 'legal' });
  story.on('2026-10-23');
  await penaltyCase.fills('chief', 'approveProposal', penalty.approve);
  story.on('2026-10-26');
  const notice = { ...penalty.notify, servedOn: '2026-10-26', amountYuan: fine, hearing: true };
  await penaltyCase.rejects(
    'handler',
    'notify',
    { ...notice, listing: { ...proposed, heavier: 'licence' } },
    { code: 'condition-unmet', sentence: /较重行政处罚/ },
  );
  await penaltyCase.fills('handler', 'notify', { ...notice, listing: proposed });
}

/** 120 % over the lowest bound of 60,000 to 180,000 yuan: within the upper thirty of a hundred parts. */
const fine = '150000';
const heavier = { discretion: 'heavier' };
const proposed = {
  ground: 'unsafe-or-fake-goods',
  heavier: 'fine',
  factors: '两年内第二次，货值六万元',
  notDisproved: true,
};

/** The listing that the notice opened, found from the case's own page. */
async function listingOf(penaltyCase: Matter): Promise<Matter> {
  const { linked } = await penaltyCase.seenBy('handler');
  const found = linked.find(({ procedureTitle }) => procedureTitle === '严重违法失信名单管理');
  assert.equal(found?.relation, 'result');
  assert.equal(
    linked.find(({ relation }) => relation === 'origin')?.procedureTitle,
    '产品质量监督抽查',
  );
  const list = new Matter(story, found.id);
  const back = (await list.seenBy('handler')).linked;
  assert.deepEqual(
    back.map(({ id, relation }) => [id, relation]),
    [[penaltyCase.id, 'origin']],
  );
  // A neighbour in the trade sees neither the case nor what came of it.
  await list.isHiddenFrom('maker', 'citizen');
  return list;
}

/** Listed in the very act of the penalty of 4 November, agreed above before. */
async function penalisedAndListed(penaltyCase: Matter): Promise<Matter> {
  story.on('2026-10-27');
  const list = await listingOf(penaltyCase);
  const ask = { superior: 'city', opinion: '拟列入', papers: [file] };
  await list.fills('handler', 'seekConsent', ask);
  assert.equal(await list.due('handler', 'consent-city'), '2026-11-10');
  const waiting = await (
    await story.as('head')
  ).get<{ items: { proceeding: string }[] }>('/api/to-do');
  assert.ok(
    waiting.body.items.some((item) => item.proceeding === list.id),
    JSON.stringify(waiting.body).slice(0, 400),
  );
  story.on('2026-11-03');
  await penaltyCase.fills('handler', 'considerStatement', penalty.consider);
  story.on('2026-11-04');
  await penaltyCase.fills('chief', 'discuss', { ...penalty.discuss, heldOn: '2026-11-04' });
  const decided = { ...penalty.decide, ...heavier, amountYuan: fine };
  const apart = { code: 'condition-unmet', sentence: /一并作出/ } as const;
  await penaltyCase.rejects('chief', 'decide', decided, apart);
  const listing = {
    decision: 'list',
    number: '赣区市监列2026-1',
    measures: ['permits', 'supervision'],
    reason: '性质恶劣，情节严重',
  };
  // The listing's own guard refuses, and nothing of the penalty is kept.
  const without = { code: 'condition-unmet', sentence: /上一级同意/ } as const;
  await penaltyCase.rejects('chief', 'decide', { ...decided, listing }, without);
  assert.equal((await penaltyCase.seenBy('chief')).state, 'to-decide');
  await list.does('head', 'consent', { answer: 'agreed', reason: '事实清楚' });
  await penaltyCase.fills('chief', 'decide', { ...decided, listing });
  assert.equal((await list.seenBy('chief')).state, 'listed');
  assert.equal((await list.seenBy('chief')).timeline.at(-1)?.by.name, '叶青山');
  // Decided in one act with the penalty, it is a paper that stands for itself.
  assertSays(await paperOf(story, 'owner', list, 'decide'), [
    penalty.decide.decisionNumber,
    penalty.notify.facts,
    '上一级审查意见',
    '至2029年11月4日届满移出',
    '60日内向赣县区人民政府申请行政复议',
  ]);
  story.on('2026-11-05');
  await penaltyCase.fills('handler', 'serve', { ...penalty.serve, servedOn: '2026-11-05' });
  return list;
}

/** Follow-up failed, announced by the province, failed again, suspended, failed once more, licence revoked. */
async function toTheEnd(matter: Matter): Promise<void> {
  story.on('2026-12-08');
  await check.does(matter, 'handler', 'followUp', {}, 'failedCheck');
  await matter.does('handler', 'reportUp', { reportNumber: '市监报2026-3', text: '复查不合格' });
  story.on('2026-12-15');
  await matter.does('leader', 'announce', { announcementNumber: '40', text: '复查不合格名单' });
  story.on('2027-02-14');
  await check.does(matter, 'handler', 'secondFollowUp', {}, 'failedCheck');
  const number = { decisionNumber: '市监罚2027-9', caseNumber: '市监立2027-9' };
  await matter.does('handler', 'suspend', { ...number, rectifyBy: '2027-05-31' });
  story.on('2027-06-01');
  await check.does(matter, 'handler', 'recheckSuspended', {}, 'failedCheck');
  story.on('2027-07-01');
  await matter.does('handler', 'revoke', number);
  const revoked = await paperOf(story, 'owner', matter, 'revoke');
  assertSays(revoked, ['赣能', '整顿期满复查', '温升', '2027年5月31日', '申请行政复议']);
  assertSays(await paperOf(story, 'owner', matter, 'announce'), [
    '赣能',
    'GB/T 2099.7-2015',
    '温升',
  ]);
  const result = { text: '延长线插座不合格', told: ['superior'], producerElsewhere: false };
  await matter.does('organiser', 'publish', result);
  await matter.does('handler', 'close', { outcome: '已吊销', archive: '2027-0012' });
}

test('a failed check goes to the end of Order 18, with its case, the list and publicity until time takes it away', async () => {
  const { matter, penaltyCase } = await handedOn();
  await penaltyCase.isHiddenFrom('owner');
  await noticed(penaltyCase);
  assert.match((await penaltyCase.told('owner')).join(), /告知书/);
  const list = await penalisedAndListed(penaltyCase);
  assert.equal(await publicList(), false);
  story.on('2026-11-06');
  await list.fills('reviewer', 'publish', { servedOn: '2026-11-05', proof: [file] });
  assert.equal(await publicList(), true);

  await toTheEnd(matter);
  assert.equal((await matter.seenBy('owner')).final, true);
  const documents = (await matter.seenBy('owner')).timeline.map(({ document }) => document);
  assert.ok(documents.includes('吊销营业执照决定书'));

  story.on('2029-11-04', '23:59');
  await sweep(service);
  assert.equal(await publicList(), true);
  story.on('2029-11-05', '00:00');
  await sweep(service);
  assert.equal(await publicList(), false);
  assert.equal((await list.seenBy('handler')).state, 'expired');
  await story.isProved();
  const report = await audit(context.database, { law: context.law, now: context.now() });
  assert.equal(report.difference, undefined);
});

/** Whether the shop stands on the public page of the list. */
async function publicList(): Promise<boolean> {
  const { body } = await service.client().get<string>('/dishonesty');
  return body.includes(shop);
}
