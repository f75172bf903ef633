import type { Tx } from '#db/transaction.ts';
import { Units } from '#trace/epcis/units.ts';
import type { Content } from '#trace/epcis/units.ts';
import type { LotAmount } from '#trace/epcis/told.ts';

/** Logistic units that left together, each with what was in it. */
export type Left = readonly (readonly [unit: string, content: Content])[];

/**
 * Reads what lies in some logistic units of the own house, and in the units in them; and the units that some things lie in,
 * those too that are named there.
 */
export async function readUnits(
  tx: Tx,
  house: string,
  named: readonly string[],
  things: readonly string[],
): Promise<Units> {
  const units = new Units();
  const seen = new Set<string>();
  for (let front = [...new Set(named)]; front.length > 0;) {
    for (const unit of front) seen.add(unit);
    const rows = await tx.rows<{ unit: string; content: Content }>(
      'select unit, content from epcis_unit where organisation_id = $1 and unit = any ($2::text[])',
      [house, front],
    );
    for (const { unit, content } of rows) units.load(unit, content);
    const inner = rows.flatMap(({ content }) => content.units);
    front = [...new Set(inner)].filter((unit) => !seen.has(unit));
  }
  if (things.length > 0) {
    const around = await tx.rows<{ unit: string; content: Content }>(
      'select unit, content from units_around($1::text[])',
      [[...new Set(things)]],
    );
    for (const { unit, content } of around) units.load(unit, content);
  }
  return units;
}

/** How much of some lots lies in units of the own house other than those that are known, in each unit of measure. */
export async function readPacked(
  tx: Tx,
  links: readonly string[],
  known: Units,
): Promise<readonly LotAmount[]> {
  if (links.length === 0) return [];
  const rows = await tx.rows<{ link: string; unit: string; quantity: string }>(
    'select link, unit, trim_scale(quantity)::text as quantity from packed_elsewhere($1::text[], $2::text[])',
    [[...new Set(links)], known.names()],
  );
  return rows.map((row) => ({ ...row, gtin: '', number: '', quantity: Number(row.quantity) }));
}

/** Writes down what changed. */
export async function writeUnits(tx: Tx, house: string, units: Units): Promise<void> {
  const changed = [...units.changed].map((unit) => ({ unit, content: units.contentOf(unit) }));
  units.changed.clear();
  if (changed.length === 0) return;
  const isEmpty = ({ content }: (typeof changed)[number]) =>
    content === undefined || content.lots.length + content.units.length === 0;
  await tx.run({
    sql: upsert,
    parameters: [house, JSON.stringify(changed.filter((one) => !isEmpty(one)))],
  });
  await tx.run({
    sql: remove,
    parameters: [house, changed.filter(isEmpty).map(({ unit }) => unit)],
  });
}

/** Hands units that left over to who got them, or takes them back where the delivery was an error. */
export async function passUnits(
  tx: Tx,
  house: string,
  left: Left,
  receiver: string,
  isBack: boolean,
): Promise<void> {
  const rows = JSON.stringify(left.map(([unit, content]) => ({ unit, content })));
  // Nobody passes on what is not the own house's; it is emptied when the batch is written.
  if (!isBack) await tx.run({ sql: upsert, parameters: [house, rows] });
  await tx.rows('select pass_units($1::jsonb, $2, $3)', [rows, receiver, isBack]);
}

const upsert = `insert into epcis_unit (organisation_id, unit, content)
  select $1, u.unit, u.content from jsonb_to_recordset($2::jsonb) as u (unit text, content jsonb) order by u.unit
  on conflict (organisation_id, unit) do update set content = excluded.content`;

const remove = `delete from epcis_unit where organisation_id = $1 and unit = any ($2::text[])`;
