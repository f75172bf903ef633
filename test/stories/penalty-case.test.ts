import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { actByTime } from '#server/acts/by-time.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import { forms, grave, payment } from '../law/penalty-case/setting.ts';
import { accountOf, file } from '../law/play.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';
import { assertSays, paperOf } from './download.ts';
import { penaltyCast, PenaltyStory } from './penalty-scene.ts';
import type { PenaltyCast } from './penalty-scene.ts';

const service = await startServer({ after });
after(closeRenderer);
const story = new Story(service);
let cast: PenaltyCast;
let cases: PenaltyStory;
before(async () => {
  cast = await penaltyCast(service.context.database);
  cases = new PenaltyStory(story, cast);
});

test('seizure, hearing, extension, discussion, decision, payment, publication, close', async () => {
  const matter = await cases.filed();
  await matter.isHiddenFrom('stranger', 'shopkeeper', 'citizen');
  story.on('2026-07-09');
  await matter.fills('chief', 'seize', forms.seize);
  assert.deepEqual(await matter.told('principal'), ['查封扣押决定书和清单，期限30日']);
  story.on('2026-07-10');
  await matter.rejects('reviewer', 'collect', forms.collect, { code: 'not-entitled' });
  const twice = forms.collect.officers.map(() => forms.collect.officers[0]!);
  await matter.rejects(
    'inspector',
    'collect',
    { ...forms.collect, officers: twice },
    { code: 'condition-unmet', sentence: /不得少于二人/ },
  );
  await matter.fills('inspector', 'collect', forms.collect);
  const seen = await matter.seenBy('principal');
  assert.deepEqual(seen.timeline.at(-1)?.withheld, ['证据']);
  // Who gave the clue, and what it says, is nothing for the party.
  assert.deepEqual(
    Object.keys(seen.timeline[0]?.input ?? {}).filter((name) =>
      /source|facts|materials/.test(name),
    ),
    [],
  );
  story.on('2026-07-20');
  await matter.fills('inspector', 'endInvestigation', {
    ...forms.endInvestigation,
    ...grave.report,
  });
  story.on('2026-07-24');
  await matter.fills('reviewer', 'review', { ...forms.review, kind: 'legal' });
  story.on('2026-07-30');
  await matter.fills('chief', 'approveProposal', forms.approve);
  story.on('2026-08-03');
  await matter.fills('inspector', 'notify', { ...forms.notify, ...grave.notice });
  story.on('2026-08-07');
  await matter.fills('chief', 'extendSeizure', forms.extendSeizure);
  assert.equal(await matter.due('principal', 'seizure'), '2026-09-07');
  await matter.fills('principal', 'requestHearing', { reason: '数量有误', request: [file] });
  story.on('2026-08-10');
  const bench = { presider: accountOf('主持人'), clerk: accountOf('书记'), others: [] };
  await matter.fills('chief', 'appointPresider', bench);
  await matter.fills('inspector', 'handFileOver', { list: '案卷一册' });
  story.on('2026-08-12');
  const fixed = { noticeNumber: '听1', heldOn: '2026-08-25', place: '二楼', isPublic: true };
  await matter.fills('presider', 'fixHearing', fixed);
  await matter.fills('presider', 'announceHearing', { text: '公告' });
  story.on('2026-08-21');
  const held = { outcome: 'held', attended: '各方', minutes: '要点', record: [file] };
  await matter.rejects('presider', 'holdHearing', held, {
    code: 'too-early',
    basis: ['hearing-measures/20', 'hearing-measures/21'],
  });
  story.on('2026-08-25');
  await matter.fills('presider', 'holdHearing', held);
  story.on('2026-08-26');
  await matter.fills('presider', 'reportHearing', { course: '情况', opinion: '维持' });
  // Ninety days from 8 July, and the 19 of the hearing.
  assert.equal(await matter.due('chief', 'decision'), '2026-10-25');
  await matter.fills('chief', 'extendDecision', { reason: '复杂' });
  assert.equal(await matter.due('chief', 'decision'), '2026-11-24');
  await matter.fills('reviewer', 'reviewAfterHearing', { ...forms.review, kind: 'legal' });
  const decision = { ...forms.decide, amountYuan: '120000', discretion: 'normal' };
  await matter.rejects('chief', 'decide', decision, {
    code: 'condition-unmet',
    sentence: /集体讨论/,
  });
  await matter.fills('chief', 'discuss', { ...forms.discuss, heldOn: '2026-08-26' });
  story.on('2026-08-28');
  await matter.rejects(
    'chief',
    'decide',
    { ...decision, goodsValueYuan: '30000' },
    { code: 'condition-unmet', sentence: /超出法定幅度30,000\.00元至90,000\.00元/ },
  );
  await matter.fills('chief', 'decide', decision);
  story.on('2026-08-31');
  await matter.fills('inspector', 'serve', { ...forms.serve, servedOn: '2026-08-31' });
  story.on('2026-09-04');
  await matter.fills('second', 'releaseSeizure', forms.releaseSeizure);
  await matter.fills('principal', 'payInFull', payment('128000', '2026-09-04'));
  story.on('2026-09-08');
  await matter.fills('reviewer', 'publish', forms.publish);
  const portal = await service.client().get<string>('/announcements');
  assert.match(portal.body, /行政处罚决定：赣州贡江水泥有限公司/);
  assert.match(portal.body, /丰市监罚2026-8.*公示至2029-09-08/);
  assert.deepEqual(await dispatches(), ['credit-china publish', 'gsxt publish']);
  await matter.fills('chief', 'close', forms.close);
  assert.equal((await matter.seenBy('principal')).final, true);
  await papersAreWhole(matter);
  await story.isProved();
});

