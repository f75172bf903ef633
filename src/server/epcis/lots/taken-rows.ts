import type { Tx } from '#db/transaction.ts';
import type { PiecesOfOthers } from '#trace/epcis/singles.ts';
import type { Batch } from './batch.ts';
import type { Left } from './unit-rows.ts';

/** An event that became part of the register. */
export interface Taken {
  /** 32 hexadecimal digits. */
  readonly key: string;
  /** The capture that brought it into the register, and its place in that document. */
  readonly capture: string;
  readonly number: number;
  readonly id: string;
  readonly piece: number;
  readonly start: number;
  readonly length: number;
  readonly emptied: Left | undefined;
  /** Single pieces that it names by their numbers alone and other houses made. */
  readonly others: PiecesOfOthers | undefined;
  undone: boolean;
}

type TakenRow = Omit<Taken, 'emptied' | 'others'> & {
  emptied: Left | null;
  others: PiecesOfOthers | null;
};

/** Which of some events the register has already, and which ones were declared errors before. */
export async function readTaken(
  tx: Tx,
  house: string,
  keys: readonly string[],
  errorKeys: readonly string[],
): Promise<{ readonly taken: ReadonlyMap<string, Taken>; readonly declared: readonly string[] }> {
  const [rows, declared] = await Promise.all([
    tx.rows<TakenRow>(selectTaken, [house, keys]),
    tx.rows<{ key: string }>(
      'select key from epcis_event where key = any ($1::uuid[]) and organisation_id = $2',
      [errorKeys, house],
    ),
  ]);
  const taken = rows.map(({ key, emptied, others, ...row }): Taken => ({
    ...row,
    key: bare(key),
    emptied: emptied ?? undefined,
    others: others ?? undefined,
  }));
  return {
    taken: new Map(taken.map((one) => [one.key, one])),
    declared: declared.map(({ key }) => bare(key)),
  };
}

/** Writes down which events became part of the register. */
export async function writeTaken(
  tx: Tx,
  { house, at }: Batch,
  taken: readonly Taken[],
): Promise<void> {
  if (taken.length === 0) return;
  await tx.run({ sql: insertTaken, parameters: [house.id, at, JSON.stringify(taken)] });
}

/** What an event did was taken back. */
export async function markUndone(tx: Tx, house: string, key: string): Promise<void> {
  await tx.run({
    sql: 'update epcis_taken set undone = true where organisation_id = $1 and key = $2::uuid',
    parameters: [house, key],
  });
}

/** The database writes a uuid with dashes. */
function bare(uuid: string): string {
  return uuid.replaceAll('-', '');
}

const selectTaken = `select key, capture_id as capture, number, event_id as id, piece, start, length, undone, emptied,
    others
  from epcis_taken where organisation_id = $1 and key = any ($2::uuid[])`;

const insertTaken = `insert into epcis_taken (organisation_id, at, key, capture_id, number, event_id, piece, start, length,
    undone, emptied, others)
  select $1, $2, t.* from jsonb_array_elements($3::jsonb) with ordinality as o (value, place),
    jsonb_to_record(o.value) as t (key uuid, capture uuid, number int, id text, piece bigint, start int, length int,
      undone boolean, emptied jsonb, others jsonb)
  order by o.place`;
