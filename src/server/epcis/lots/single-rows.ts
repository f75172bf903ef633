import { Pieces } from '#trace/epcis/singles.ts';
import type { MadePiece, Single } from '#trace/epcis/singles.ts';
import type { Tx } from '#db/transaction.ts';

/** Which lots some single pieces are of, as far as the own house made them or got some of the lot. */
export async function readSingles(
  tx: Tx,
  house: string,
  pieces: readonly string[],
): Promise<Pieces> {
  if (pieces.length === 0) return new Pieces(house);
  const rows = await tx.rows<{ [K in keyof MadePiece]: string }>(
    'select piece, maker, link, gtin, number from singles_named($1::text[])',
    [[...new Set(pieces)]],
  );
  return new Pieces(house, rows);
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
export async function forgetSingles(
  tx: Tx,
  house: string,
  singles: readonly Single[],
): Promise<void> {
  if (singles.length === 0) return;
  await tx.run({
    sql: 'delete from epcis_single where organisation_id = $1 and piece = any ($2::text[])',
    parameters: [house, singles.map(([piece]) => piece)],
  });
}

const insert = `insert into epcis_single (organisation_id, piece, link, gtin, number)
  select $1, s.piece, s.link, s.gtin, s.number
  from jsonb_to_recordset($2::jsonb) as s (piece text, link text, gtin text, number text) order by s.piece`;
