import type { ClauseId } from '#kernel/clause.ts';
import type { Business, OrganisationFacts, ProductClassFacts } from '#kernel/organisation.ts';
import type { Post } from '#kernel/party.ts';

/** Size of an enterprise by article 18 of Orders 75 and 76. */
export type EnterpriseSize = 'large' | 'medium' | 'small';

/** Posts that the two orders know beside the principal. */
export type StaffedPost = Extract<Post, 'quality-safety-director' | 'quality-safety-officer'>;

/** Whether a post must be filled, and the sentence that says why. */
export interface PostRequirement {
  readonly post: StaffedPost;
  readonly required: boolean;
  /** The regulator guides able enterprises to fill it, but nothing obliges them. */
  readonly advised?: boolean;
  /** Chinese, with the figures that decided. */
  readonly reason: string;
  readonly basis: readonly ClauseId[];
}

/** Where a size begins: either figure suffices, and both include the number itself. */
interface Threshold {
  readonly headcount: number;
  readonly revenueYuan: number;
}

/** Article 18(3) of Order 75 for producers, of Order 76 for wholesale and retail. */
const thresholds: Readonly<Record<Business, Record<'large' | 'medium', Threshold>>> = {
  producer: {
    large: { headcount: 1000, revenueYuan: 400_000_000 },
    medium: { headcount: 300, revenueYuan: 20_000_000 },
  },
  wholesale: {
    large: { headcount: 200, revenueYuan: 400_000_000 },
    medium: { headcount: 20, revenueYuan: 50_000_000 },
  },
  retail: {
    large: { headcount: 300, revenueYuan: 200_000_000 },
    medium: { headcount: 50, revenueYuan: 5_000_000 },
  },
};

const sizeTitles = { large: '大型', medium: '中型', small: '小型' } as const;
const businessTitles = { producer: '生产单位', wholesale: '批发单位', retail: '零售单位' } as const;

/** What an enterprise does; one that has not said so is treated as a producer, the stricter order. */
export function businessOf(organisation: OrganisationFacts): Business {
  return organisation.business ?? 'producer';
}

/** The order that binds the enterprise: 75 for producers, 76 for wholesale and retail. */
export function orderOf(organisation: OrganisationFacts): 'order-75' | 'order-76' {
  return businessOf(organisation) === 'producer' ? 'order-75' : 'order-76';
}

/**
 * The size of an enterprise (Orders 75 and 76, article 18(3)). A figure that was not declared cannot raise the
 * size; the reason of {@link requiredPosts} then asks for it.
 */
export function sizeOf(organisation: OrganisationFacts): EnterpriseSize {
  const { large, medium } = thresholds[businessOf(organisation)];
  const { headcount = 0, revenueYuan = 0 } = organisation;
  const reaches = (at: Threshold) => headcount >= at.headcount || revenueYuan >= at.revenueYuan;
  if (reaches(large)) return 'large';
  return reaches(medium) ? 'medium' : 'small';
}

/** Whether Orders 75 and 76 apply: an enterprise with a licensed, certified or mandatory-standard product (art. 2). */
export function inScope(organisation: OrganisationFacts): boolean {
  return organisation.kind === 'enterprise' && organisation.productClasses.some(isCovered);
}

/**
 * Says which posts an enterprise must fill and why (Orders 75 and 76, articles 2, 3, 5 and 18).
 * @returns the officer first, then the director; outside the scope both are not required and the reason says so.
 */
export function requiredPosts(organisation: OrganisationFacts): PostRequirement[] {
  const order = orderOf(organisation);
  if (!inScope(organisation)) {
    const reason = outOfScope(organisation);
    const basis = [`${order}/2`];
    return [
      { post: 'quality-safety-officer', required: false, reason, basis },
      { post: 'quality-safety-director', required: false, reason, basis },
    ];
  }
  const covered = organisation.productClasses.filter(isCovered);
  const named = `“${covered[0]!.title}”${covered.length > 1 ? `等${covered.length}类产品` : ''}`;
  return [
    {
      post: 'quality-safety-officer',
      required: true,
      reason: `本单位有${named}属于适用范围，范围内的单位不论规模都必须配备质量安全员。`,
      basis: [`${order}/2`, `${order}/5`, 'guidance/2.1'],
    },
    director(organisation, order),
  ];
}

