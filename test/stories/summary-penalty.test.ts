import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#server/audit/audit.ts';
import { file } from '../law/play.ts';
import { officers } from '../law/penalty-case/setting.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';
import { penaltyCast, PenaltyStory } from './penalty-scene.ts';
import type { PenaltyCast } from './penalty-scene.ts';

const service = await startServer({ after });
const { context } = service;
const story = new Story(service);
let cast: PenaltyCast;
let penalty: PenaltyStory;

before(async () => {
  cast = await penaltyCast(context.database);
  penalty = new PenaltyStory(story, cast);
});

const decided = {
  decisionNumber: '赣区市监当罚2026-1',
  caseName: '未标注厂址',
  partyKind: 'unit',
  partyName: '赣州贡江水泥有限公司',
  place: '仓库',
  facts: '包装未标注厂址',
  ground: '产品质量法第五十四条',
  correction: '三日内补正标识',
  kind: 'spot',
  spotGround: 'small',
  amountYuan: '100',
  officers,
  told: true,
  statement: '无',
  delivered: true,
  evidence: [file],
  signature: [file],
};

test('a small fine is decided on the spot, handed in, banked, filed and never published', async () => {
  story.on('2026-09-28');
  const about = { subject: cast.organisations.works.id };
  const input = await story.filled('inspector', decided);
  const tooMuch = { ...input, kind: 'bank', spotGround: undefined, amountYuan: '3001' };
  await story.opensNot(
    'inspector',
    'summary-penalty',
    'decide',
    tooMuch,
    { code: 'condition-unmet', sentence: /普通程序/ },
    about,
  );
  const wrong = { code: 'not-entitled' } as const;
  await story.opensNot('principal', 'summary-penalty', 'decide', input, wrong, about);
  const matter = await story.opens('inspector', 'summary-penalty', 'decide', input, about);
  assert.match((await matter.told('principal')).join(), /当场行政处罚决定书/);
  await matter.isHiddenFrom('stranger', 'citizen', 'shopkeeper');
  assert.equal(await matter.due('inspector', 'filing'), '2026-10-13');
  assert.equal(await matter.due('inspector', 'hand-in'), '2026-09-30');
  const receipt = { handedInOn: '2026-09-29', receiptNumber: '票1', proof: [file] };
  story.on('2026-09-29');
  await matter.fills('inspector', 'handIn', receipt);
  assert.equal(await matter.due('chief', 'bank'), '2026-10-08');
  await matter.fills('chief', 'bank', { bankedOn: '2026-09-29', proof: [file] });
  const end = { outcome: '已补正' };
  await matter.refuses('inspector', 'close', end, { code: 'condition-unmet', sentence: /归档/ });
  await matter.fills('inspector', 'file', { list: '决定书、照片、票据', record: [file] });
  await matter.does('inspector', 'close', end);
  const { body } = await service.client().get<string>('/announcements');
  assert.doesNotMatch(body, /贡江水泥/);
});

test('a case asks another office for help: the letter is its own proceeding, linked both ways and unseen by the party', async () => {
  const matter = await penalty.filed();
  story.on('2026-07-10');
  const asked = {
    receiver: cast.organisations.neighbour.id,
    letterNumber: '赣区市监协2026-1',
    matter: '核实销往于都的数量',
    papers: [],
  };
  await matter.fills('inspector', 'askAssistance', asked);
  const { linked } = await matter.seenBy('inspector');
  assert.deepEqual(
    linked.map(({ procedureTitle, relation }) => [procedureTitle, relation]),
    [['协助调查', 'result']],
  );
  const letter = new Matter(story, linked[0]!.id);
  await letter.isHiddenFrom('principal', 'citizen', 'shopkeeper');
  const atParty = await matter.seenBy('principal');
  assert.deepEqual(atParty.linked, []);
  const step = atParty.timeline.find(({ act }) => act === 'askAssistance');
  assert.deepEqual(step?.input, {});
  await letter.does('stranger', 'sign', { receivedOn: '2026-07-10' });
  // Fifteen working days from Friday the tenth.
  assert.equal(await letter.due('stranger', 'assistance'), '2026-07-31');
  // Whoever helps sees the letter and not the case.
  assert.deepEqual((await letter.seenBy('stranger')).linked, []);
  await matter.isHiddenFrom('stranger');
  const late = { untilDay: '2026-08-14', reason: '需调取流水' };
  await letter.refuses('inspector', 'delay', late, { code: 'not-entitled' });
  await letter.does('stranger', 'delay', late);
  assert.equal(await letter.due('inspector', 'assistance'), '2026-08-14');
  story.on('2026-08-10');
  await letter.fills('stranger', 'answer', {
    letterNumber: '于市监协复2026-1',
    outcome: 'unable',
    findings: '经营部已注销',
    evidence: [],
  });
  await letter.does('inspector', 'accept', { use: '不采用' });
  await story.isProved();
  const report = await audit(context.database, { law: context.law, now: context.now() });
  assert.equal(report.difference, undefined);
});
