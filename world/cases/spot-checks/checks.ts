import type { Scene, Story } from '../scene.ts';
import * as plans from './plans.ts';
import * as check from './check.ts';

/** A table from a furniture shop conforms; nobody objects; the result is published and the case closed. */
export async function* conforming(scene: Scene): Story {
  yield scene.on(0);
  const table = await check.assign(scene, plans.table);
  const { matter } = table;
  yield scene.on(0, 14);
  await check.present(table);
  await check.take(table);
  yield scene.on(1);
  await check.takeIn(table);
  yield scene.on(1, 15);
  await check.test(table);
  yield scene.on(2);
  await check.tell(table);
  yield scene.on(2, 14);
  await check.sign(table, 'muyun.principal', 'receiveSampled');
  await check.sign(table, 'kangmu.director', 'receiveProducer');
  const office = 'regulator-ganzhou';
  yield scene.after(await matter.due(`${office}.case`, 'objection-sampled'));
  await matter.does(`${office}.reviewer`, 'settle', { conclusion: 'pass' });
  yield scene.later(0, 11);
  const receipt = [await scene.paper(`${office}.case`)];
  await matter.does(`${office}.case`, 'disposeSamples', { way: 'returned', receipt });
  yield scene.later(0, 14);
  await matter.does(`${office}.publisher`, 'publish', {
    text: `${check.nameOf(plans.table)}销售的“康沐”实木餐桌（KM-T14）经监督抽查检验合格。`,
    told: ['superior'],
    producerElsewhere: false,
  });
  yield scene.later(0, 15);
  const archive = check.numbered(scene, plans.table, '档');
  await matter.does(`${office}.case`, 'close', { outcome: '抽查合格，样品已退还。', archive });
}

/** Plywood fails; the objection to the sampling is not upheld; sixty days to correct are running. */
export async function* orderedToCorrect(scene: Scene): Story {
  yield scene.on(0, 11);
  const board = await check.assign(scene, plans.plywood);
  const { matter } = board;
  const office = 'regulator-nankang';
  yield scene.on(0, 15);
  await check.present(board);
  await check.take(board);
  yield scene.on(1, 11);
  await check.takeIn(board);
  yield scene.on(3);
  await check.test(board);
  yield scene.on(4);
  await check.tell(board);
  yield scene.on(4, 14);
  await check.sign(board, 'nanshan.principal', 'receiveSampled');
  await check.stop(
    board,
    'nanshan.director',
    'stopSampled',
    '同批次全部封存，生产线停产排查胶料。',
  );
  yield scene.on(5, 15);
  await matter.does('nanshan.principal', 'objectSampled', {
    grounds: ['sampling'],
    reason: '抽样当日库房正在倒垛，担心样品混入退货批次。',
    items: [],
    materials: [await scene.paper('nanshan.principal')],
  });
  yield scene.on(7, 11);
  await matter.does(`${office}.reviewer`, 'decideObjection', {
    objector: 'sampled',
    outcome: 'rejected',
    findings: '调取抽样录像，样品取自成品区待销批次，封条编号与抽样单一致，异议不成立。',
  });
  yield scene.on(8);
  await matter.does(`${office}.case`, 'settle', { conclusion: 'fail' });
  yield scene.on(8, 14);
  await matter.does(`${office}.leader`, 'order', {
    orderNumber: check.numbered(scene, plans.plywood, '责改'),
    requirements: '立即停止生产、销售同一产品，查明原因，六十日内完成改正并书面报告。',
    caseNumber: check.numbered(scene, plans.plywood, '立'),
  });
  yield scene.on(9);
  await matter.does(`${office}.publisher`, 'publish', {
    text: `${check.nameOf(plans.plywood)}生产的“楠杉”胶合板甲醛释放量不合格，已责令停止销售并限期改正。`,
    told: ['government', 'superior', 'departments'],
    producerElsewhere: false,
  });
}