/** Whoever receives them needs no file beside them, and learns nothing that the file keeps from the party. */
async function papersAreWhole(matter: Matter): Promise<void> {
  const read = (act: string) => paperOf(story, 'principal', matter, act);
  assertSays(await read('seize'), [
    '丰市监立2026-8',
    '至2026年8月8日届满',
    '60日内向赣县区人民政府申请行政复议',
    '6个月内',
  ]);
  // The extension says until when, as it stood that day.
  assertSays(await read('extendSeizure'), ['丰市监扣2026-3', '铜芯电缆', '延长至2026年9月7日']);
  const notice = [
    '丰市监立2026-8',
    '自收到本告知书之日起5个工作日内，可以向本机关陈述、申辩',
    '可以要求听证',
    '《市场监督管理行政处罚听证办法》第5条、第7条',
  ];
  // The officer's tick is no sentence of the paper.
  assertSays(await read('notify'), notice, ['已告知要求听证的权利']);
  assertSays(await read('decide'), [
    '丰市监罚2026-8',
    '丰市监立2026-8',
    '丰市监告2026-8',
    '2026年8月3日',
    '数量有误',
    '15日内缴至指定银行',
    '每日按罚款数额的百分之三加处罚款',
    '60日内向赣县区人民政府申请行政复议',
    '6个月内',
    '20个工作日内依法向社会公示',
  ]);
  // The approval recites the clue for whoever decides; the party reads no more of it than of the clue itself.
  const clue = [forms.open.facts, '监督抽查不合格'];
  const hidden = ['依法不向您公开的内容：核查情况和理由、案件来源、涉嫌违法事实'];
  assertSays(await read('decideFiling'), hidden, clue);
  assertSays(await paperOf(story, 'reviewer', matter, 'decideFiling'), [forms.open.facts], hidden);
}

/** What waits to be sent to the credit sites, of all penalties of the office. */
async function dispatches(): Promise<string[]> {
  const client = await story.as('reviewer');
  const { body } = await client.get<{ items: { site: string; action: string }[] }>(
    '/api/publicity?kind=penalty&state=due',
  );
  return body.items.map(({ site, action }) => `${site} ${action}`).sort();
}

