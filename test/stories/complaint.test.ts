import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PresentedEntry } from '#server/entries/present.ts';
import { forms, houses } from '../law/complaint-setting.ts';
import { accountOf } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { closeRenderer } from '#server/documents/renderer.ts';
import type { TodoItem } from '#server/todo/present.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';
import { assertSays, paperOf, paperText } from './download.ts';

const service = await startServer({ after });
after(closeRenderer);
const { database } = service.context;
const story = new Story(service);
let cast: Cast;
before(async () => {
  cast = await seedCast(database);
  const office = cast.organisations.countyRegulator;
  const seat = { level: 'county', departments: ['market-regulation'] } as const;
  const elsewhere = await seedOrganisation(database, {
    ...seat,
    kind: 'market-regulator',
    name: '于都县市场监督管理局',
    region: 360_731,
  });
  const association = await seedOrganisation(database, {
    kind: 'association',
    name: '赣县区消费者权益保护委员会',
    region: 360_704,
  });
  const person = (
    login: string,
    name: string,
    organisation?: { id: string },
    ...posts: NonNullable<Parameters<typeof seedPerson>[1]['posts']>
  ) => seedPerson(database, { login, name, posts, ...(organisation ? { organisation } : {}) });
  await person('intake', '受理员朱琴', office, 'intake-officer');
  await person('chief', '叶青山', office, 'leader');
  await person('stranger', '于都承办人', elsewhere, 'case-officer');
  await person('mediator', '调解员林木', association);
  await person('neighbour', '邻居老李');
  story.cast([
    [houses.county.id, office.id],
    [houses.other.id, elsewhere.id],
    [houses.association.id, association.id],
    [accountOf('承办人'), cast.people.inspector.id],
  ]);
});

/** What the complainant writes; the agent's data are as confidential as her own. */
function letter() {
  return { ...forms.register, respondentName: '梅林建材经营部', goods: '水泥' };
}

/** Registered by the citizen on 3 August, sent to the county and accepted on the same day. */
async function accepted(): Promise<Matter> {
  story.on('2026-08-03');
  const about = { subject: cast.organisations.shop.id };
  const input = await story.filled('citizen', letter());
  const matter = await story.opens('citizen', 'complaint', 'register', input, about);
  await matter.fills('intake', 'dispatch', forms.dispatch);
  await matter.fills('inspector', 'accept', forms.accept);
  return matter;
}

/** The same, both sides willing, mediation opened. */
async function mediating(): Promise<Matter> {
  const matter = await accepted();
  await matter.does('citizen', 'consentComplainant', { answer: 'yes' });
  await matter.does('shopkeeper', 'consentRespondent', { answer: 'yes' });
  await matter.fills('inspector', 'openMediation', forms.open);
  return matter;
}

