import { addMonths } from '#kernel/calendar/plain-date.ts';
import type { DrawPreview, InspectorPool, LogPosition, ObjectPool } from '#server/draws/present.ts';
import { demoOrganisation } from '../firms.ts';
import type { Scene, Story } from './scene.ts';

const province = 'regulator-jiangxi';
const city = 'regulator-ganzhou';
const officer = `${city}.case`;

/** The city locks its pools, names a seed that nobody can know yet, draws from it under the province's eyes. */
export async function* randomDraw(scene: Scene): Story {
  const { stage } = scene;
  yield scene.on(1, 15);
  const objects = await stage.post<ObjectPool>(officer, '/api/draws/pools/objects', {
    stratify: 'risk',
    weighted: false,
  });
  const inspectors = await stage.post<InspectorPool>(officer, '/api/draws/pools/inspectors', {
    apart: false,
  });
  const [stratum] = objects.strata.toSorted((a, b) => b.size - a.size);
  const matter = await scene.opens(officer, 'random-draw', 'commit', {
    name: `${scene.year}年赣州市重点工业产品生产企业双随机抽查（演示）`,
    matter: 'general',
    objects: [objects.hash],
    inspectors: [inspectors.hash],
    method: 'ranked',
    uniform: 2,
    strata: [{ stratum: stratum!.stratum, count: 1 }],
    inspectorsEach: 2,
    objectsEach: 3,
    witness: stage.organisation(province),
  });
  yield scene.on(2, 11);
  const size = (await logSize(scene)) + (await waitingFor(scene)) + margin;
  await matter.does(officer, 'announce', { size });
  // What the firms record in the next days carries the log past the size that was named.
  do yield scene.later(1, 14);
  while ((await logSize(scene)) < size);
  const preview = await stage.post<DrawPreview>(officer, `/api/draws/${matter.id}/preview`, {});
  const { result, inspectors: drawn } = preview;
  await matter.does(officer, 'draw', { beaconProof: [], result: [result], inspectors: drawn });
  await matter.does(`${province}.reviewer`, 'attest', { agrees: 'yes' });
  yield scene.later(1, 15);
  await matter.does(officer, 'finish', { finishedOn: scene.today });
  await matter.does(officer, 'publish', {});
}

/** Entries that others may still make in the hour of the announcement. */
const margin = 20;

async function logSize({ stage }: Scene): Promise<number> {
  return (await stage.get<LogPosition>(officer, '/api/draws/log')).size;
}

/** Entries that are made and not in the log yet: the play is faster than the log. */
async function waitingFor({ stage }: Scene): Promise<number> {
  const [row] = await stage.context.database.asSystem('audit', (tx) =>
    tx.rows<{ waiting: number }>('select count(*)::int as waiting from leaf_queue'),
  );
  return row!.waiting;
}

/** The city's plan of the year with its published rules: what is checked where, by which limits, at what cost. */
export async function* planAndRules(scene: Scene): Story {
  yield scene.on(0, 15);
  await scene.record(officer, 'spot-check-rules', {
    number: `（演示）赣州XZ-${scene.year}-01`,
    edition: 1,
    title: '细木工板产品质量监督抽查实施细则',
    productClass: 'blockboard',
    scope: '生产、销售领域的细木工板',
    standards: 'GB/T 5849-2016',
    sampling: '在待销产品中随机抽取同一批次',
    sample: { minimum: 50, test: 4, backup: 4, unit: '张' },
    items: [
      { item: '含水率', method: 'GB/T 17657', rule: 'between', lower: '6', upper: '14', unit: '%' },
      { item: '横向静曲强度', method: 'GB/T 17657', rule: 'at-least', lower: '15', unit: 'MPa' },
      { item: '标志', method: '目视', rule: 'conforms' },
    ],
    conclusion: '有一项不合格的，判定为不合格。',
    files: [],
  });
  const line = (key: string, own: object) => ({
    key,
    region: '360700',
    stage: 'any',
    body: scene.stage.organisation(city),
    laboratory: scene.stage.organisation('laboratory-gannan'),
    dueOn: `${scene.year}-12-31`,
    ...own,
  });
  await scene.record(officer, 'spot-check-plan', {
    number: `（演示）赣州${scene.year}-01`,
    edition: 1,
    title: `赣州市${scene.year}年产品质量监督抽查计划`,
    year: Number(scene.year),
    budget: '96000.00',
    lines: [
      line('1', { productClass: 'blockboard', batches: 24, budget: '43200.00' }),
      line('2', { productClass: 'wood-furniture', batches: 20, budget: '36000.00' }),
      line('3', { productClass: 'power-bank', batches: 12, budget: '14400.00', stage: 'online' }),
    ],
  });
}

const own = (firm: string, scene: Scene, about: object) => ({
  units: [{ unit: '见证书附件', scope: '见证书附件' }],
  site: `${demoOrganisation(firm).name}厂区`,
  // Granted less than a year ago: the first yearly report is not due yet.
  validFrom: addMonths(scene.today, -8),
  validUntil: addMonths(scene.today, 52),
  ...about,
});

/** A licence and a compulsory certificate in the register, and an application whose review is planned. */
export async function* licences(scene: Scene): Story {
  const granter = `${province}.case`;
  yield scene.on(0, 15);
  const licence = own('anlan', scene, {
    number: 'XK05-001-00107',
    classes: ['steel-wire-rope'],
    issuer: '江西省市场监督管理局（演示）',
    paper: [await scene.paper(granter)],
  });
  await scene.opens(granter, 'production-licence', 'enter', licence, 'anlan');
  const boards = { ...licence, number: 'XK03-001-00218', classes: ['blockboard'] };
  const ofBoards = { ...boards, site: `${demoOrganisation('nanshan').name}厂区` };
  await scene.opens(granter, 'production-licence', 'enter', ofBoards, 'nanshan');
  const holder = 'longdian.principal';
  const certificate = own('longdian', scene, {
    number: '（演示）CCC-0914',
    classes: ['power-bank', 'power-adapter'],
    issuer: '认证机构（演示）',
    paper: [await scene.paper(holder)],
    applicant: demoOrganisation('longdian').name,
    manufacturer: demoOrganisation('longdian').name,
    standards: 'GB 31241-2022',
    statusUrl: 'www.example.org',
  });
  const ccc = await scene.opens(holder, 'ccc-certificate', 'enter', certificate, 'longdian');
  yield scene.on(0, 16);
  await ccc.does(granter, 'verify', {
    source: '认证机构查询结果（演示）',
    outcome: 'genuine',
    evidence: [await scene.paper(granter)],
  });
  yield scene.on(2, 15);
  const applicant = 'chihu.principal';
  const application = await scene.opens(
    applicant,
    'licence-application',
    'apply',
    {
      product: '水泥（通用硅酸盐水泥）',
      classes: ['cement'],
      units: [{ unit: '通用硅酸盐水泥', scope: 'P·O 42.5、P·C 42.5' }],
      site: '码头镇水泥路1号',
      conditions: '质量管理制度、化验室、均化库和出厂检验人员齐备。',
      contact: '质量部 0792-0000000',
      application: [await scene.paper(applicant)],
    },
    'chihu',
  );
  yield scene.on(4, 15);
  await application.does(granter, 'accept', {
    outcome: 'accepted',
    number: `（演示）赣市监许受${scene.year}-0018`,
  });
}
