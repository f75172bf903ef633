import { addDays, addHours, startOf } from '#kernel/calendar/plain-date.ts';
import { demoOrganisation } from '../../firms.ts';
import type { Matter, Scene, Story } from '../scene.ts';

/** What a citizen complains about; people are invented, their numbers are given out by nobody. */
interface Complaint {
  readonly office: string;
  readonly respondent: string;
  readonly channel: 'platform' | 'hotline' | 'window' | 'code';
  readonly complainantName: string;
  readonly goods: string;
  readonly amount: string;
  readonly requests: readonly string[];
  readonly facts: string;
}

/** A heated blanket that scorched: mediation rests while a laboratory tests it. */
export async function* blanket(scene: Scene): Story {
  yield scene.on(3, 11);
  const office = 'regulator-nanchang';
  const matter = await received(scene, {
    office,
    respondent: 'chengguo',
    channel: 'hotline',
    complainantName: '胡小兰',
    goods: '双人电热毯',
    amount: '169.00',
    requests: ['refund', 'compensation'],
    facts: '使用三天后局部过热，床单烧出焦痕，商家只同意换新，不承认质量问题。',
  });
  yield scene.on(5, 11);
  await accepted(matter, `${office}.case`);
  yield scene.on(6, 14);
  await willing(matter, `${office}.case`, 'chengguo.principal');
  yield scene.on(8, 15);
  await mediated(scene, matter, `${office}.case`);
  await matter.does(`${office}.case`, 'sendToTest', {
    laboratory: demoOrganisation('laboratory-xinjiang').name,
    chosen: 'agreed',
    costAgreed: true,
  });
}

/** A cracked table: the furniture association mediates for the office. */
export async function* crackedTable(scene: Scene): Story {
  yield scene.on(2, 15);
  const office = 'regulator-ganzhou';
  const matter = await received(scene, {
    office,
    respondent: 'muyun',
    channel: 'platform',
    complainantName: '曾秀英',
    goods: '实木餐桌一张',
    amount: '2980.00',
    requests: ['exchange'],
    facts: '收货两个月桌面开裂两处，商家称属木材正常现象，要求更换。',
  });
  yield scene.on(4, 11);
  await accepted(matter, `${office}.case`);
  yield scene.on(5, 11);
  await willing(matter, `${office}.case`, 'muyun.principal');
  yield scene.on(7, 15);
  await mediated(scene, matter, `${office}.case`);
  await matter.does(`${office}.case`, 'entrust', {
    mediator: scene.stage.organisation('association-furniture'),
    scope: '就桌面开裂的成因和更换方案组织双方调解。',
  });
  yield scene.on(9, 14);
  await matter.does('association-furniture.leader', 'hold', {
    heldAt: scene.stage.now(),
    record: '商家同意更换桌面，消费者要求整张更换，约定一周后携含水率检测结果再议。',
  });
}

/** A sofa that smells: accepted on the last working day, the maker is asked whether it will talk. */
export async function* sofa(scene: Scene): Story {
  yield scene.on(-3, 14);
  const office = 'regulator-nankang';
  const matter = await received(scene, {
    office,
    respondent: 'kangmu',
    channel: 'code',
    complainantName: '钟卫平',
    goods: '三人布艺沙发',
    amount: '3680.00',
    requests: ['refund'],
    facts: '扫码购买的沙发送到家后异味明显，通风半月未消，要求退货。',
  });
  yield scene.on(-1, 11);
  await accepted(matter, `${office}.case`);
  await matter.does(`${office}.case`, 'consentComplainant', { answer: 'yes' });
}

/** A dispute between two companies is no consumer complaint. */
export async function* tradeDispute(scene: Scene): Story {
  yield scene.on(6, 15);
  const office = 'regulator-jiujiang';
  const matter = await received(scene, {
    office,
    respondent: 'xunjiang',
    channel: 'window',
    complainantName: '袁国庆',
    goods: '车用柴油二十吨',
    amount: '148000.00',
    requests: ['compensation'],
    facts: '代运输公司投诉：油品结算数量与磅单不符，要求补差价。',
  });
  yield scene.on(8, 11);
  await matter.does(`${office}.case`, 'refuse', {
    ground: 'not-consumer',
    reason: '运输公司为生产经营购买油品，争议属买卖合同纠纷，不是为生活消费需要。',
    routes: '可以协商，依合同约定申请仲裁，或者向人民法院起诉。',
    toldBy: 'phone',
  });
}

/** The intake officer writes the complaint down and sends it to the own office's case officers. */
async function received(scene: Scene, own: Complaint): Promise<Matter> {
  const { office, respondent, ...told } = own;
  const { name, address } = demoOrganisation(respondent);
  const login = `${office}.intake`;
  const input = {
    ...told,
    receivedOn: scene.today,
    phone: '00000000000',
    address: '（演示地址，依法保密）',
    respondentName: name,
    respondentAddress: address,
    boughtOn: addDays(scene.today, -20),
    evidence: [await scene.paper(login)],
    alsoReport: false,
  };
  const matter = await scene.opens(login, 'complaint', 'register', input, respondent);
  const handler = scene.stage.organisation(office);
  await matter.does(login, 'dispatch', { handler, ground: 'domicile' });
  return matter;
}

async function accepted(matter: Matter, officer: string): Promise<void> {
  await matter.does(officer, 'accept', { toldBy: 'message' });
}

/** Both sides say yes; the office writes down what the complainant said on the telephone. */
async function willing(matter: Matter, officer: string, respondent: string): Promise<void> {
  await matter.does(officer, 'consentComplainant', { answer: 'yes' });
  await matter.does(respondent, 'consentRespondent', { answer: 'yes' });
}

async function mediated(scene: Scene, matter: Matter, officer: string): Promise<void> {
  await matter.does(officer, 'openMediation', {
    way: 'present',
    mediators: [scene.stage.account(officer)],
    at: addHours(startOf(addDays(scene.today, 1)), 9),
    place: '消费争议调解室',
  });
}
