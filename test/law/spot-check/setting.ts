import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { accountOf, file, person, play, uuid } from '../play.ts';
import type { Play } from '../play.ts';

const city = { id: uuid(1), kind: 'market-regulator', level: 'city', region: 360_700 } as const;
const county = { id: uuid(2), kind: 'market-regulator', level: 'county', region: 360_781 } as const;
const provincial = {
  id: uuid(3),
  kind: 'market-regulator',
  level: 'province',
  region: 360_000,
} as const;
const agency = { id: uuid(4), kind: 'laboratory' } as const;
const bench = { id: uuid(5), kind: 'laboratory' } as const;
const otherBench = { id: uuid(6), kind: 'laboratory' } as const;
const shop = { id: uuid(7), kind: 'enterprise' } as const;
const works = { id: uuid(8), kind: 'enterprise' } as const;
const platform = { id: uuid(9), kind: 'platform' } as const;

/** The organisations of the spot checks, by what they are in them. */
export const houses = {
  city,
  county,
  provincial,
  agency,
  bench,
  otherBench,
  shop,
  works,
  platform,
};

/** The shop whose goods are sampled. */
export const sampledShop: OrganisationFacts = {
  ...shop,
  name: '瑞金市红都电器行',
  region: 360_781,
  business: 'retail',
  productClasses: [],
  filledPosts: [],
};

/** Everybody who acts. */
export const who = {
  organiser: person('组织承办人', ['case-officer'], city),
  handler: person('处理承办人', ['case-officer'], county),
  province: person('省局承办人', ['case-officer'], provincial),
  sampler: person('抽样甲', ['sampler'], agency),
  second: person('抽样乙', ['sampler'], agency),
  signatory: person('签字人', ['authorised-signatory'], bench),
  tester: person('检验员', ['laboratory-technician'], bench),
  /** Holds posts in the laboratory although sent out to take samples. */
  both: person('抽样乙', ['laboratory-technician'], bench),
  retester: person('复检员', ['laboratory-technician'], otherBench),
  shop: person('店主', ['principal'], shop),
  works: person('厂质检', ['quality-safety-officer'], works),
  platform: person('平台质控', [], platform),
};

/** The form of every act, complete; a test changes what it needs. */
export const forms = {
  assign: {
    taskNumber: '赣市监抽2026-0312',
    planName: '2026年度产品质量监督抽查方案',
    rulesName: '插头插座监督抽查实施细则',
    rulesPublishedOn: '2026-03-01',
    site: 'seller',
    productName: '延长线插座',
    brand: '赣能',
    model: 'GN-3S',
    standard: 'GB/T 2099.7-2015',
    producerName: '赣州赣能电器有限公司',
    producer: works.id,
    samplingAgency: agency.id,
    laboratory: bench.id,
    handler: county.id,
    reportDueOn: '2026-09-16',
  },
  present: {
    samplers: [accountOf('抽样甲'), accountOf('抽样乙')],
    noticeNumber: '通知2026-0312',
    identityShown: true,
    scopeTold: true,
    handedOver: true,
    authorisation: [file],
  },
  take: {
    stock: 60,
    minimum: 20,
    unit: '只',
    drawnBySampler: true,
    producedOn: '2026年5月',
    testCount: 4,
    backupCount: 4,
    price: '29.90',
    bought: true,
    testSeal: 'F-1',
    backupSeal: 'F-2',
    transport: 'carry',
    signature: 'signed',
    evidence: [file],
  },
  receive: {
    seal: 'F-1',
    appearance: '完好',
    sealsIntact: true,
    matches: true,
    outcome: 'accepted',
    evidence: [file],
  },
  verify: { regime: 'ccc', certificate: '2024010201000001', outcome: 'fit' },
  test: {
    reportNumber: 'B2026-0312',
    testers: [accountOf('检验员')],
    items: items('fail', 'pass'),
    conclusion: 'fail',
    files: [file],
    signatory: accountOf('签字人'),
  },
  notify: { noticeNumber: '告知2026-0312', conclusion: 'fail' },
  object: {
    grounds: ['conclusion'],
    reason: '同批产品自检合格',
    items: [{ item: '温升' }],
    materials: [file],
  },
  grant: { objector: 'producer', outcome: 'retest', findings: '需要复检并具备条件' },
  formalities: { prepays: true, papers: [file] },
  laboratory: { laboratory: otherBench.id, onlyOneLaboratory: false, backupPaid: '119.60' },
  retest: {
    reportNumber: 'F2026-0012',
    seal: 'F-2',
    sealsIntact: true,
    items: items('fail'),
    conclusion: 'fail',
    comparison: 'same',
    fee: '860.00',
    files: [file],
  },
  stop: {
    stoppedOn: '2026-09-18',
    stock: 52,
    sold: 8,
    measures: '下架封存',
    evidence: [],
  },
  order: { orderNumber: '责改2026-88', requirements: '停止销售并查明原因' },
  correction: { cause: '进货未查验', measures: '更换供货商', stock: '退回', evidence: [file] },
  check: {
    inspectors: [accountOf('处理承办人'), accountOf('复查乙')],
    free: true,
    reportNumber: 'C2026-0007',
    items: items('pass', 'pass'),
    result: 'pass',
    evidence: [file],
  },
  failedCheck: {
    inspectors: [accountOf('处理承办人'), accountOf('复查乙')],
    free: true,
    reportNumber: 'C2026-0008',
    items: items('fail', 'pass'),
    result: 'fail',
    evidence: [file],
  },
};

