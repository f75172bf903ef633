import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { hasLapsed, standardLevels, standardNatures } from '#kernel/product/standard.ts';
import type { StandardLevel, StandardNature } from '#kernel/product/standard.ts';
import { findProductClass } from '#law/product-classes.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { StandardRow } from './queries.ts';

/** A standard of the register as it stands today. */
export interface PresentedStandard {
  readonly number: string;
  readonly title: string;
  readonly level: StandardLevel;
  readonly levelTitle: string;
  readonly nature: StandardNature;
  readonly natureTitle: string;
  readonly publishedOn?: PlainDate;
  readonly from: PlainDate;
  readonly abolishedOn?: PlainDate;
  readonly replaces: readonly string[];
  readonly replacedBy: readonly string[];
  /** First day on which it is no longer good. */
  readonly lapsesOn?: PlainDate;
  readonly standing: 'coming' | 'current' | 'lapsing' | 'lapsed';
  readonly standingTitle: string;
  readonly classes: readonly { readonly id: string; readonly title: string }[];
  /** Products of the reader's scope that cite it. */
  readonly products: number;
  readonly entry: string;
}

/** A page of the register. */
export interface StandardList {
  readonly standards: readonly PresentedStandard[];
  readonly total: number;
  /** Whether the reader may import. */
  readonly mayImport: boolean;
}

/** What an import answers with; `imported` is false for a trial and where a row is wrong. */
export interface StandardImport {
  readonly ok: boolean;
  readonly imported: boolean;
  readonly rows: number;
  readonly issues: readonly {
    readonly line: number;
    readonly column: string;
    readonly sentence: string;
  }[];
  /** Standards that the register did not have. */
  readonly added: number;
}

const standings = {
  coming: '待实施',
  current: '现行',
  lapsing: '即将废止',
  lapsed: '已废止',
} as const;

/** Presents a line of the register. */
export function presentStandard(row: StandardRow, today: PlainDate): PresentedStandard {
  const standing = standingOf(row, today);
  return {
    number: row.number,
    title: row.title,
    level: row.level,
    levelTitle: standardLevels[row.level],
    nature: row.nature,
    natureTitle: standardNatures[row.nature],
    ...(row.published_on === null ? {} : { publishedOn: row.published_on }),
    from: row.from_day,
    ...(row.abolished_on === null ? {} : { abolishedOn: row.abolished_on }),
    replaces: row.replaces,
    replacedBy: row.replaced_by,
    ...(row.lapses_on === null ? {} : { lapsesOn: row.lapses_on }),
    standing,
    standingTitle: standings[standing],
    classes: row.classes.map((id) => ({ id, title: findProductClass(id)?.title ?? id })),
    products: row.products,
    entry: row.entry_id,
  };
}

function standingOf({ from_day: from, lapses_on: lapses }: StandardRow, today: PlainDate) {
  if (lapses !== null && hasLapsed({ lapsesOn: lapses }, today)) return 'lapsed';
  if (from > today) return 'coming';
  return lapses === null ? 'current' : 'lapsing';
}

/** The register as a table with the columns of an import. */
export function standardTable(list: readonly PresentedStandard[]): ExportTable {
  return {
    sheet: '产品标准登记簿',
    columns: [
      { title: '标准编号', key: 'number', width: 20 },
      { title: '标准名称', key: 'title', width: 40 },
      { title: '性质', key: 'nature' },
      { title: '发布日期', key: 'publishedOn', type: 'date' },
      { title: '实施日期', key: 'from', type: 'date' },
      { title: '代替的标准', key: 'replaces', width: 24 },
      { title: '废止日期', key: 'abolishedOn', type: 'date' },
      { title: '产品类别', key: 'classes', width: 28 },
      { title: '状态', key: 'standing' },
      { title: '被代替为', key: 'replacedBy', width: 20 },
      { title: '失效日期', key: 'lapsesOn', type: 'date' },
    ],
    rows: list.map((one) => ({
      number: one.number,
      title: one.title,
      nature: one.natureTitle,
      publishedOn: one.publishedOn ?? '',
      from: one.from,
      replaces: one.replaces.join('、'),
      abolishedOn: one.abolishedOn ?? '',
      classes: one.classes.map(({ title }) => title).join('、'),
      standing: one.standingTitle,
      replacedBy: one.replacedBy.join('、'),
      lapsesOn: one.lapsesOn ?? '',
    })),
  };
}
