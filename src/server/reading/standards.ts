import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { MarketFacts, PastAct } from '#kernel/facts.ts';
import { productOf } from '#kernel/product/life.ts';
import type { EliminatedKind, StandardFacts } from '#kernel/product/standard.ts';
import type { Tx } from '#db/transaction.ts';

interface StandardRow {
  number: string;
  title: string;
  level: StandardFacts['level'];
  nature: StandardFacts['nature'];
  from_day: PlainDate;
  classes: string[];
  replaced_by: string[];
  lapses_on: PlainDate | null;
}

/** Standards by number, with the mandatory ones that cover classes of products. */
export async function standardsFor(
  tx: Tx,
  numbers: readonly string[],
  classes: readonly string[],
): Promise<StandardFacts[]> {
  if (numbers.length === 0 && classes.length === 0) return [];
  const rows = await tx.rows<StandardRow>(
    `select number, title, level, nature, from_day, classes, replaced_by, lapses_on from standard
     where number = any ($1::text[]) or nature = 'mandatory' and classes && $2::text[] order by number`,
    [numbers, classes],
  );
  return rows.map(({ from_day: from, replaced_by: replacedBy, lapses_on: lapsesOn, ...one }) => ({
    ...one,
    from,
    replacedBy,
    ...(lapsesOn === null ? {} : { lapsesOn }),
  }));
}

/** The list of eliminated products as far as it may concern classes. */
export async function eliminatedFor(tx: Tx, classes: readonly string[]): Promise<EliminatedKind[]> {
  const rows = await tx.rows<{
    word: string;
    class_id: string | null;
    from_day: PlainDate;
    source: string;
  }>(
    `select word, class_id, from_day, source from eliminated_kind
     where entry_id = (select entry_id from eliminated_kind order by listed_at desc limit 1)
       and (class_id is null or class_id = any ($1::text[])) order by line`,
    [classes],
  );
  return rows.map(({ word, class_id: classId, from_day: from, source }) => ({
    word,
    ...(classId === null ? {} : { classId }),
    from,
    source,
  }));
}

/**
 * What the registers say for an act of a product's file: of the product as it stands, and of what the input would make
 * of it. Nothing for procedures that are no product's life.
 */
export async function marketFor(
  tx: Tx,
  procedure: Procedure,
  history: readonly PastAct[],
  input: unknown,
): Promise<MarketFacts | undefined> {
  const { product: rule } = procedure;
  if (rule === undefined) return undefined;
  const known = productOf(procedure, { id: '', holder: '' }, history);
  const values = typeof input === 'object' && input !== null ? input : {};
  const asked = (field: string) =>
    [(values as Readonly<Record<string, unknown>>)[field] ?? []]
      .flat()
      .filter((one) => typeof one === 'string')
      // Whatever the form will refuse must not reach the database.
      .filter((one) => one.isWellFormed() && !one.includes('\0'));
  const numbers = [...(known?.standards ?? []), ...asked(rule.fields.standards)];
  const classes = [known?.productClass ?? [], asked(rule.fields.productClass)].flat();
  const [standards, eliminated] = await Promise.all([
    standardsFor(tx, numbers, classes),
    eliminatedFor(tx, classes),
  ]);
  return { standards, eliminated };
}
