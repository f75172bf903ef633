import type { LotList } from '#server/lots/present.ts';
import type { Scene, Story } from '../scene.ts';

const plywood = 'nanshan.officer';
const furniture = 'kangmu.officer';
const shop = 'muyun.officer';

/** Boards become tables and tables come into a shop: three houses, one chain, a code for the boards and one on each table. */
export async function* boardsToTables(scene: Scene): Story {
  yield scene.on(1, 14);
  await boards(scene);
  yield scene.on(2, 11);
  await arrives(scene, furniture, 'NS-0918', ['胶合板', '1220×2440×18毫米', '260', '张']);
  yield scene.on(3, 16);
  await tables(scene);
  yield scene.on(4, 11);
  await arrives(scene, shop, 'KM-2609', ['实木复合餐桌', '1.4米 胡桃色', '24', '张']);
}

async function boards(scene: Scene): Promise<void> {
  await scene.record(plywood, 'lot-registration', {
    product: '胶合板',
    model: '1220×2440×18毫米',
    number: 'NS-0918',
    madeOn: scene.today,
    quantity: '600',
    unit: '张',
    parts: [],
  });
  const lot = await lotOf(scene, plywood, 'NS-0918');
  await released(scene, plywood, lot, '600', 'NS-HG-0918');
  // One code for the lot: boards are not numbered one by one.
  await scene.record(plywood, 'code-issue', { lot, serials: 0 });
  await sold(scene, plywood, lot, '260', 'NS-HG-0918', 'kangmu');
}

async function tables(scene: Scene): Promise<void> {
  await scene.record(furniture, 'lot-registration', {
    product: '实木复合餐桌',
    model: '1.4米 胡桃色',
    number: 'KM-2609',
    madeOn: scene.today,
    quantity: '40',
    unit: '张',
    parts: [{ lot: await lotOf(scene, furniture, 'NS-0918'), quantity: '120' }],
  });
  const lot = await lotOf(scene, furniture, 'KM-2609');
  await released(scene, furniture, lot, '40', 'KM-HG-2609');
  await scene.record(furniture, 'code-issue', { lot, serials: 40 });
  await sold(scene, furniture, lot, '24', 'KM-HG-2609', 'muyun');
}

async function arrives(
  scene: Scene,
  officer: string,
  number: string,
  [productName, specification, quantity, unit]: readonly [string, string, string, string],
): Promise<void> {
  const lot = await lotOf(scene, officer, number);
  await scene.record(officer, 'incoming-inspection', {
    productName,
    specification,
    quantity,
    unit,
    supplier: officer === shop ? '赣州康沐家具有限公司' : '赣州楠杉人造板有限公司',
    supplierContact: '供货商业务员（登记在供货商档案）',
    receivedOn: scene.today,
    batch: number,
    lot,
    supplierPapers: [await scene.paper(officer)],
    reportKind: 'signed-copy',
    report: [await scene.paper(officer)],
    checks: [
      { item: '合格证明和检验报告', result: 'pass' },
      { item: '外观和标识', result: 'pass' },
    ],
    conclusion: 'accept',
  });
}

/** A lot passes its inspection, all of it. */
export async function released(
  scene: Scene,
  officer: string,
  lot: string,
  quantity: string,
  certificate: string,
): Promise<void> {
  await scene.record(officer, 'lot-release', {
    lot,
    inspectedOn: scene.today,
    conclusion: 'pass',
    quantity,
    certificate,
    report: [await scene.paper(officer)],
    inspector: scene.stage.account(officer),
  });
}

async function sold(
  scene: Scene,
  officer: string,
  lot: string,
  quantity: string,
  certificate: string,
  buyer: string,
): Promise<void> {
  await scene.record(officer, 'sales-record', {
    items: [{ lot, quantity, certificate }],
    buyerKind: 'registered',
    buyer: scene.stage.organisation(buyer),
    contact: '采购部（登记在客户档案）',
    soldOn: scene.today,
    shippedOn: scene.today,
    place: '赣州市南康区',
  });
}

/** The id of a lot that somebody's house holds. */
export async function lotOf(scene: Scene, login: string, number: string): Promise<string> {
  const { lots } = await scene.stage.get<LotList>(login, `/api/lots?q=${number}`);
  return lots.find((lot) => lot.number === number)!.id;
}
