import { findProductClass, productClasses } from '#law/product-classes.ts';

/** A product of an edition of the key product catalogue. */
export interface CatalogueItem {
  readonly group: string;
  readonly product: string;
  /** The product class that carries its duties; absent where it matches none. */
  readonly classId?: string | undefined;
  readonly licence: boolean;
  readonly ccc: boolean;
  readonly special?: string | undefined;
  readonly risk: 'high' | 'medium' | 'low';
}

/** A product that both editions have and that changed, with the duties that come and go. */
export interface CatalogueChange {
  readonly before: CatalogueItem;
  readonly after: CatalogueItem;
  readonly duties: readonly string[];
}

/** What a new edition changes against the former one. */
export interface CatalogueComparison {
  readonly added: readonly CatalogueItem[];
  readonly removed: readonly CatalogueItem[];
  readonly changed: readonly CatalogueChange[];
}

/** Titles of the three risk levels. */
export const riskTitles = { high: '高', medium: '中', low: '低' } as const;

/** Finds the product class of a catalogue's product by name; what stands in brackets is an explanation and not asked. */
export function classOfProduct(product: string): string | undefined {
  const id = findProductClass(product)?.id;
  return id ?? productClasses.find(({ title }) => plain(title) === plain(product))?.id;
}

/** Compares two editions by group and product. */
export function compareEditions(
  before: readonly CatalogueItem[],
  after: readonly CatalogueItem[],
): CatalogueComparison {
  const [old, next] = [byKey(before), byKey(after)];
  const changed = after.flatMap((item): CatalogueChange[] => {
    const former = old.get(keyOf(item));
    if (former === undefined) return [];
    const duties = dutiesOf(former, item);
    return duties.length === 0 ? [] : [{ before: former, after: item, duties }];
  });
  return {
    added: after.filter((item) => !old.has(keyOf(item))),
    removed: before.filter((item) => !next.has(keyOf(item))),
    changed,
  };
}

/** One product is one line of an edition. */
export function keyOf({ group, product }: Pick<CatalogueItem, 'group' | 'product'>): string {
  return `${plain(group)}/${product.trim()}`;
}

function byKey(items: readonly CatalogueItem[]): Map<string, CatalogueItem> {
  return new Map(items.map((item) => [keyOf(item), item]));
}

/** What changes for producers and regulators: licence, certification, staffing, draws. */
function dutiesOf(before: CatalogueItem, after: CatalogueItem): string[] {
  const { licence, ccc, risk } = after;
  const turned = (was: boolean, is: boolean, on: string, off: string) =>
    was === is ? [] : [is ? on : off];
  return [
    ...turned(
      before.licence,
      licence,
      '纳入生产许可：取得许可证后方可生产，不论规模都必须配备质量安全总监',
      '不再实行生产许可：质量安全总监改按强制性标准和规模判断',
    ),
    ...turned(
      before.ccc,
      ccc,
      '纳入强制性产品认证：认证后方可出厂、销售，不论规模都必须配备质量安全总监',
      '不再实行强制性产品认证：质量安全总监改按强制性标准和规模判断',
    ),
    ...(before.risk === risk
      ? []
      : [
          `风险等级由${riskTitles[before.risk]}调整为${riskTitles[risk]}：监督抽查计划和分级监管据此调整`,
        ]),
    ...((before.special ?? '') === (after.special ?? '')
      ? []
      : [`特殊监管需求由“${before.special || '无'}”变为“${after.special || '无'}”`]),
  ];
}

function plain(text: string): string {
  return text
    .replaceAll(/[（(][^（()）]*[)）]/g, '')
    .replaceAll(/\s/g, '')
    .trim();
}