/** Results of 温升 and, where given, of 标志. */
export function items(heating: 'pass' | 'fail', marking?: 'pass' | 'fail') {
  const row = (item: string, verdict: 'pass' | 'fail') => ({
    item,
    requirement: '符合标准',
    method: 'GB/T 2099.1',
    measured: verdict === 'pass' ? '符合' : '超出12 K',
    verdict,
  });
  return [row('温升', heating), ...(marking === undefined ? [] : [row('标志', marking)])];
}

/** The receipt of a notice on a day. */
export function receipt(receivedOn: string, conclusion = 'fail') {
  return { receivedOn, conclusion, proof: [file] };
}

/** A spot check of the shop, not yet opened; with what the register knows of those who take part. */
export function start(certificates: readonly CertificateFacts[] = []): Play {
  return play({ procedure: spotCheck, subject: sampledShop, region: 360_781, certificates });
}

/** Sampled at the shop on 1 September 2026, tested and reported on the 15th. */
export function reported(change: object = {}): Play {
  const check = start();
  check.does('assign', who.organiser, '2026-08-28', forms.assign);
  check.does('present', who.sampler, '2026-09-01', forms.present);
  check.does('take', who.sampler, '2026-09-01', forms.take);
  check.does('receive', who.tester, '2026-09-02', forms.receive);
  check.does('verify', who.tester, '2026-09-03', forms.verify);
  check.does('test', who.tester, '2026-09-15', { ...forms.test, ...change });
  check.does('signReport', who.signatory, '2026-09-15');
  return check;
}

/** The same, notice received by the shop on 17 and by the works on 18 September. */
export function notified(): Play {
  const check = reported();
  check.does('notify', who.organiser, '2026-09-16', forms.notify);
  check.does('receiveSampled', who.shop, '2026-09-17', receipt('2026-09-17'));
  check.does('receiveProducer', who.works, '2026-09-18', receipt('2026-09-18'));
  return check;
}

/** The same, nobody objected; the county ordered correction on the day given. */
export function ordered(day: string): Play {
  const check = notified();
  check.does('settle', who.organiser, day, { conclusion: 'fail' });
  check.does('order', who.handler, day, forms.order);
  return check;
}

/** The same, corrected too little and announced by the province on the day given. */
export function announced(day: string): Play {
  const check = ordered('2026-10-09');
  check.does('followUp', who.handler, '2026-12-08', forms.failedCheck);
  check.does('reportUp', who.handler, '2026-12-09', {
    reportNumber: '报2026-3',
    text: '复查不合格',
  });
  check.does('announce', who.province, day, {
    announcementNumber: '2026-40',
    text: '复查不合格公告',
  });
  return check;
}