test('a citizen complains about a shop; the shop never learns her name, and nobody else learns anything', async () => {
  story.on('2026-09-28');
  const agent = { name: '代理人胡大', authority: [await story.paper('citizen', 'authority')] };
  const input = await story.filled('citizen', { ...letter(), agent });
  const about = { subject: cast.organisations.shop.id };
  const matter = await story.opens('citizen', 'complaint', 'register', input, about);
  // Seven working days from the day after: 29 and 30 September, 8 to 10 October (Saturday is worked), 12, 13.
  assert.equal(await matter.due('citizen', 'decision'), '2026-10-13');
  await matter.isHiddenFrom('neighbour', 'stranger', 'technician', 'officer');

  const [registered] = (await matter.seenBy('shopkeeper')).timeline;
  const secrets = ['投诉人姓名', '电话号码', '通讯地址', '受托人姓名'];
  assert.deepEqual(registered?.withheld, [...secrets, '授权委托书原件和受托人身份证明']);
  assert.deepEqual(registered?.input['agent'], {});
  assert.equal(registered?.by.name, '（姓名不公开）');
  const said = JSON.stringify(await matter.seenBy('shopkeeper'));
  for (const secret of ['胡小兰', '13900000000', '湓城街道', '代理人胡大', '吴小梅']) {
    assert.ok(!said.includes(secret), `the shop reads ${secret}`);
  }
  const shop = await story.as('shopkeeper');
  const entry = await shop.get<PresentedEntry>(`/api/entries/${registered!.entry}`);
  assert.ok(!JSON.stringify(entry.body).includes('胡小兰'));
  const receipt = await shop.get(`/api/entries/${registered!.entry}/receipt`);
  assert.equal(receipt.status, 403);
  const path = `/api/entries/${registered!.entry}/paper.docx`;
  const paper = await paperText(story, 'shopkeeper', path);
  const dossier = await paperText(
    story,
    'shopkeeper',
    `/api/proceedings/${matter.id}/dossier.docx`,
  );
  for (const text of [paper, dossier]) {
    assert.match(text, /依法不向您公开的内容：投诉人姓名、电话号码、通讯地址、受托人姓名/);
    for (const secret of ['胡小兰', '13900000000', '湓城街道', '代理人胡大', '吴小梅']) {
      assert.ok(!text.includes(secret), `the paper says ${secret}`);
    }
  }
  assert.match(await paperText(story, 'citizen', path), /投诉人姓名\s+胡小兰/);
  assert.equal((await matter.seenBy('citizen')).timeline[0]?.input['phone'], '13900000000');
  assert.equal((await matter.seenBy('intake')).timeline[0]?.input['phone'], '13900000000');

  await matter.fills('intake', 'dispatch', forms.dispatch);
  await matter.rejects('citizen', 'accept', forms.accept, { code: 'not-entitled' });
  await matter.does('citizen', 'withdraw', { reason: '已自行协商' });
  await matter.rejects('inspector', 'accept', forms.accept, { code: 'wrong-state' });
  await story.isProved();
});

test('an office that writes down what a party said is told so, and so is whoever reads the file', async () => {
  const matter = await accepted();
  const offered = async (login: string, act: string) =>
    (await matter.seenBy(login)).offers.find((one) => one.act === act);
  assert.equal((await offered('inspector', 'consentRespondent'))?.onBehalfOf, '被投诉人');
  assert.equal((await offered('inspector', 'consentComplainant'))?.onBehalfOf, '投诉人');
  assert.equal((await offered('shopkeeper', 'consentRespondent'))?.onBehalfOf, undefined);
  await matter.does('inspector', 'consentRespondent', { answer: 'yes', statement: '电话答复' });
  await matter.does('citizen', 'consentComplainant', { answer: 'yes' });
  const { timeline } = await matter.seenBy('shopkeeper');
  const recorded = (act: string) => timeline.find((item) => item.act === act);
  assert.equal(recorded('consentRespondent')?.onBehalfOf, '被投诉人');
  assert.equal(recorded('consentComplainant')?.onBehalfOf, undefined);
});

test('the act whose clock runs out first stands first in the file, and the list of what waits names it', async () => {
  story.on('2026-08-03');
  const about = { subject: cast.organisations.shop.id };
  const input = await story.filled('citizen', letter());
  const matter = await story.opens('citizen', 'complaint', 'register', input, about);
  await matter.fills('intake', 'dispatch', forms.dispatch);
  const { offers, deadlines } = await matter.seenBy('inspector');
  const due = deadlines.find(({ id }) => id === 'decision')!.dueDay;
  assert.deepEqual(
    offers.slice(0, 3).map(({ act, due: day, urgent }) => [act, day, urgent]),
    [
      ['accept', due, true],
      ['refuse', due, undefined],
      ['askIdentity', undefined, undefined],
    ],
  );
  const client = await story.as('inspector');
  const { body } = await client.get<{ items: TodoItem[] }>('/api/to-do');
  const item = body.items.find(({ proceeding }) => proceeding === matter.id);
  assert.deepEqual(item?.acts.slice(0, 1), ['受理投诉']);
  // Who has no clock of his own is pressed by nobody else's.
  assert.ok((await matter.seenBy('citizen')).offers.every((offer) => offer.urgent === undefined));
});