test('a penalty that a reconsideration annuls is off the pages and leaves the outbox', async () => {
  const matter = await cases.reviewed();
  story.on('2026-07-30');
  await matter.fills('chief', 'approveProposal', forms.approve);
  story.on('2026-08-03');
  await matter.fills('inspector', 'notify', forms.notify);
  story.on('2026-08-11');
  await matter.fills('inspector', 'considerStatement', forms.consider);
  story.on('2026-08-12');
  const decisionNumber = '丰市监罚2026-9';
  await matter.fills('chief', 'decide', { ...forms.decide, decisionNumber });
  await matter.rejects('reviewer', 'publish', forms.publish, { code: 'wrong-state' });
  story.on('2026-08-14');
  await matter.fills('inspector', 'serve', forms.serve);
  story.on('2026-08-20');
  const small = { ...forms.publish, tier: 'small' };
  const tooMuch = { code: 'condition-unmet', sentence: /不适用三个月公示期/ } as const;
  await matter.rejects('reviewer', 'publish', small, tooMuch);
  await matter.fills('reviewer', 'publish', forms.publish);
  const [shown] = (await matter.seenBy('reviewer')).linked;
  assert.equal(shown?.procedureTitle, '行政处罚信息公示');
  assert.match(await announcements(), new RegExp(decisionNumber));
  const remedy = { kind: 'reconsideration', body: '区政府', acceptedOn: '2026-08-24', stops: true };
  story.on('2026-08-24');
  await matter.fills('inspector', 'fileRemedy', { ...remedy, papers: [file] });
  story.on('2026-09-18');
  const number = '赣区府复2026-7';
  const end = { outcome: 'annulled', number, decidedOn: '2026-09-18', papers: [file] };
  await matter.fills('inspector', 'endRemedy', end);
  const publicity = new Matter(story, shown.id);
  assert.equal(await publicity.due('reviewer', 'stop-fallen'), '2026-09-22');
  story.on('2026-09-22');
  await matter.does('reviewer', 'withdrawPublicity', { reason: '处罚决定被复议撤销' });
  assert.equal((await publicity.seenBy('reviewer')).state, 'withdrawn');
  assert.doesNotMatch(await announcements(), new RegExp(`行政处罚决定：.*${decisionNumber}`));
  // Nothing had left the outbox yet: it is sent nowhere, and only the former story's penalty still waits.
  assert.equal((await dispatches()).length, 2);
  await matter.fills('chief', 'close', forms.close);
});

async function announcements(): Promise<string> {
  return (await service.client().get<string>('/announcements')).body;
}

test('a minor first offence ends without a penalty', async () => {
  const matter = await cases.reviewed({}, { opinion: 'no-penalty' });
  story.on('2026-07-30');
  const none = {
    decisionNumber: '赣区市监不罚2026-1',
    ground: 'first-minor',
    corrected: true,
    facts: '事实',
    reasons: '轻微并已改正',
    education: '已教育',
  };
  // The case of the former story is on the platform's record.
  await matter.refuses('chief', 'decideNoPenalty', none, {
    code: 'condition-unmet',
    sentence: /不属于初次违法/,
  });
  await matter.does('chief', 'decideNoPenalty', { ...none, ground: 'minor' });
  story.on('2026-08-03');
  const told = { mode: 'direct', servedOn: '2026-08-03', proof: [file] };
  await matter.fills('inspector', 'tellNoPenalty', told);
  await matter.fills('chief', 'close', forms.close);
  assert.deepEqual(await matter.told('principal'), ['不予行政处罚决定书']);
});

test('a case goes to the police and comes back', async () => {
  const matter = await cases.reviewed();
  story.on('2026-07-27');
  const crime = {
    suspect: '赣州贡江水泥有限公司',
    offence: 'fake-goods',
    sales: '60000',
    facts: '以次充好',
  };
  await matter.does('inspector', 'transferToPolice', crime);
  const client = await story.as('inspector');
  const { body } = await client.get<{ proceedings: { id: string; procedure: string }[] }>(
    '/api/proceedings?procedure=crime-referral',
  );
  const referral = body.proceedings.find(({ procedure }) => procedure === 'crime-referral');
  assert.ok(referral, 'no referral was opened');
  assert.equal((await matter.clock('chief', 'decision')).status, 'paused');
  await backFromPolice(new Matter(story, referral.id));
  story.on('2026-08-20');
  const back = { outcome: 'returned', paperNumber: '移1', papers: [file], note: '显著轻微' };
  await matter.fills('inspector', 'returnFromPolice', back);
  assert.equal((await matter.seenBy('chief')).state, 'investigating');
  assert.equal(await matter.due('chief', 'decision'), '2026-10-30');
});

