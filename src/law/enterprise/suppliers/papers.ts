import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyFacts } from '#kernel/facts.ts';

/** Papers that a supplier shows (索证): who it is, and what it may make or sell. */
export const paperKinds = {
  'business-licence': '营业执照',
  'production-licence': '工业产品生产许可证',
  ccc: '强制性产品认证证书',
  'type-report': '产品检验报告',
  authorisation: '生产者授权书',
  system: '管理体系认证证书',
  other: '其他证明',
} as const;

/** How a supplier is rated. */
export const ratings = {
  approved: '合格供货商',
  trial: '试用',
  suspended: '暂停采购',
  removed: '取消资格',
} as const;

/** A supplier as the file keeps it, as far as rules look at it. */
export interface SupplierFile {
  readonly name: string;
  readonly rating: keyof typeof ratings;
  readonly validUntil: PlainDate;
  /** Papers that its goods need besides the business licence; left out where there are none. */
  readonly needs?: readonly (keyof typeof paperKinds)[] | undefined;
  readonly papers: readonly {
    readonly kind: keyof typeof paperKinds;
    readonly number: string;
    readonly validUntil?: PlainDate | undefined;
  }[];
}

/**
 * What a supplier lacks on a day: each paper that its goods need and that it hasn't shown, or whose validity is over.
 * @returns Chinese, one part of a sentence each; empty where nothing is missing.
 */
export function missingPapers(supplier: SupplierFile, day: PlainDate): readonly string[] {
  return ['business-licence' as const, ...(supplier.needs ?? [])]
    .filter((kind, at, all) => all.indexOf(kind) === at)
    .flatMap((kind) => {
      const shown = supplier.papers.filter((paper) => paper.kind === kind);
      if (shown.length === 0) return [`没有${paperKinds[kind]}`];
      const isValid = shown.some(({ validUntil }) => validUntil === undefined || day <= validUntil);
      return isValid ? [] : [`${paperKinds[kind]}已于${shown.at(-1)!.validUntil}到期`];
    });
}

/** Why nothing may be taken from a supplier on a day; undefined where it may. */
export function supplierDefect(supplier: SupplierFile, day: PlainDate): string | undefined {
  const { name, rating, validUntil } = supplier;
  if (rating === 'suspended' || rating === 'removed') {
    return `供货商“${name}”已${ratings[rating]}，不能接收其产品。`;
  }
  if (validUntil < day) return `供货商“${name}”的资格已于${validUntil}到期，请重新评价后再接收。`;
  const missing = missingPapers(supplier, day);
  return missing.length === 0
    ? undefined
    : `供货商“${name}”${missing.join('，')}，请索取后更新供货商档案，或者拒收。`;
}

/**
 * Why nothing may be taken from a supplier today; undefined where it may, where the enterprise keeps no file of it, or
 * where a slip in the record of an earlier delivery is put right.
 */
export function lapsedSupplier(facts: DutyFacts, name: string): string | undefined {
  if (facts.corrected?.input['supplier'] === name) return undefined;
  const found = facts.records('supplier-file').findLast(({ input }) => input['name'] === name);
  return found === undefined
    ? undefined
    : supplierDefect(found.input as unknown as SupplierFile, facts.today);
}
