import type { LotsOfPieces, Single } from '#trace/epcis/singles.ts';
import type { Tx } from '#db/transaction.ts';

/** Which lots of the own house some single pieces are of. */
export async function readSingles(
  tx: Tx,
  house: string,
  pieces: readonly string[],
): Promise<Map<string, Single[1]>> {
  if (pieces.length === 0) return new Map();
  const rows = await tx.rows<Single[1] & { piece: string }>(
    `select piece, link, gtin, number from epcis_single where organisation_id = $1 and piece = any ($2::text[])`,
    [house, [...new Set(pieces)]],
  );
  return new Map(rows.map(({ piece, ...lot }) => [piece, lot]));
}

/** Writes down of which lots pieces are. */
export async function writeSingles(
  tx: Tx,
  house: string,
  singles: readonly Single[],
): Promise<void> {
  if (singles.length === 0) return;
  const rows = singles.map(([piece, lot]) => ({ piece, ...lot }));
  await tx.run({ sql: insert, parameters: [house, JSON.stringify(rows)] });
}

/** They were not made after all. */
export async function forgetSingles(tx: Tx, house: string, singles: LotsOfPieces): Promise<void> {
  if (singles.size === 0) return;
  await tx.run({
    sql: 'delete from epcis_single where organisation_id = $1 and piece = any ($2::text[])',
    parameters: [house, [...singles.keys()]],
  });
}

const insert = `insert into epcis_single (organisation_id, piece, link, gtin, number)
  select $1, s.piece, s.link, s.gtin, s.number
  from jsonb_to_recordset($2::jsonb) as s (piece text, link text, gtin text, number text) order by s.piece`;
