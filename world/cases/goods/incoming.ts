import { addDays } from '#kernel/calendar/plain-date.ts';
import type { Scene, Story } from '../scene.ts';

/** Lots that came in, one line each; reports are originals. */
const lots = [
  ['muyun', '实木餐桌', '1.4米 原木色', '40', '张', '赣州康沐家具有限公司', 'KM-ZH', 5],
  ['baifeng', '燃气软管', '9.5毫米 波纹管', '3000', '米', '宜丰东槎管业有限公司', 'BW-06', 9],
  ['tongying', '电工用铜线坯', '8.0毫米', '25.6', '吨', '贵溪金沙铜材有限公司', 'T1-1102', 3],
  [
    'yunshang',
    '针织涤棉面料',
    '210克/平方米 藏青',
    '1800',
    '米',
    '奉新冯川织造有限公司',
    'ZF-88',
    6,
  ],
] as const;

/** What came in: four lots accepted, one taken with limits, one sent back. */
export async function* incomingInspections(scene: Scene): Story {
  for (const [at, lot] of lots.entries()) {
    yield scene.on(2 + at, 14);
    const [firm, productName, specification, quantity, unit, supplier, batch, days] = lot;
    const officer = `${firm}.officer`;
    await scene.record(officer, 'incoming-inspection', {
      ...(await delivery(scene, officer)),
      productName,
      specification,
      quantity,
      unit,
      supplier,
      batch: `${batch}-${addDays(scene.today, -days).slice(5).replace('-', '')}`,
      checks: [
        { item: '合格证明和检验报告', result: 'pass' },
        { item: '外观和标识', result: 'pass' },
      ],
      conclusion: 'accept',
    });
  }
}

/** A lot that a principal lets in with limits, because the fault does not touch safety. */
export async function* concession(scene: Scene): Story {
  yield scene.on(4, 15);
  const officer = 'huaiyu.officer';
  await scene.record(officer, 'incoming-inspection', {
    ...(await delivery(scene, officer)),
    productName: '阻燃PC外壳',
    specification: '白色 三位',
    quantity: '6000',
    unit: '只',
    supplier: '玉山冰溪塑胶制品厂',
    batch: 'PC-117',
    checks: [
      { item: '阻燃等级报告', result: 'pass' },
      { item: '色差', result: 'fail', note: '与样板略有色差，不影响安全性能' },
    ],
    conclusion: 'concession',
    concession: {
      reason: '仅外观色差，阻燃和尺寸符合要求。',
      approvedBy: scene.stage.account('huaiyu.principal'),
      limits: '仅用于工程配套订单，不与原批次混装',
    },
  });
}

/** A lot of plywood that is sent back; what went wrong is put right like any other finding. */
export async function* rejection(scene: Scene): Story {
  yield scene.on(5, 14);
  const officer = 'kangmu.officer';
  await scene.record(officer, 'incoming-inspection', {
    ...(await delivery(scene, officer)),
    productName: '多层胶合板',
    specification: '1220×2440×18毫米',
    quantity: '260',
    unit: '张',
    supplier: '南康龙华木业加工厂',
    batch: 'LH-0930',
    checks: [
      { item: '检验报告', result: 'pass' },
      { item: '含水率', result: 'fail', note: '抽测六张，四张超出工艺范围' },
    ],
    conclusion: 'reject',
    rejection: {
      reason: '含水率超出工艺范围，存在开裂风险。',
      disposal: 'return',
      needsCorrection: true,
    },
  });
}

/** What every delivery comes with: whom to ask, and its papers. */
export async function delivery(scene: Scene, officer: string) {
  return {
    supplierContact: '供货商业务员（登记在供货商档案）',
    receivedOn: scene.today,
    supplierPapers: [await scene.paper(officer)],
    reportKind: 'original',
    report: [await scene.paper(officer)],
  };
}
