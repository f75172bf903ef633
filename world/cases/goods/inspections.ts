import { addDays, addHours, startOf } from '#kernel/calendar/plain-date.ts';
import type { PlanRules } from '#law/enterprise/inspection/outcome.ts';
import { outcomeOf } from '#law/enterprise/inspection/outcome.ts';
import type { Scene, Story } from '../scene.ts';

const firm = 'huaiyu';
const officer = `${firm}.officer`;
const productName = '三位插座';
const supplier = '玉山冰溪塑胶制品厂';

const plan = {
  number: 'JY-CZ-03',
  title: '三位插座出厂检验方案',
  stage: 'ex-factory',
  productName,
  standards: 'GB/T 2099.1',
  sampling: 'aql',
  scheme: { level: 'S-3', aql: '1.5', counting: 'items', kind: 'single' },
  items: [
    {
      item: '最大拔出力',
      method: 'GB/T 2099.1第22章',
      rule: 'at-most',
      upper: '54',
      unit: 'N',
    },
    { item: '最小拔出力', method: 'GB/T 2099.1第22章', rule: 'at-least', lower: '2', unit: 'N' },
    { item: '标志和外观', method: '目视', rule: 'conforms' },
  ],
  files: [],
} as const;

/** A socket works tests what leaves it: plan, instrument, lots of which two fail, and inspection that is tightened. */
export async function* exFactory(scene: Scene): Story {
  yield scene.on(0, 11);
  await scene.record(officer, 'supplier-file', {
    name: supplier,
    address: '玉山县冰溪街道塑胶园2号',
    contact: '余江',
    phone: '0793-2550021',
    goods: '阻燃PC外壳、底座',
    papers: [
      { kind: 'business-licence', number: '91361123MA35BX', files: [await scene.paper(officer)] },
    ],
    assessment: '近六批进货检验合格，交付及时。',
    rating: 'approved',
    validUntil: addDays(scene.today, 300),
    approvedBy: scene.stage.account(`${firm}.principal`),
  });
  const { id } = await scene.record(officer, 'inspection-plan', plan);
  await gauge(scene, 'HY-LL-01', '插座拔出力测试仪', '最大拔出力、最小拔出力', '0～100 N', 21);
  await gauge(scene, 'HY-KC-07', '数显卡尺', '插孔尺寸', '0～150 mm', 190);
  const lots = [
    ['1', 0, 'normal'],
    ['2', 2, 'normal'],
    ['3', 1, 'normal'],
    ['4', 3, 'normal'],
    ['5', 0, 'tightened'],
  ] as const;
  for (const [at, [number, bad, severity]] of lots.entries()) {
    yield scene.on(2 + at, 11);
    await lot(scene, id, `CZ-${scene.today.slice(5).replace('-', '')}-${number}`, bad, severity);
  }
}

async function lot(
  scene: Scene,
  planEntry: string,
  batch: string,
  bad: number,
  severity: 'normal' | 'tightened',
) {
  // Letter F leads by arrows to G, tightened to H.
  const size = severity === 'tightened' ? 50 : 32;
  const of = (value: (at: number) => string) =>
    Array.from({ length: size }, (_, at) => value(at)).join(' ');
  const samples = {
    lotSize: 4000,
    first: [
      { item: '最大拔出力', values: of((at) => (at < bad ? '56.2' : (34 + (at % 7)).toFixed(1))) },
      { item: '最小拔出力', values: of((at) => (3 + (at % 5) / 10).toFixed(1)) },
      { item: '标志和外观', values: `符合×${size}` },
    ],
  };
  const outcome = outcomeOf(plan satisfies PlanRules, samples, severity);
  if (typeof outcome === 'string') throw new Error(outcome);
  await scene.record(officer, 'ex-factory-inspection', {
    plan: planEntry,
    productName,
    batch,
    attempt: 'first',
    testedOn: scene.today,
    scheme: plan.scheme,
    outcome,
    laboratory: 'own',
    equipment: [{ number: 'HY-LL-01' }],
    inspector: scene.stage.account(officer),
    signatory: scene.stage.account(`${firm}.principal`),
    producedOn: addDays(scene.today, -1),
    ...(outcome.verdict === 'pass' ? { certificateNumber: `HYHG-${batch}` } : {}),
    ...samples,
  });
  if (outcome.verdict === 'fail') {
    const measure = `批号${batch}已隔离在不合格品区，停止发货，逐件复检拔出力。`;
    await contain(scene, batch, measure);
  }
}

/** What went wrong is contained at once and planned to be put right. @param about names the finding. */
async function contain(scene: Scene, about: string, immediateMeasure: string) {
  const url = '/api/proceedings?procedure=corrective-action';
  type Listed = { proceedings: readonly { id: string; title: string }[] };
  const { proceedings } = await scene.stage.get<Listed>(officer, url);
  const own = proceedings.find(({ title }) => title.includes(about))!;
  const matter = scene.matter(own.id);
  await matter.does(officer, 'contain', { immediateMeasure, photos: [] });
  await matter.does(officer, 'plan', {
    causes: ['equipment'],
    analysis: '模具插孔镶件磨损，换模后没有按规定做首件确认。',
    plan: '更换镶件，换模后首件确认五件，合格后开机。',
    responsible: scene.stage.account(officer),
    dueOn: addDays(scene.today, 30),
    endangersSafety: false,
  });
}

async function gauge(
  scene: Scene,
  number: string,
  name: string,
  items: string,
  range: string,
  days: number,
) {
  await scene.opens(
    officer,
    'test-equipment',
    'register',
    {
      number,
      name,
      model: number.slice(3),
      range,
      accuracy: '1级',
      location: '检验室',
      items,
      kind: 'calibration',
      certificate: `SR-${number}`,
      issuer: '上饶市计量检定所',
      doneOn: addDays(scene.today, days - 365),
      dueOn: addDays(scene.today, days),
      files: [await scene.paper(officer)],
    },
    firm,
  );
}

/** The width of a plug hole, five parts every shift; the last subgroup shows that the mould has shifted. */
export async function* mould(scene: Scene): Story {
  yield scene.on(1, 15);
  const { id } = await scene.record(officer, 'process-characteristic', {
    number: 'TX-CK-01',
    title: '插孔宽度',
    productName,
    process: '注塑',
    kind: 'xbar-r',
    size: 5,
    unit: '毫米',
    lower: '2.40',
    upper: '2.60',
    rules: ['beyond', 'nine', 'two-of-three'],
    trial: 20,
    plan: '停机，隔离本班产品，检查模具温度和冷却水。',
  });
  for (let group = 0; group < 24; group += 1) {
    if (group % 4 === 0) yield scene.on(2 + group / 4, 15);
    const shift = group === 23 ? 0.05 : 0;
    const values = [0, 1, 2, 3, 4].map((part) => {
      const noise = ((group * 31 + part * 17) % 23) - 11;
      return (2.5 + noise / 500 + shift).toFixed(3);
    });
    await scene.record(officer, 'process-measurement', {
      characteristic: id,
      characteristicNumber: 'TX-CK-01',
      takenAt: addHours(startOf(scene.today), 8 + (group % 4)),
      values: values.join(' '),
      ...(group === 23 ? { note: '换模后第一组' } : {}),
    });
  }
  await contain(scene, 'TX-CK-01', '停机，换模后的三百件已隔离，重新校模。');
}