/** The referral is approved, transferred, filed and sent back, because the matter proved slight. */
async function backFromPolice(referral: Matter): Promise<void> {
  await referral.isHiddenFrom('principal', 'stranger');
  story.on('2026-07-28');
  const report = { findings: '达到标准', opinion: '移送', evidence: [file] };
  await referral.fills('second', 'report', report);
  await referral.fills('chief', 'decide', { decision: 'approved' });
  const papers = { letter: [file], investigation: [file], inventory: [file], testReports: [file] };
  await referral.fills('inspector', 'transfer', {
    police: cast.organisations.police.id,
    letterNumber: '赣区市监移2026-1',
    ...papers,
    others: [],
  });
  const signedBy = cast.people.police.id;
  await referral.does('police', 'acknowledge', {
    receiptNumber: '回1',
    competent: 'yes',
    signedBy,
  });
  const filed = { decision: 'filed', noticeNumber: '立字1', papersReturned: false };
  await referral.does('police', 'decideFiling', filed);
  story.on('2026-08-18');
  const slight = { ground: 'slight', reason: '情节显著轻微', papers: [file] };
  await referral.fills('police', 'sendBack', slight);
  const itself = { outcome: 'penalty', caseNumber: '丰市监立2026-8', reason: '继续行政处理' };
  await referral.does('inspector', 'handleItself', itself);
}

test('who can’t be found is told by announcement, and heard from the day on which it counts as served', async () => {
  const matter = await cases.reviewed();
  story.on('2026-07-30');
  await matter.fills('chief', 'approveProposal', forms.approve);
  story.on('2026-08-03');
  const { servedOn: _day, ...notice } = forms.notify;
  const announced = { ...notice, mode: 'announced', proof: [] };
  await matter.rejects('inspector', 'notify', announced, {
    code: 'condition-unmet',
    sentence: /须填写公告/,
  });
  await matter.fills('inspector', 'notify', { ...announced, announcement: forms.announcement });
  const page = await service.client().get<string>('/announcements');
  assert.match(page.body, /行政处罚告知书送达公告/);
  const statement = { form: 'written', statement: '数量有误', evidence: [] };
  await matter.rejects('principal', 'state', statement, { code: 'wrong-state' });
  story.on('2026-09-02');
  assert.equal(await actByTime(service.context), 0);
  story.on('2026-09-03', '00:00');
  assert.equal(await actByTime(service.context), 1);
  assert.equal(await matter.due('principal', 'statement'), '2026-09-10');
  const seen = await matter.seenBy('principal');
  assert.equal(seen.timeline.at(-1)?.act, 'noticeServed');
  // How the officers had looked for him is theirs.
  assert.doesNotMatch(JSON.stringify(seen.timeline), /人去楼空/);
  story.on('2026-09-08');
  await matter.fills('principal', 'state', statement);
  story.on('2026-09-10');
  const considered = { ...forms.consider, stated: 'rejected' };
  await matter.rejects('inspector', 'considerStatement', considered, { code: 'condition-unmet' });
  story.on('2026-09-11');
  await matter.fills('inspector', 'considerStatement', considered);
  await matter.fills('chief', 'decide', forms.decide);
  await matter.fills('inspector', 'announceService', forms.announcement);
  const served = await service.client().get<string>('/announcements');
  assert.match(served.body, /行政处罚决定信息将依法向社会公示/);
  story.on('2026-10-12', '00:00');
  assert.equal(await actByTime(service.context), 1);
  story.on('2026-10-12');
  // The announcement told of the publicity; a tick of the officer's would not do.
  await matter.rejects(
    'reviewer',
    'publish',
    { ...forms.publish, told: true },
    { code: 'invalid-input' },
  );
  await matter.fills('reviewer', 'publish', forms.publish);
  await story.isProved();
});

test('a decision not to punish that reaches nobody is announced, and counts as served by itself', async () => {
  const matter = await cases.reviewed({}, { opinion: 'no-penalty' });
  story.on('2026-07-30');
  await matter.does('chief', 'decideNoPenalty', {
    decisionNumber: '赣区市监不罚2026-2',
    ground: 'no-fault',
    corrected: true,
    facts: '事实',
    reasons: '没有主观过错',
    education: '已教育',
  });
  story.on('2026-08-03');
  await matter.fills('inspector', 'announceNoPenalty', forms.announcement);
  assert.match(await announcements(), /不予行政处罚决定书送达公告/);
  story.on('2026-09-03', '00:00');
  assert.equal(await actByTime(service.context), 1);
  assert.equal((await matter.seenBy('principal')).timeline.at(-1)?.act, 'noPenaltyByNotice');
  story.on('2026-09-10');
  await matter.fills('chief', 'close', forms.close);
  await story.isProved();
});