test('mediated with both consents, tested meanwhile, agreed on the last day', async () => {
  const matter = await accepted();
  const opening = await story.filled('inspector', forms.open);
  await matter.refuses('inspector', 'openMediation', opening, {
    code: 'condition-unmet',
    basis: ['order-121/18', 'order-121/20', 'order-121/21'],
    sentence: /双方同意/,
  });
  await matter.does('citizen', 'consentComplainant', { answer: 'yes' });
  await matter.refuses('citizen', 'consentRespondent', { answer: 'yes' }, { code: 'not-entitled' });
  await matter.does('shopkeeper', 'consentRespondent', { answer: 'yes' });
  await matter.does('inspector', 'openMediation', opening);
  assert.match((await matter.told('citizen'))[0] ?? '', /调解时间、地点和人员/);
  // The sixtieth day is 2 October; it rolls past National Day.
  assert.equal(await matter.due('citizen', 'mediation'), '2026-10-08');

  story.on('2026-08-10');
  await matter.fills('inspector', 'sendToTest', forms.test);
  story.on('2026-08-15');
  assert.equal((await matter.clock('shopkeeper', 'mediation')).status, 'paused');
  story.on('2026-08-20');
  await matter.fills('inspector', 'receiveTest', forms.tested);
  assert.equal(await matter.due('citizen', 'mediation'), '2026-10-12');

  await matter.isHiddenFrom('mediator');
  // An association that is replaced reads on what it had, and acts no more.
  const scope = '全部争议';
  const { id: first } = await seedOrganisation(database, {
    kind: 'association',
    name: '赣县区家居行业协会',
    region: 360_704,
  });
  await seedPerson(database, {
    login: 'first',
    name: '邱会长',
    organisation: { id: first },
    posts: [],
  });
  await matter.does('inspector', 'entrust', { mediator: first, scope });
  assert.ok((await matter.offeredTo('first')).includes('hold'));
  await matter.does('first', 'hold', { heldAt: '2026-08-20T02:00:00Z', record: '双方陈述' });
  await matter.fills('inspector', 'entrust', { mediator: houses.association.id, scope });
  assert.equal((await matter.readBy('first')).at(-1), 'hold');
  assert.deepEqual(await matter.offeredTo('first'), []);
  assert.ok((await matter.offeredTo('mediator')).includes('reachAgreement'));
  story.on('2026-10-12', '23:00');
  await matter.fills('mediator', 'reachAgreement', forms.agree);
  assert.match((await matter.told('citizen'))[0] ?? '', /已达成调解协议/);
  story.on('2026-10-13');
  await matter.does('inspector', 'close', { summary: '已履行', publicity: true });
  assert.equal((await matter.seenBy('citizen')).final, true);
  await story.isProved();
});

test('without agreement the time runs out, both are told why and where else to go', async () => {
  const matter = await mediating();
  const end = { ground: 'period', reason: '未达成协议' };
  story.on('2026-10-08', '23:59');
  await matter.refuses('inspector', 'terminate', end, {
    code: 'condition-unmet',
    sentence: /2026-10-08届满/,
  });
  story.on('2026-10-09', '00:00');
  await matter.rejects('inspector', 'reachAgreement', forms.agree, {
    code: 'too-late',
    sentence: /2026-10-08届满/,
  });
  const ended = await matter.does('inspector', 'terminate', end);
  assert.equal(ended.late, true);
  // 9 and 10 October are worked, 12 to 16 and 19: the first day does not count.
  assert.equal(await matter.due('citizen', 'telling'), '2026-10-19');
  await matter.fills('inspector', 'tell', forms.tell);
  assert.match((await matter.told('citizen'))[0] ?? '', /调解已终止/);
  await story.isProved();
});

