import { isValidOn } from '#kernel/derive/certificate.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import type { ClauseId } from '#kernel/clause.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { MarketFacts } from '#kernel/facts.ts';
import type { ProductClassFacts } from '#kernel/organisation.ts';
import { numbersOf } from '#kernel/product/life.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import { hasLapsed, holdsOn } from '#kernel/product/standard.ts';
import type { StandardFacts } from '#kernel/product/standard.ts';
import { classTitles } from '#law/regulator/certificates/parts.ts';
import { certificateLacks } from '#law/regulator/certificates/validity.ts';

/** What keeps a product from being supplied, in the order in which it is put right. */
export const lackTitles = {
  eliminated: '属于淘汰产品',
  lapsed: '执行标准失效',
  mandatory: '缺强制性标准',
  undeclared: '未声明公开',
  outdated: '声明待更新',
  unregistered: '产品类别未登记',
  licence: '缺生产许可证',
  ccc: '缺认证证书',
  label: '标签待检查',
} as const;
export type LackKind = keyof typeof lackTitles;

/** Why a product may not be supplied: a sentence that says what to do, and the clauses. */
export interface ProductLack {
  readonly kind: LackKind;
  readonly sentence: string;
  readonly basis: readonly ClauseId[];
}

/** What a product is judged by. */
export interface Known extends MarketFacts {
  /** Its class as the catalogue of the day has it; unknown where the maker did not register it. */
  readonly productClass: ProductClassFacts | undefined;
  readonly certificates: readonly CertificateFacts[];
}

type Stated = Pick<
  ProductFacts,
  'name' | 'model' | 'productClass' | 'standards' | 'own' | 'inapplicable' | 'mode'
>;

/**
 * Says what stands against supplying a product on a day. One judgement for the file, the lists, the release of a lot and
 * the regulator.
 * @returns one for each thing that is missing; empty where nothing stands in the way.
 */
export function productLacks(
  product: ProductFacts,
  known: Known,
  day: PlainDate,
): readonly ProductLack[] {
  return [
    ...statedLacks(product, known, day),
    ...declarationLacks(product),
    ...paperLacks(product, known, day),
    ...labelLacks(product),
  ];
}

/** What stands against the product as it is stated, whatever was declared or checked. */
export function statedLacks(
  product: Stated,
  { standards, eliminated }: MarketFacts,
  day: PlainDate,
): readonly ProductLack[] {
  const text = `${product.name} ${product.model}`;
  const gone = eliminated.find(
    ({ word, classId, from }) =>
      from <= day &&
      text.includes(word) &&
      (classId === undefined || classId === product.productClass),
  );
  const lapsed = standards.filter(
    (one) => product.standards.includes(one.number) && hasLapsed(one, day),
  );
  return [
    ...(gone === undefined
      ? []
      : [
          {
            kind: 'eliminated' as const,
            sentence: `含“${gone.word}”的产品自${gone.from}起淘汰（${gone.source}），不得生产。`,
            basis: ['product-quality-law/29', 'product-quality-law/51'],
          },
        ]),
    ...lapsed.map((one) => ({ kind: 'lapsed' as const, ...lapseOf(one) })),
    ...unnamedMandatory(product, standards, day).map(({ number, title }) => ({
      kind: 'mandatory' as const,
      sentence: `同类产品须执行强制性标准《${title}》${number}，请列入执行标准；确实不适用的，请说明理由。`,
      basis: ['standardization-law/25', 'product-quality-law/13'],
    })),
  ];
}

function lapseOf({ number, title, nature, lapsesOn, replacedBy }: StandardFacts) {
  const by = replacedBy.length === 0 ? '废止' : `由${replacedBy.join('、')}代替`;
  return {
    sentence: `《${title}》${number}已自${lapsesOn}起${by}，不能再作为执行标准，请修订。`,
    basis:
      nature === 'mandatory'
        ? ['standardization-law/25', 'product-quality-law/26']
        : ['standardization-law/27', 'product-quality-law/26'],
  };
}

/** Mandatory standards of the class that hold and that the product names neither itself nor by a successor. */
export function unnamedMandatory(
  product: Pick<Stated, 'productClass' | 'standards' | 'inapplicable'>,
  standards: readonly StandardFacts[],
  day: PlainDate,
): readonly StandardFacts[] {
  return standards.filter(
    (one) =>
      one.nature === 'mandatory' &&
      one.classes.includes(product.productClass) &&
      holdsOn(one, day) &&
      !product.inapplicable.includes(one.number) &&
      // Whoever follows the successor early need not name the old one.
      ![one.number, ...one.replacedBy].some((number) => product.standards.includes(number)),
  );
}

function declarationLacks(product: ProductFacts): ProductLack[] {
  // The entrusting party declares.
  if (product.mode === 'entrusted') return [];
  if (product.declared === undefined) {
    return [
      {
        kind: 'undeclared',
        sentence: '供应产品前，应当声明公开执行的标准。',
        basis: ['standardization-law/27', 'order-83/15'],
      },
    ];
  }
  const { numbers } = product.declared;
  const now = numbersOf(product);
  const isSame = now.length === numbers.length && now.every((one) => numbers.includes(one));
  return isSame
    ? []
    : [
        {
          kind: 'outdated',
          sentence: '执行的标准已经变化，应当及时更新声明。',
          basis: ['order-83/15'],
        },
      ];
}

function paperLacks(
  { mode, productClass: classId }: ProductFacts,
  { productClass, certificates }: Known,
  day: PlainDate,
): ProductLack[] {
  // To take the class out of the register is no way around its licence.
  if (productClass === undefined) {
    return [
      {
        kind: 'unregistered',
        sentence: `本单位资料中已经没有“${classTitles[classId] ?? classId}”这一产品类别，请先登记，再核对许可和认证。`,
        basis: ['guidance/2.3'],
      },
    ];
  }
  // Whoever has it made by another relies on the licence of that one.
  const licence = productClass.licence && mode !== 'entrusting';
  return [
    ...certificateLacks({ ...productClass, licence }, certificates, day, 'make'),
    ...certificateLacks({ ...productClass, licence: false }, certificates, day, 'sell'),
  ];
}

function labelLacks({ label }: ProductFacts): ProductLack[] {
  if (label?.passed) return [];
  const why =
    label === undefined ? '还没有检查标签和标识' : `${label.on}检查的标签和标识不符合要求`;
  return [
    {
      kind: 'label',
      sentence: `${why}，请检查符合后再供应。`,
      basis: ['product-quality-law/27', 'product-quality-law/54'],
    },
  ];
}

/** The certificates of a kind that cover a class on a day, for a mark with its number. */
export function validNumbers(
  certificates: readonly CertificateFacts[],
  kind: CertificateFacts['kind'],
  productClass: string,
  day: PlainDate,
): readonly string[] {
  return certificates
    .filter((one) => one.kind === kind && one.classes.includes(productClass) && isValidOn(one, day))
    .map(({ number }) => number);
}
