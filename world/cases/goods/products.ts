import { addDays, addMonths } from '#kernel/calendar/plain-date.ts';
import type { Matter, Scene, Story } from '../scene.ts';
import { standards, successor } from './standards.ts';

const province = 'regulator-jiangxi';
const unsure = '演示数据：编号和日期待核对';

/** What firms make and how far each got: one in all order, one held up by a missing paper, one whose standard lapses. */
export async function* products(scene: Scene): Story {
  yield scene.on(0, 11);
  const leader = `${province}.leader`;
  await scene.record(leader, 'standard-register', { source: unsure, standards });
  await scene.record(leader, 'eliminated-products', {
    source: unsure,
    kinds: [{ word: '机立窑', classId: 'cement', from: '2020-01-01', source: unsure }],
  });
  for (const [firm, number, productClass, unit] of licences) {
    await licensed(scene, firm, number, productClass, unit);
  }
  yield scene.on(1, 14);
  await cement(scene);
  await plywood(scene);
  const table = await furniture(scene);
  await unfinished(scene);
  yield scene.on(-2, 15);
  const from = addDays(scene.today, 24);
  await scene.record(leader, 'standard-register', {
    source: unsure,
    standards: [{ ...successor, from }],
  });
  yield scene.on(-1, 15);
  await table.does('kangmu.officer', 'stop', { reason: '换季停产，待修订执行标准后恢复' });
}

const licences = [
  ['chihu', 'XK08-001-09001', 'cement', '通用硅酸盐水泥'],
  ['nanshan', 'XK03-003-09002', 'plywood', '普通胶合板'],
] as const;

async function licensed(
  scene: Scene,
  firm: string,
  number: string,
  productClass: string,
  unit: string,
): Promise<void> {
  const login = `${province}.case`;
  const from = addMonths(scene.today, -14);
  const input = {
    number,
    classes: [productClass],
    units: [{ unit, scope: '见副本' }],
    site: '登记的生产地址',
    validFrom: from,
    validUntil: addDays(addMonths(from, 60), -1),
    issuer: '江西省市场监督管理局',
    lastReportOn: addMonths(scene.today, -3),
    paper: [await scene.paper(login)],
  };
  await scene.opens(login, 'production-licence', 'enter', input, firm);
}

const common = { mode: 'own', origin: '江西' } as const;

async function cement(scene: Scene): Promise<void> {
  const file = await filed(scene, 'chihu', {
    name: '普通硅酸盐水泥',
    model: 'P·O 42.5 袋装50千克',
    brand: '赤壁湖',
    productClass: 'cement',
    code: '6901234567892',
    standards: ['GB 175-2023'],
  });
  await file.does('chihu.officer', 'declare', { truthful: true });
  await labelled(scene, file, 'chihu', { licence: 'met' }, 'XK08-001-09001');
  await file.does('chihu.principal', 'supply', { from: scene.today });
}

async function plywood(scene: Scene): Promise<void> {
  const file = await filed(scene, 'nanshan', {
    name: '家具用低醛胶合板',
    model: '2440×1220×18 mm',
    brand: '楠杉',
    productClass: 'plywood',
    standards: ['GB 18580-2017'],
    own: 'Q/NSRZB 001-2026',
  });
  await file.does('nanshan.officer', 'declare', {
    truthful: true,
    ownStandard: {
      title: '家具用低醛胶合板',
      compared: ['GB/T 9846-2015'],
      indicators: [
        indicator('甲醛释放量', 'functional', '≤0.050 mg/m³', 'GB/T 17657-2022 4.60', 'meets'),
        indicator('胶合强度', 'performance', '≥0.70 MPa', 'GB/T 17657-2022 4.17', 'meets'),
        indicator('含水率', 'performance', '6%～15%', 'GB/T 17657-2022 4.3', 'lower'),
      ],
    },
  });
  await labelled(scene, file, 'nanshan', { licence: 'met' }, 'XK03-003-09002');
  await file.does('nanshan.principal', 'supply', { from: scene.today });
}

async function furniture(scene: Scene): Promise<Matter> {
  const table = await filed(scene, 'kangmu', {
    name: '实木餐桌',
    model: 'KM-ZH 1.4米',
    brand: '康沐',
    productClass: 'wood-furniture',
    standards: ['GB 18584-2001', 'GB/T 3324-2017', 'DB36/T 9001-2020'],
  });
  await table.does('kangmu.officer', 'declare', { truthful: true });
  await labelled(scene, table, 'kangmu');
  await table.does('kangmu.principal', 'supply', { from: scene.today });
  const bed = await filed(scene, 'kangmu', {
    name: '实木儿童床',
    model: 'KM-ETC 1.2米',
    brand: '康沐',
    productClass: 'wood-furniture',
    standards: ['GB 18584-2001', 'DB36/T 9001-2020'],
  });
  await bed.does('kangmu.officer', 'declare', { truthful: true });
  await labelled(scene, bed, 'kangmu');
  await bed.does('kangmu.principal', 'supply', { from: scene.today });
  return table;
}

/** A toy without a certificate that cannot be supplied, and a power bank that nobody has declared yet. */
async function unfinished(scene: Scene): Promise<void> {
  const toy = await filed(scene, 'lezhi', {
    name: '惯性工程车',
    model: 'LZ-301',
    productClass: 'toy',
    standards: ['GB 6675.1-2014'],
  });
  await toy.does('lezhi.officer', 'declare', { truthful: true });
  await filed(scene, 'longdian', {
    name: '移动电源',
    model: 'LD-P10 10000mAh',
    productClass: 'power-bank',
    standards: ['GB 4943.1-2022', 'GB 31241-2022'],
  });
}

function filed(scene: Scene, firm: string, product: object): Promise<Matter> {
  const input = { ...common, ...product };
  return scene.opens(`${firm}.officer`, 'product-file', 'file', input, firm);
}

async function labelled(
  scene: Scene,
  file: Matter,
  firm: string,
  marks: { readonly licence?: 'met' } = {},
  markNumber?: string,
): Promise<void> {
  const login = `${firm}.officer`;
  await file.does(login, 'checkLabel', {
    checkedOn: scene.today,
    items: {
      conformity: 'met',
      maker: 'met',
      specification: 'met',
      dates: 'met',
      warning: 'none',
      hazardous: 'none',
      standard: 'met',
      origin: 'met',
      licence: 'none',
      ccc: 'none',
      ...marks,
    },
    ...(markNumber === undefined ? {} : { markNumber }),
    verdict: 'passed',
    photos: [await scene.paper(login)],
  });
}

function indicator(item: string, kind: string, requirement: string, method: string, level: string) {
  return { item, kind, requirement, method, level };
}