test('an office that is not competent gives the complaint back', async () => {
  story.on('2026-08-03');
  const about = { subject: cast.organisations.shop.id };
  const input = await story.filled('citizen', letter());
  const matter = await story.opens('citizen', 'complaint', 'register', input, about);
  await matter.refuses(
    'inspector',
    'dispatch',
    { handler: cast.organisations.countyRegulator.id, ground: 'business' },
    { code: 'not-entitled' },
  );
  await matter.fills('intake', 'dispatch', { ...forms.dispatch, handler: houses.other.id });
  assert.ok((await matter.offeredTo('stranger')).includes('giveBack'));
  await matter.rejects('inspector', 'accept', forms.accept, { code: 'not-entitled' });
  await matter.does('stranger', 'giveBack', { reason: '被投诉人不在辖区' });
  await matter.fills('intake', 'dispatch', forms.dispatch);
  // It goes on reading what it had, and nothing of what came of it.
  const had = ['register', 'dispatch', 'giveBack'];
  assert.deepEqual(await matter.readBy('stranger'), had);
  const kept = JSON.stringify(await matter.seenBy('stranger'));
  for (const secret of ['胡小兰', '13900000000']) assert.ok(!kept.includes(secret), secret);
  assert.deepEqual(await matter.offeredTo('stranger'), []);
  const { routes: _routes, ...silent } = forms.refuse;
  const refused = await matter.refuses('inspector', 'refuse', silent, { code: 'invalid-input' });
  assert.deepEqual(
    refused.issues?.map(({ path, sentence }) => [path, sentence]),
    [['routes', '请填写']],
  );
  await matter.fills('inspector', 'refuse', forms.refuse);
  assert.deepEqual(await matter.readBy('stranger'), had);
  assert.match((await matter.told('citizen'))[0] ?? '', /不予受理/);
  const refusal = await paperOf(story, 'citizen', matter, 'refuse');
  assertSays(refusal, ['胡小兰', '梅林建材经营部', '水泥', '退货退款', '申请仲裁', '第39条']);
  // The paper recites who complained, but not to the one complained of.
  const shown = await paperOf(story, 'shopkeeper', matter, 'refuse');
  assertSays(shown, ['梅林建材经营部', '依法不向您公开的内容：投诉人姓名'], ['胡小兰']);
});

test('a clue found on the way is verified in fifteen working days, longer only with the head', async () => {
  const matter = await mediating();
  story.on('2026-09-28');
  await matter.fills('inspector', 'findClue', forms.clue);
  assert.equal(await matter.due('inspector', 'clue'), '2026-10-23');
  story.on('2026-10-20');
  const longer = { reason: '需要异地核查' };
  await matter.refuses('inspector', 'extendVerification', longer, {
    code: 'not-entitled',
    basis: ['order-121/27'],
  });
  await matter.does('chief', 'extendVerification', longer);
  assert.equal(await matter.due('inspector', 'clue'), '2026-11-13');
  await matter.refuses('chief', 'extendVerification', longer, { code: 'condition-unmet' });
  const filed = { outcome: 'file', reason: '属实', caseNumber: '赣区市监立2026-9' };
  await matter.does('inspector', 'decideClue', filed);
  await story.isProved();
});

test('a clue becomes the lead of a case in one act; neither side of the dispute sees the case', async () => {
  const matter = await mediating();
  story.on('2026-09-29');
  const clue = { ...forms.clue, fileAsCase: true };
  await matter.fills('inspector', 'findClue', clue);
  const { linked } = await matter.seenBy('inspector');
  const [found] = linked;
  assert.deepEqual(
    linked.map(({ procedureTitle, relation }) => [procedureTitle, relation]),
    [['行政处罚案件', 'result']],
  );
  const opened = new Matter(story, found!.id);
  const seen = await opened.seenBy('inspector');
  assert.equal(seen.timeline[0]?.input['source'], 'complaint');
  assert.equal(seen.timeline[0]?.input['facts'], forms.clue.facts);
  // Fifteen working days from the 28th over the National Day; longer once, with the head.
  assert.equal(await opened.due('inspector', 'verification'), '2026-10-23');
  await opened.isHiddenFrom('citizen', 'shopkeeper', 'stranger');
  for (const login of ['citizen', 'shopkeeper']) {
    assert.deepEqual((await matter.seenBy(login)).linked, [], login);
  }
  await matter.refuses('inspector', 'fileLead', {}, { code: 'condition-unmet' });
  story.on('2026-10-20');
  await opened.does('chief', 'extendVerification', { reason: '需要异地核查' });
  assert.equal(await opened.due('inspector', 'verification'), '2026-11-13');
  await story.isProved();
});
