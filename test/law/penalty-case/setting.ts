import type { OrganisationFacts } from '#kernel/organisation.ts';
import { penaltyCase } from '#law/regulator/penalty-case.ts';
import { accountOf, file, person, play, uuid } from '../play.ts';
import type { Play } from '../play.ts';

const region = 360_981;
const bureau = { id: uuid(61), kind: 'market-regulator', level: 'county', region } as const;
const neighbour = {
  id: uuid(62),
  kind: 'market-regulator',
  level: 'county',
  region: 360_983,
} as const;

/** The works that the case is about. */
export const works: OrganisationFacts = {
  id: uuid(65),
  kind: 'enterprise',
  name: '丰城某电缆有限公司',
  region,
  headcount: 40,
  productClasses: [],
  filledPosts: ['principal'],
};
const worksPlace = { id: works.id, kind: 'enterprise', region } as const;
/** The laboratory that tests. */
export const bench = { id: uuid(66), kind: 'laboratory' } as const;

/** Everybody of the tests. */
export const who = {
  officer: person('执法甲', ['case-officer'], bureau),
  second: person('执法乙', ['case-officer'], bureau),
  outsider: person('执法丙', ['case-officer'], bureau),
  neighbour: person('邻县执法', ['case-officer'], neighbour),
  chief: person('局长', ['leader'], bureau),
  /** A leader who is one of the officers of the case. */
  chiefInTeam: person('执法乙', ['leader'], bureau),
  reviewer: person('审核人', ['reviewer'], bureau),
  publisher: person('公示人', ['publisher'], bureau),
  presider: person('主持人', ['reviewer'], bureau),
  party: person('厂长', ['principal'], worksPlace),
};

/** Two officers with their certificates. */
export const officers = [
  { person: accountOf('执法甲'), certificate: '赣C-0001' },
  { person: accountOf('执法乙'), certificate: '赣C-0002' },
];

const goods = [{ name: '铜芯电缆', model: 'BV 2.5', quantity: '120', unit: '卷', place: '成品库' }];

/** An input for each act. */
export const forms = {
  open: {
    caseName: '某电缆公司生产不符合国家标准电缆案',
    partyName: works.name,
    partyKind: 'unit',
    source: 'spot-check',
    sourceNumber: '抽2026-001',
    receivedOn: '2026-07-01',
    facts: '导体电阻不合格',
    suspected: ['product-quality-law/49'],
    materials: [file],
  },
  file: {
    caseNumber: '丰市监立2026-8',
    decision: 'file',
    team: [accountOf('执法甲'), accountOf('执法乙')],
    reason: '有证据初步证明违法',
  },
  sendForTest: {
    laboratory: bench.id,
    items: '导体电阻',
    period: '二十日',
    periodTold: true,
  },
  receiveTest: { result: 'fail', opinion: '不合格', report: [file], toldOn: '2026-07-20' },
  collect: {
    officers,
    shown: true,
    evidence: [
      {
        kind: 'record',
        name: '现场检查笔录',
        collectedOn: '2026-07-10',
        place: '生产车间',
        provider: '车间主任',
        proves: '库存数量',
        files: [file],
      },
    ],
  },
  preserve: {
    number: '丰市监保2026-1',
    reason: '账册可能转移',
    goods,
    officers,
    approval: [file],
  },
  handlePreserved: { outcome: 'released', reason: '已复制' },
  seize: {
    number: '丰市监扣2026-3',
    kind: 'seize',
    days: 30,
    reason: '有证据证明不符合保障安全的标准',
    goods,
    officers,
  },
  extendSeizure: { number: '丰市监延2026-1', reason: '数量大，情况复杂' },
  releaseSeizure: {
    number: '丰市监解2026-1',
    ground: 'decided',
    handled: [
      { name: '铜芯电缆', quantity: '120', unit: '卷', outcome: 'confiscated', receiver: '罚没库' },
    ],
    record: [file],
  },
  endInvestigation: {
    process: '经过',
    facts: '事实',
    grounds: ['product-quality-law/49'],
    goodsValueYuan: '60000',
    illegalGainYuan: '8000',
    gainBasis: '按标价',
    discretion: 'lighter',
    factors: '主动停产',
    kinds: ['fine', 'confiscate-goods', 'confiscate-gain'],
    fineYuan: '66000',
    proposal: 'penalty',
  },
  review: { kind: 'case', qualified: true, opinion: 'agree', reasons: '同意' },
  approve: { decision: 'tell', opinion: '同意' },
  notify: {
    noticeNumber: '丰市监告2026-8',
    facts: '事实',
    grounds: ['product-quality-law/49'],
    kinds: ['fine', 'confiscate-goods', 'confiscate-gain'],
    amountYuan: '66000',
    confiscationYuan: '8000',
    hearing: false,
    mode: 'direct',
    servedOn: '2026-08-03',
    proof: [file],
  },
  /** A paper that could not be served in any other way. */
  announcement: { tried: '人去楼空', text: '公告内容', where: '市局网站', notice: [file] },
  consider: { stated: 'none', outcome: 'upheld', reasons: '未陈述' },
  discuss: {
    heldOn: '2026-08-11',
    participants: [accountOf('局长'), accountOf('副局长'), accountOf('总工')],
    opinions: '同意',
    conclusion: '处罚',
    record: [file],
  },
  decide: {
    decisionNumber: '丰市监罚2026-8',
    decision: 'penalty',
    facts: '事实',
    grounds: ['product-quality-law/49'],
    kinds: ['fine', 'confiscate-goods', 'confiscate-gain'],
    goodsValueYuan: '60000',
    illegalGainYuan: '8000',
    amountYuan: '66000',
    confiscationYuan: '8000',
    confiscatedGoods: '铜芯电缆120卷',
    discretion: 'lighter',
    seriousCircumstances: false,
    reasons: '主动停产、召回',
    performance: '十五日内缴至指定银行',
  },
  serve: {
    mode: 'direct',
    servedOn: '2026-08-14',
    receiver: '厂长',
    publicityTold: true,
    proof: [file],
  },
  publish: {
    breach: '生产不符合标准的产品',
    content: '罚款66000元',
    tier: 'key-product',
    paper: [file],
  },
  close: { outcome: '已执行完毕', archived: true },
};