/** Sockets fail; the maker asks for a retest; the office has to decide. */
export async function* objectionPending(scene: Scene): Story {
  yield scene.on(3);
  const socket = await check.assign(scene, plans.socket);
  yield scene.on(4, 14);
  await check.present(socket);
  await check.take(socket);
  yield scene.on(5);
  await check.takeIn(socket);
  yield scene.on(7);
  await check.test(socket);
  yield scene.on(8);
  await check.tell(socket);
  yield scene.on(8, 15);
  await check.sign(socket, 'huaiyu.principal', 'receiveSampled');
  const measures = '同型号暂停装配和出货，库存单独存放。';
  await check.stop(socket, 'huaiyu.principal', 'stopSampled', measures);
  yield scene.on(-1, 11);
  await socket.matter.does('huaiyu.principal', 'objectSampled', {
    grounds: ['conclusion'],
    reason: '本厂对同批次自检温升合格，申请由其他机构复检。',
    items: [{ item: '温升' }],
    materials: [await scene.paper('huaiyu.principal')],
  });
}

/** A dealer does not let the samplers draw from stock; its office has to act. */
export async function* refusal(scene: Scene): Story {
  yield scene.on(-2, 14);
  const cement = await check.assign(scene, plans.cement);
  yield scene.on(-1);
  await check.present(cement);
  yield scene.on(-1, 11);
  const login = 'regulator-yingtan.sampler';
  await cement.matter.does(login, 'reportRefusal', {
    conduct: 'obstructed',
    facts: '经营者锁闭三号库房，称负责人外出不予开门，经两次释明法律后果仍拒绝。',
    evidence: [await scene.paper(login), await scene.paper(login)],
  });
}

/** A cable that the laboratory has taken in and is testing. */
export async function* inTheLaboratory(scene: Scene): Story {
  yield scene.on(-4, 11);
  const cable = await check.assign(scene, plans.cable);
  yield scene.on(-3, 14);
  await check.present(cable);
  await check.take(cable);
  yield scene.on(-1, 11);
  await check.takeIn(cable);
}

/** Ordered yesterday and still secret: the school uniform maker must not see it. */
export async function* unannounced(scene: Scene): Story {
  yield scene.on(-1, 14);
  await check.assign(scene, plans.uniform);
}

/** A power bank bought under cover on the platform fails; the three parties were told, none has objected so far. */
export async function* boughtOnline(scene: Scene): Story {
  yield scene.on(0, 14);
  const bank = await check.assign(scene, plans.powerBank);
  const { matter } = bank;
  const login = 'laboratory-ganpo.sampler';
  yield scene.on(1, 14);
  await matter.does(login, 'buy', {
    samplers: check.samplers(scene, plans.powerBank),
    payer: '抽样专用账户',
    account: '普通消费者账号',
    address: '南昌市青山湖区检测一路1号附近代收点',
    contact: '代收点电话',
    shop: '橙果园数码旗舰店',
    link: 'https://shop.example/item/20000',
    orderNumber: `${scene.today.replaceAll('-', '')}0007`,
    boughtOn: scene.today,
    price: '89.00',
    testCount: 3,
    backupCount: 3,
    evidence: [await scene.paper(login), await scene.paper(login)],
  });
  yield scene.on(2);
  await matter.does(login, 'unbox', {
    arrivedOn: scene.today,
    parcel: 'intact',
    packaging: 'intact',
    producedOn: '批号 LD26-09',
    ...check.seals(scene, plans.powerBank),
    postedOn: scene.today,
    trackingNumber: `演示快递${scene.today.replaceAll('-', '')}`,
    evidence: [await scene.paper(login)],
  });
  yield scene.on(3);
  await check.takeIn(bank);
  yield scene.on(4);
  await check.test(bank);
  yield scene.on(4, 15);
  await check.tell(bank);
  yield scene.on(5);
  await check.sign(bank, 'chengguo.principal', 'receiveSampled');
  await check.sign(bank, 'longdian.director', 'receiveProducer');
  await check.sign(bank, 'pohu.officer', 'receivePlatform');
  await check.stop(bank, 'chengguo.principal', 'stopSampled', '商品已下架，库存封存待退。');
  await check.stop(bank, 'longdian.director', 'stopProducer', '同批次停止出货，成品库封存。');
}