/** Required posts that nobody with a valid qualification fills today. */
export function vacantPosts(organisation: OrganisationFacts): PostRequirement[] {
  return requiredPosts(organisation).filter(
    ({ required, post }) => required && !organisation.filledPosts.includes(post),
  );
}

function director(organisation: OrganisationFacts, order: string): PostRequirement {
  const post = 'quality-safety-director';
  const basis = [`${order}/3`, `${order}/5`, `${order}/18`, 'guidance/2.1'];
  const licensed = organisation.productClasses.find((product) => product.licence);
  const certified = organisation.productClasses.find((product) => product.ccc);
  if (licensed !== undefined) {
    const reason = `“${licensed.title}”实行工业产品生产许可证管理，不论规模都必须配备质量安全总监。`;
    return { post, required: true, reason, basis };
  }
  if (certified !== undefined) {
    const reason = `“${certified.title}”实行强制性产品认证，不论规模都必须配备质量安全总监。`;
    return { post, required: true, reason, basis };
  }
  const standard = organisation.productClasses.find((product) => product.mandatoryStandard);
  const product = `“${standard?.title ?? ''}”有涉及人身财产安全的强制性国家标准`;
  if (sizeOf(organisation) !== 'small') {
    const reason = `${product}，且${describeSize(organisation)}，大中型单位必须配备质量安全总监。`;
    return { post, required: true, reason, basis };
  }
  const reason = `${product}，但${describeSize(organisation)}，不强制配备质量安全总监；有条件的可在监管部门引导下配备。`;
  return { post, required: false, advised: true, reason, basis };
}

/** E.g. 从业人员320人（不低于300人）、年营业收入1800万元（低于2000万元），属于中型生产单位. */
function describeSize(organisation: OrganisationFacts): string {
  const business = businessOf(organisation);
  const size = sizeOf(organisation);
  const limit = thresholds[business][size === 'large' ? 'large' : 'medium'];
  const { headcount, revenueYuan } = organisation;
  const compare = (value: number, at: number, show: (n: number) => string) =>
    `${show(value)}（${value >= at ? '不低于' : '低于'}${show(at)}）`;
  const people =
    headcount === undefined
      ? '从业人员未填报'
      : `从业人员${compare(headcount, limit.headcount, (n) => `${n}人`)}`;
  const revenue =
    revenueYuan === undefined
      ? '年营业收入未填报'
      : `年营业收入${compare(revenueYuan, limit.revenueYuan, inTenThousands)}`;
  const asked = headcount === undefined || revenueYuan === undefined ? '（请补充填报后复核）' : '';
  return `${people}、${revenue}，属于${sizeTitles[size]}${businessTitles[business]}${asked}`;
}

function inTenThousands(yuan: number): string {
  return `${Math.floor(yuan / 100) / 100}万元`;
}

function outOfScope(organisation: OrganisationFacts): string {
  const order = orderOf(organisation) === 'order-75' ? '75' : '76';
  if (organisation.kind !== 'enterprise') {
    return `${organisation.name}不是生产、销售企业，总局令第${order}号不适用。`;
  }
  if (organisation.productClasses.length === 0) {
    return (
      `本单位没有登记产品类别，无法判断总局令第${order}号是否适用；请在“变更信息”中登记实际生产、销售的产品，` +
      '登记后重新判断。'
    );
  }
  return (
    '本单位登记的产品不属于工业产品生产许可、强制性产品认证产品，也没有登记涉及人身财产安全的强制性国家标准，' +
    `总局令第${order}号不作配备要求；新增产品后将重新判断。`
  );
}

function isCovered(product: ProductClassFacts): boolean {
  return product.licence || product.ccc || product.mandatoryStandard;
}