/** A payment on a day. */
export function payment(amountYuan: string, paidOn: string, surchargeYuan?: string) {
  return { paidOn, amountYuan, proof: [file], ...(surchargeYuan ? { surchargeYuan } : {}) };
}

/** The clue of 1 July 2026, registered on the 2nd. */
export function opened(): Play {
  const matter = play({ procedure: penaltyCase, region, subject: works });
  matter.does('open', who.officer, '2026-07-02', forms.open);
  return matter;
}

/** Filed on 8 July. */
export function filed(): Play {
  const matter = opened();
  matter.does('decideFiling', who.chief, '2026-07-08', forms.file);
  return matter;
}

/** Evidence of 10 July, the report of 20 July as the test changes it. */
export function investigated(change: object = {}): Play {
  const matter = filed();
  matter.does('collect', who.officer, '2026-07-10', forms.collect);
  matter.does('endInvestigation', who.officer, '2026-07-20', {
    ...forms.endInvestigation,
    ...change,
  });
  return matter;
}

/** Reviewed on 24 July, approved on 30 July; the party is told on 3 August. */
export function notified(notice: object = {}, report: object = {}, review: object = {}): Play {
  const matter = investigated(report);
  matter.does('review', who.reviewer, '2026-07-24', { ...forms.review, ...review });
  matter.does('approveProposal', who.chief, '2026-07-30', forms.approve);
  matter.does('notify', who.officer, '2026-08-03', { ...forms.notify, ...notice });
  return matter;
}

/** Nobody stated anything until 10 August; ready for the decision on the 11th. */
export function toDecide(): Play {
  const matter = notified();
  matter.does('considerStatement', who.officer, '2026-08-11', forms.consider);
  return matter;
}

/** Decided on 12 August, served on the 14th. */
export function served(): Play {
  const matter = toDecide();
  matter.does('decide', who.chief, '2026-08-12', forms.decide);
  matter.does('serve', who.officer, '2026-08-14', forms.serve);
  return matter;
}

/** What the report, the review and the notice say where a hearing is due. */
export const grave = {
  report: { fineYuan: '120000', goodsValueYuan: '60000', discretion: 'normal' },
  review: { kind: 'legal' },
  notice: { amountYuan: '120000', hearing: true },
};

/** The party, told on 3 August, asks for a hearing on the 7th. */
export function hearingRequested(): Play {
  const matter = notified(grave.notice, grave.report, grave.review);
  matter.does('requestHearing', who.party, '2026-08-07', {
    reason: '数量有误',
    request: [file],
  });
  return matter;
}
