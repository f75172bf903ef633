import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { findProductClass } from '#law/product-classes.ts';
import { riskTitles } from '#law/regulator/catalogue/compare.ts';
import type { CatalogueComparison, CatalogueItem } from '#law/regulator/catalogue/compare.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { EditionRow, ItemRow } from './queries.ts';

/** An edition of the key product catalogue. */
export interface PresentedEdition {
  readonly year: number;
  readonly from: PlainDate;
  /** Last day in force; absent for the newest. */
  readonly to?: PlainDate;
  readonly items: number;
  readonly standing: 'past' | 'current' | 'coming';
  readonly entry: string;
}

/** A line of an edition, with the product class that carries its duties. */
export interface PresentedItem extends CatalogueItem {
  readonly line: number;
  readonly classTitle?: string;
}

/** One edition in full, and what it changed. */
export interface CatalogueView {
  readonly editions: readonly PresentedEdition[];
  readonly shown?: PresentedEdition;
  readonly items: readonly PresentedItem[];
  /** Against the edition before it; absent for the first. */
  readonly comparison?: CatalogueComparison;
  /** Whether the reader may import a new edition. */
  readonly mayImport: boolean;
}

/** What an import answers with; `imported` is false for a trial and where a row is wrong. */
export interface CatalogueImport {
  readonly ok: boolean;
  readonly imported: boolean;
  readonly rows: number;
  readonly issues: readonly {
    readonly line: number;
    readonly column: string;
    readonly sentence: string;
  }[];
  /** Products that match no product class: listed, but without effect on duties. */
  readonly unmatched: readonly { readonly line: number; readonly product: string }[];
  readonly comparison?: CatalogueComparison;
}

/** Presents the editions, the newest first. */
export function presentEditions(
  rows: readonly EditionRow[],
  today: PlainDate,
  dayBefore: (day: PlainDate) => PlainDate,
): PresentedEdition[] {
  const current = rows.find(({ from_day: from }) => from <= today);
  return rows.map((row, index) => {
    const next = rows[index - 1];
    return {
      year: row.year,
      from: row.from_day,
      ...(next === undefined ? {} : { to: dayBefore(next.from_day) }),
      items: row.items,
      standing: row === current ? 'current' : row.from_day > today ? 'coming' : 'past',
      entry: row.entry_id,
    };
  });
}

/** Presents a line. */
export function presentItem(row: ItemRow): PresentedItem {
  const { line, group, product, licence, ccc, special, risk } = row;
  const common = { line, group, product, licence, ccc, special, risk };
  if (row.class_id === null) return common;
  const classTitle = findProductClass(row.class_id)?.title ?? row.class_id;
  return { ...common, classId: row.class_id, classTitle };
}

/** An edition as a table with the columns of an import. */
export function editionTable(
  edition: PresentedEdition,
  items: readonly PresentedItem[],
): ExportTable {
  return {
    sheet: `重点产品监管目录（${edition.year}年版）`,
    columns: [
      { title: '序号', key: 'line', type: 'number' },
      { title: '产品大类', key: 'group', width: 24 },
      { title: '产品名称', key: 'product', width: 28 },
      { title: '生产许可证', key: 'licence' },
      { title: '强制性产品认证', key: 'ccc' },
      { title: '特殊监管需求', key: 'special', width: 20 },
      { title: '风险等级', key: 'risk' },
      { title: '平台产品类别', key: 'classTitle', width: 20 },
    ],
    rows: items.map((item) => ({
      line: item.line,
      group: item.group,
      product: item.product,
      licence: item.licence,
      ccc: item.ccc,
      special: item.special,
      risk: riskTitles[item.risk],
      classTitle: item.classTitle ?? '',
    })),
  };
}
