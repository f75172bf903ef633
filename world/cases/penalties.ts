import { addDays } from '#kernel/calendar/plain-date.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import type { Matter, Scene, Story } from './scene.ts';

const office = 'regulator-nankang';
const [officer, second] = [`${office}.case`, `${office}.case2`];
const firm = 'nanshan';

function officers({ stage }: Scene) {
  return [
    { person: stage.account(officer), certificate: '（演示）赣B-0316' },
    { person: stage.account(second), certificate: '（演示）赣B-0317' },
  ];
}

const board = { name: '细木工板', model: '15 mm E1', quantity: '860', unit: '张' };

/** Boards above the limit of formaldehyde: seized, decided within the band, published; the fine is not yet paid. */
export async function* formaldehyde(scene: Scene): Story {
  yield scene.on(0, 14);
  const matter = await opened(scene);
  yield scene.on(1, 11);
  await filed(scene, matter);
  yield scene.on(2, 14);
  await investigated(scene, matter);
  yield scene.on(3, 15);
  await told(scene, matter);
  yield scene.on(4, 11);
  await matter.does(`${firm}.principal`, 'waive', { confirmed: true });
  await matter.does(officer, 'considerStatement', {
    stated: 'none',
    outcome: 'upheld',
    reasons: '当事人书面放弃陈述、申辩。',
  });
  yield scene.on(5, 15);
  await decided(scene, matter);
  yield scene.on(7, 11);
  await matter.does(`${office}.publisher`, 'publish', {
    breach: '生产不符合保障人身、财产安全国家标准的产品',
    content: '没收细木工板860张，没收违法所得9600元，罚款72000元',
    tier: 'key-product',
    paper: [await scene.paper(`${office}.publisher`)],
  });
}

function opened(scene: Scene): Promise<Matter> {
  return scene.opens(
    officer,
    'penalty-case',
    'open',
    {
      caseName: '楠杉人造板公司生产甲醛释放量超标细木工板案',
      partyName: '赣州楠杉人造板有限公司',
      partyKind: 'unit',
      source: 'report',
      sourceNumber: `（演示）举${scene.year}-0087`,
      receivedOn: scene.today,
      facts: '举报人反映新购细木工板气味刺鼻，成品库同批产品快速检测甲醛释放量超过限量。',
      suspected: ['product-quality-law/49'],
      materials: [],
    },
    firm,
  );
}

async function filed(scene: Scene, matter: Matter): Promise<void> {
  const { stage } = scene;
  await matter.does(`${office}.leader`, 'decideFiling', {
    caseNumber: `（演示）康市监立${scene.year}-0041`,
    decision: 'file',
    team: [stage.account(officer), stage.account(second)],
    reason: '现场快速检测结果和出库单初步证明涉嫌违法，属本局管辖。',
  });
  await matter.does(`${office}.leader`, 'seize', {
    number: `（演示）康市监扣${scene.year}-0012`,
    kind: 'seal',
    days: 30,
    reason: '有证据证明产品不符合保障人体健康的国家标准。',
    goods: [{ ...board, place: '二号成品库' }],
    officers: officers(scene),
  });
}

async function investigated(scene: Scene, matter: Matter): Promise<void> {
  const piece = async (kind: string, name: string, place: string, proves: string) => ({
    kind,
    name,
    collectedOn: scene.today,
    place,
    proves,
    files: [await scene.paper(officer)],
  });
  await matter.does(officer, 'collect', {
    officers: officers(scene),
    shown: true,
    evidence: [
      await piece('record', '现场检查笔录', '二号成品库', '库存数量和堆放情况'),
      await piece('document', '出库单和销售台账', '财务室', '已售数量、单价和买受人'),
      await piece('opinion', '甲醛释放量检验报告', '承检机构', '产品不符合国家标准'),
    ],
  });
  await matter.does(officer, 'endInvestigation', {
    process: '自立案起对成品库、财务室和生产负责人进行检查、询问。',
    facts: '生产、销售甲醛释放量超过限量的细木工板，有检验报告、台账和笔录为证。',
    grounds: ['product-quality-law/49'],
    goodsValueYuan: '65400',
    illegalGainYuan: '9600',
    gainBasis: '按出库单标价，已售120张，库存860张；扣除原材料价款。',
    discretion: 'lighter',
    factors: '主动停产并通知买受人退货，未造成人身损害。',
    kinds: ['fine', 'confiscate-goods', 'confiscate-gain'],
    fineYuan: '72000',
    proposal: 'penalty',
  });
}

async function told(scene: Scene, matter: Matter): Promise<void> {
  await matter.does(`${office}.reviewer`, 'review', {
    kind: 'case',
    qualified: true,
    opinion: 'agree',
    reasons: '事实清楚，证据充分，裁量适当。',
  });
  await matter.does(`${office}.leader`, 'approveProposal', { decision: 'tell', opinion: '同意。' });
  await matter.does(officer, 'notify', {
    noticeNumber: `（演示）康市监罚告${scene.year}-0041`,
    facts: '生产、销售甲醛释放量超过限量的细木工板。',
    grounds: ['product-quality-law/49'],
    kinds: ['fine', 'confiscate-goods', 'confiscate-gain'],
    amountYuan: '72000',
    // The gain, and 860 of the 980 boards at their price.
    confiscationYuan: '66991.84',
    hearing: false,
    mode: 'direct',
    servedOn: scene.today,
    proof: [await scene.paper(officer)],
  });
}

