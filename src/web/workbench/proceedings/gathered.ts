import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { TimelineItem } from '#server/proceedings/present.ts';

/** Rows of several acts that belong to one list, e.g. the evidence of a case. */
export interface Gathered {
  readonly title: string;
  readonly fields: readonly FieldDescription[];
  readonly rows: readonly GatheredRow[];
}

/** One row with the act that it came with. */
export interface GatheredRow {
  readonly values: Readonly<Record<string, unknown>>;
  readonly item: TimelineItem;
}

/** Gathers what the forms mark as parts of a growing list, in the order in which it came. */
export function gatheredOf(
  timeline: readonly TimelineItem[],
  fieldsOf: (act: string) => readonly FieldDescription[],
): Gathered[] {
  const found = new Map<string, { fields: readonly FieldDescription[]; rows: GatheredRow[] }>();
  for (const item of timeline) {
    for (const field of fieldsOf(item.act)) {
      const rows = item.input[field.name];
      if (field.gathers === undefined || !Array.isArray(rows)) continue;
      const list = found.get(field.gathers) ?? { fields: field.fields ?? [], rows: [] };
      list.rows.push(...rows.map((values) => ({ values: values as GatheredRow['values'], item })));
      found.set(field.gathers, list);
    }
  }
  return [...found].map(([title, list]) => ({ title, ...list }));
}
