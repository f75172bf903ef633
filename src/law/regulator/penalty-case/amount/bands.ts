/** What the factor of a band multiplies; `fixed` bands are bounds in yuan, `none` knows no fine. */
export type BandBase = 'goods-value' | 'illegal-gain' | 'fixed' | 'none';

/** The fine that an article allows: bounds as hundredths of the base, or in yuan where they are fixed. */
export interface PenaltyBand {
  readonly title: string;
  readonly base: BandBase;
  /** Percent of the base; yuan where fixed. */
  readonly min: number;
  readonly max: number;
  /** What is confiscated beside the fine. */
  readonly confiscates: readonly ('goods' | 'gain')[];
}

const both = ['goods', 'gain'] as const;

/** The articles under which a case of product quality is decided; both bounds are included (order-2/84). */
export const penaltyBands = {
  'product-quality-law/49': {
    title: '不符合保障人身、财产安全的标准',
    base: 'goods-value',
    min: 100,
    max: 300,
    confiscates: both,
  },
  'product-quality-law/50': {
    title: '掺杂掺假、以假充真、以次充好、以不合格冒充合格',
    base: 'goods-value',
    min: 50,
    max: 300,
    confiscates: both,
  },
  'product-quality-law/51': {
    title: '国家明令淘汰的产品',
    base: 'goods-value',
    min: 0,
    max: 100,
    confiscates: both,
  },
  'product-quality-law/52': {
    title: '失效、变质的产品',
    base: 'goods-value',
    min: 0,
    max: 200,
    confiscates: both,
  },
  'product-quality-law/53': {
    title: '伪造产地、厂名厂址或者质量标志',
    base: 'goods-value',
    min: 0,
    max: 100,
    confiscates: both,
  },
  'product-quality-law/54': {
    title: '标识不符合规定且情节严重',
    base: 'goods-value',
    min: 0,
    max: 30,
    confiscates: ['gain'],
  },
  'product-quality-law/56': {
    title: '拒绝接受依法进行的产品质量监督检查',
    base: 'none',
    min: 0,
    max: 0,
    confiscates: [],
  },
  'product-quality-law/57': {
    title: '检验、认证机构出具虚假结果（单位）',
    base: 'fixed',
    min: 50_000,
    max: 100_000,
    confiscates: ['gain'],
  },
  'product-quality-law/61': {
    title: '明知违法仍提供运输、保管、仓储或者制假技术',
    base: 'illegal-gain',
    min: 50,
    max: 300,
    confiscates: ['gain'],
  },
  'product-quality-law/63': {
    title: '隐匿、转移、变卖、损毁被查封扣押的物品',
    base: 'goods-value',
    min: 100,
    max: 300,
    confiscates: ['gain'],
  },
  'order-75/17': {
    title: '生产单位拒不改正主体责任问题',
    base: 'fixed',
    min: 5_000,
    max: 50_000,
    confiscates: [],
  },
  'order-76/17': {
    title: '销售单位拒不改正主体责任问题',
    base: 'fixed',
    min: 5_000,
    max: 50_000,
    confiscates: [],
  },
} as const satisfies Readonly<Record<string, PenaltyBand>>;

/** A clause under which a fine can be worked out. */
export type PenaltyGround = keyof typeof penaltyBands;

/** The grounds as a form offers them: clause id to article and title. */
export const penaltyGrounds = Object.fromEntries(
  Object.entries(penaltyBands).map(([id, band]) => [id, `${articleOf(id)} ${band.title}`]),
) as Readonly<Record<PenaltyGround, string>>;

function articleOf(id: string): string {
  const [instrument = '', article = ''] = id.split('/');
  const known: Readonly<Record<string, string>> = {
    'product-quality-law': '产品质量法',
    'order-75': '总局令第75号',
    'order-76': '总局令第76号',
  };
  return `${known[instrument] ?? instrument}第${article}条`;
}
