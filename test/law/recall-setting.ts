import type { OrganisationFacts } from '#kernel/organisation.ts';
import { recall } from '#law/enterprise/recall.ts';
import { file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const maker = { id: uuid(21), kind: 'enterprise' } as const;
const province = {
  id: uuid(22),
  kind: 'market-regulator',
  level: 'province',
  region: 360_000,
} as const;
const city = { id: uuid(23), kind: 'market-regulator', level: 'city', region: 360_100 } as const;

/** Two shops and a platform that hold the goods. */
export const holders = {
  one: { id: uuid(24), kind: 'enterprise' },
  two: { id: uuid(25), kind: 'enterprise' },
  platform: { id: uuid(26), kind: 'platform' },
} as const;

/** The maker of the goods. */
export const makerFacts: OrganisationFacts = {
  ...maker,
  name: '南昌小鹿童车有限公司',
  region: 360_100,
  business: 'producer',
  productClasses: [],
  filledPosts: [],
};

/** Everybody who acts. */
export const who = {
  maker: person('童车厂总监', ['quality-safety-director'], maker),
  province: person('召回处', ['case-officer'], province),
  city: person('市局召回', ['case-officer'], city),
  one: person('母婴店甲', ['principal'], holders.one),
  two: person('母婴店乙', ['principal'], holders.two),
  platform: person('平台质控', [], holders.platform),
};

const goods = { productName: '童车', model: 'XL-2', lots: '2026年4月批次', quantity: 500 };

/** The form of every act, complete; a test changes what it needs. */
export const forms = {
  discover: {
    discoverer: 'producer',
    discoveredOn: '2026-09-30',
    hazard: 'harm',
    ...goods,
    facts: '车架断裂，儿童摔伤',
    evidence: [],
  },
  report: {
    producerPlace: 'inside',
    harm: '一名儿童骨折',
    measures: '已停止出厂',
    contact: '王总监',
    evidence: [],
  },
  find: { foundOn: '2026-09-18', source: 'spot-check', ...goods, facts: '车架强度不足' },
  ask: { noticeNumber: '赣市监召2026-7', requirements: '分析车架强度', reportBy: '2026-10-20' },
  analyse: { team: '总监牵头', method: '疲劳试验' },
  defect: { finding: 'defect', cause: '焊缝设计不当', evidence: [file] },
  none: { finding: 'none', cause: '系误用', evidence: [file] },
  inquiry: { finding: 'defect', reason: '鉴定认为焊缝设计不当', evidence: [file] },
  notice: {
    noticeNumber: '赣市监召通2026-2',
    scope: 'XL-2全部批次',
  },
  object: { reason: '不存在缺陷', materials: [file] },
  stop: { stoppedOn: '2026-09-30', stock: 80, notice: '立即下架' },
  plan: {
    scope: 'XL-2全部批次',
    quantity: 500,
    defect: '车架断裂',
    emergency: '停止使用',
    measures: ['refund'],
    detail: '全额退款，承担运费',
    unit: '质量部',
    contact: '07910000000',
    beginsOn: '2026-10-10',
    endsOn: '2027-06-30',
  },
  publish: {
    text: '召回XL-2童车',
    channels: ['website'],
    hotline: '4000000000',
    beganOn: '2026-10-10',
  },
  stage: { recalled: 200, remedied: 0, destroyed: 150, progress: '进展顺利' },
  final: {
    recalled: 480,
    remedied: 0,
    destroyed: 480,
    unrecovered: 20,
    effect: '召回率96%',
    disposal: '全部销毁',
    records: [file],
  },
};

/** A recall about the maker, not yet opened. */
export function start(): Play {
  return play({ procedure: recall, subject: makerFacts, region: 360_100 });
}

/** Notified of the recall by the province; notice received on 24 September 2026. */
export function notified(): Play {
  const matter = start();
  matter.does('find', who.province, '2026-09-18', forms.find);
  matter.does('startInquiry', who.province, '2026-09-18', {
    ground: 'grave',
    reason: '已有多起伤害',
  });
  matter.does('concludeInquiry', who.province, '2026-09-22', forms.inquiry);
  matter.does('noticeRecall', who.province, '2026-09-23', forms.notice);
  matter.does('receiveNotice', who.maker, '2026-09-24', { receivedOn: '2026-09-24', proof: [] });
  return matter;
}

/** Recall published by the maker itself, with two shops told; begun on 10 October 2026. */
export function recalling(): Play {
  const matter = start();
  matter.does('discover', who.maker, '2026-09-30', forms.discover);
  matter.does('report', who.maker, '2026-09-30', forms.report);
  matter.does('conclude', who.maker, '2026-09-30', forms.defect);
  matter.does('stop', who.maker, '2026-09-30', {
    ...forms.stop,
    operators: [holders.one.id, holders.two.id],
  });
  matter.does('plan', who.maker, '2026-09-30', forms.plan);
  matter.does('publishRecall', who.maker, '2026-10-10', forms.publish);
  return matter;
}
