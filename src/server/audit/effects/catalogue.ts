import type { Tx } from '#db/transaction.ts';
import type { CatalogueItem, ProductClass, ProductClassVersion } from '#db/types.ts';
import type { Difference } from '../difference.ts';
import { compareRows } from './register-rows.ts';
import type { EffectiveRecord } from './register-rows.ts';

type ClassRow = Pick<ProductClass, 'id' | 'licence' | 'ccc' | 'mandatory_standard' | 'risk'>;

const strictest = ['high', 'medium', 'low'] as const;

/**
 * Works the editions of the key product catalogue out again, and what each made of the product classes: on it hang licences,
 * certificates, posts and plans. Lines whose record was erased are believed.
 */
export async function checkCatalogue(
  tx: Tx,
  records: readonly EffectiveRecord[],
): Promise<Difference | undefined> {
  const [items, versions, classes] = await Promise.all([
    tx.rows<CatalogueItem>(
      `select entry_id, from_day, line, year, "group", product, class_id, licence, ccc, special, risk
       from catalogue_item order by from_day, line`,
    ),
    tx.rows<ProductClassVersion>(
      `select class_id, from_day, licence, ccc, mandatory_standard, risk from product_class_version
       order by from_day, class_id`,
    ),
    tx.rows<ClassRow>('select id, licence, ccc, mandatory_standard, risk from product_class'),
  ]);
  const editions = editionsOf(records, items);
  const entryOn = new Map(items.map((row) => [row.from_day, row.entry_id]));
  const located = (rows: readonly ProductClassVersion[]) =>
    rows.map((row) => ({ ...row, entry_id: entryOn.get(row.from_day) ?? '' }));
  return (
    compareRows(
      'catalogue_item',
      'product',
      editions.flat(),
      items,
      (row) => `${row.from_day}/${row.line}`,
    ) ??
    compareRows(
      'product_class_version',
      'class_id',
      located(versionsOf(editions, classes)),
      located(versions),
      (row) => `${row.class_id}/${row.from_day}`,
    )
  );
}

/** The lines of each edition, in the order in which they were set. */
function editionsOf(
  records: readonly EffectiveRecord[],
  stored: readonly CatalogueItem[],
): readonly CatalogueItem[][] {
  return records.flatMap(({ entry, effects }) => {
    if (entry.erased) {
      const believed = stored.filter((row) => row.entry_id === entry.id);
      return believed.length === 0 ? [] : [believed];
    }
    return effects.flatMap((effect) => {
      if (effect.do !== 'catalogue') return [];
      const { year, from, items } = effect;
      return [
        items.map(({ classId, special, ...item }, at) => ({
          ...item,
          entry_id: entry.id,
          from_day: from,
          line: at + 1,
          year,
          class_id: classId ?? null,
          special: special ?? '',
        })),
      ];
    });
  });
}

/** Several products may stand for one class: the strictest counts. A class that is named no more falls back. */
function versionsOf(
  editions: readonly (readonly CatalogueItem[])[],
  classes: readonly ClassRow[],
): ProductClassVersion[] {
  const known = new Set<string>();
  return editions.flatMap((items) => {
    const named = Map.groupBy(items, (item) => item.class_id);
    return classes.flatMap(({ id, ...own }): ProductClassVersion[] => {
      const lines = named.get(id) ?? [];
      const [first] = items;
      if (first === undefined || (lines.length === 0 && !known.has(id))) return [];
      known.add(id);
      const place = { class_id: id, from_day: first.from_day };
      if (lines.length === 0) return [{ ...place, ...own }];
      const ccc = lines.some((line) => line.ccc);
      return [
        {
          ...place,
          licence: lines.some((line) => line.licence),
          ccc,
          mandatory_standard: own.mandatory_standard || ccc,
          risk: strictest.find((risk) => lines.some((line) => line.risk === risk)) ?? own.risk,
        },
      ];
    });
  });
}
