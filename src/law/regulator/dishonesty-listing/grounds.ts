/** One ground for listing, with the article that names it. */
export interface Ground {
  readonly title: string;
  readonly basis: string;
}

/** Grounds of Order 44, those of product quality first; items are named as the order counts them. */
export const grounds = {
  'unsafe-or-fake-goods': {
    title: '生产销售不符合安全标准、掺杂掺假、以假充真、以次充好、以不合格冒充合格或者淘汰的产品',
    basis: 'order-44/7',
  },
  'failed-after-announcement': {
    title: '抽查不合格经省级以上市场监管部门公告后复查仍不合格',
    basis: 'order-44/7',
  },
  'false-conclusion': {
    title: '出具虚假或者严重失实的检验、检测、认证、认可结论',
    basis: 'order-44/7',
  },
  'false-mark': {
    title: '伪造、冒用、买卖认证标志或者证书，或者未经强制性认证出厂、销售',
    basis: 'order-44/7',
  },
  'special-equipment': { title: '特种设备安全严重违法', basis: 'order-44/7' },
  'other-quality': { title: '其他严重违反质量安全法律法规', basis: 'order-44/7' },
  'refused-recall': { title: '拒绝或者拖延执行责令召回', basis: 'order-44/8' },
  unlicensed: { title: '无证经营，情节严重', basis: 'order-44/10' },
  'fraudulent-licence': { title: '欺骗、贿赂取得许可', basis: 'order-44/10' },
  obstruction: { title: '妨碍监督检查', basis: 'order-44/10' },
  'refuses-decision': {
    title: '有履行能力而拒不履行行政决定，影响公信力',
    basis: 'order-44/11',
  },
  'false-publicity': {
    title: '公示信息隐瞒真实情况、弄虚作假，情节严重',
    basis: 'enterprise-publicity-654/18',
  },
} as const satisfies Readonly<Record<string, Ground>>;
export type GroundId = keyof typeof grounds;

/** Titles by id, for the choice field. */
export const groundTitles = Object.fromEntries(
  Object.entries(grounds).map(([id, { title }]) => [id, title]),
) as Record<GroundId, string>;

/** What counts as a heavier penalty, without which nobody is listed (2). */
export const heavierPenalties = {
  fine: '按照裁量基准从重处以罚款',
  licence: '降低资质等级，吊销许可证件、营业执照',
  restriction: '限制开展生产经营活动、责令停产停业、责令关闭、限制从业',
  other: '法律、行政法规和部门规章规定的其他较重处罚',
  'not-required': '拒不履行行政决定，不以较重处罚为前提',
} as const;

/** Management measures of article 15. */
export const measures = {
  permits: '审查行政许可、资质、资格，委托承担政府采购、工程招投标时作为重要考量因素',
  supervision: '列为重点监管对象，提高检查频次',
  'no-commitment': '不适用告知承诺制',
  'no-honours': '不予授予荣誉称号等表彰奖励',
  other: '法律、行政法规和党中央、国务院政策文件规定的其他措施',
} as const;