async function decided(scene: Scene, matter: Matter): Promise<void> {
  await matter.does(`${office}.leader`, 'decide', {
    decisionNumber: `（演示）康市监罚${scene.year}-0041`,
    decision: 'penalty',
    facts: '当事人生产、销售甲醛释放量超过限量的细木工板980张，有检验报告、台账、笔录等证据证明。',
    grounds: ['product-quality-law/49'],
    kinds: ['fine', 'confiscate-goods', 'confiscate-gain'],
    goodsValueYuan: '65400',
    illegalGainYuan: '9600',
    amountYuan: '72000',
    confiscationYuan: '9600',
    confiscatedGoods: '细木工板860张（15 mm E1）',
    discretion: 'lighter',
    seriousCircumstances: false,
    reasons: '当事人主动停产、通知退货，未造成人身损害，予以从轻处罚；当事人放弃陈述、申辩。',
    performance: '缴至中国银行南康支行罚没款专户（演示）；立即停止生产同类不合格产品并改正。',
  });
  await matter.does(officer, 'serve', {
    mode: 'direct',
    servedOn: scene.today,
    receiver: '当事人主要负责人',
    publicityTold: true,
    proof: [await scene.paper(officer)],
  });
}

/** A visit drawn at random: entered by scan, one finding, signed and rated; another is planned and not yet known. */
export async function* visits(scene: Scene): Story {
  yield scene.on(1, 10);
  const matter = await planned(scene, '家具企业产品质量“双随机”检查', 'kangmu', scene.today);
  yield scene.on(1, 14);
  const { stage } = scene;
  await matter.does(second, 'arrive', {
    scanned: stage.organisation('kangmu'),
    officers: officers(scene),
    shown: true,
  });
  await matter.does(second, 'writeUp', {
    places: '检查成品库、检验室和原材料库，查阅出厂检验记录。',
    result: 'findings',
    findings: [
      {
        keyLink: '出厂检验',
        description: '两份出厂检验记录缺检验人员签名。',
        photos: [await scene.paper(second)],
      },
    ],
    photos: [await scene.paper(second)],
    signatures: [await scene.paper(second)],
    endedAt: stage.context.now(),
  });
  yield scene.on(1, 15);
  const principal = 'kangmu.principal';
  await matter.does(principal, 'confirm', {
    agrees: 'agree',
    signature: [await scene.paper(principal)],
  });
  await matter.does(principal, 'rate', { score: 5, disturbed: false, asked: false });
  await putRight(scene);
  yield scene.on(4, 10);
  await matter.does(`${office}.publisher`, 'publishResult', {
    text: '检查发现两份出厂检验记录缺签名，已责令整改。',
  });
  yield scene.on(-1, 15);
  await planned(scene, '人造板企业整改情况检查', firm, scene.today);
}

/** A visit without findings whose file is archived: the firm has not rated it yet and still may. */
export async function* toRate(scene: Scene): Story {
  yield scene.on(-4, 10);
  const matter = await planned(scene, '人造板企业标识和台账检查', firm, scene.today);
  yield scene.on(-4, 14);
  await matter.does(second, 'arrive', {
    scanned: scene.stage.organisation(firm),
    officers: officers(scene),
    shown: true,
  });
  await matter.does(second, 'writeUp', {
    places: '检查成品库标识、进货查验和销售台账。',
    result: 'clean',
    findings: [],
    photos: [await scene.paper(second)],
    signatures: [await scene.paper(second)],
    endedAt: scene.stage.context.now(),
  });
  yield scene.on(-4, 15);
  const principal = `${firm}.principal`;
  await matter.does(principal, 'confirm', {
    agrees: 'agree',
    signature: [await scene.paper(principal)],
  });
  yield scene.on(-3, 11);
  await matter.does(`${office}.publisher`, 'publishResult', { text: '检查未发现问题。' });
  await matter.does(second, 'archive', { summary: '检查未发现问题，材料已归档。' });
}

async function planned(scene: Scene, matterName: string, subject: string, plannedOn: string) {
  const matter = await scene.opens(
    second,
    'inspection-visit',
    'plan',
    {
      matterName,
      kind: 'random',
      plannedOn,
      announce: 'arrival',
      items: '质量安全责任制落实、出厂检验记录、原材料进货查验。',
      officers: officers(scene),
    },
    subject,
  );
  await matter.does(`${office}.leader`, 'approve', {
    noticeNumber: `（演示）康市监检${scene.year}-${matter.id.slice(-4)}`,
    decision: 'silent',
  });
  return matter;
}

/** The firm contains what the visit found and plans to put it right; the office will look at it later. */
async function putRight(scene: Scene): Promise<void> {
  const [officer, director] = ['kangmu.officer', 'kangmu.director'];
  const url = '/api/proceedings?procedure=corrective-action&state=found';
  const { proceedings } = await scene.stage.get<{ proceedings: ProceedingSummary[] }>(officer, url);
  const finding = scene.matter(proceedings[0]!.id);
  await finding.does(officer, 'contain', {
    immediateMeasure: '两份记录由当班检验人员核对原始数据后补签并注明日期。',
    photos: [await scene.paper(officer)],
  });
  await finding.does(director, 'plan', {
    causes: ['management'],
    analysis: '交接班时记录未当面核对。',
    plan: '出厂检验记录当班签名、班后由质量安全员核对。',
    responsible: scene.stage.account(officer),
    dueOn: addDays(scene.today, 30),
    endangersSafety: false,
  });
}
