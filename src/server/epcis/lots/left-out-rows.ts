import type { Tx } from '#db/transaction.ts';
import type { Reason } from './outcome.ts';
import type { PlacedEvent } from '../capture/write.ts';

/** Writes down which captured events the register could not take, and forgets that of those that it took now. */
export async function noteLeftOut(
  tx: Tx,
  house: string,
  events: readonly PlacedEvent[],
  leftOut: ReadonlyMap<number, Reason>,
): Promise<void> {
  const rows = new Map<string, object>();
  for (const { key, number, eventTime } of events) {
    const reason = leftOut.get(number);
    if (reason !== undefined) rows.set(key, { key, ...reason, time: eventTime });
  }
  if (rows.size === 0) return;
  await tx.run({ sql: upsert, parameters: [house, JSON.stringify([...rows.values()])] });
}

/** They became part of the register after all. */
export async function forgetLeftOut(tx: Tx, house: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.run({
    sql: 'delete from epcis_left_out where organisation_id = $1 and key = any ($2::uuid[])',
    parameters: [house, keys],
  });
}

/** Why events of the own house, by their keys, are not part of the register. */
export async function reasonsFor(
  tx: Tx,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Reason>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.rows<Reason & { key: string }>(
    `select replace(key::text, '-', '') as key, sentence, basis from epcis_left_out
     where organisation_id = my_organisation() and key = any ($1::uuid[])`,
    [keys],
  );
  return new Map(rows.map(({ key, ...reason }) => [key, reason]));
}

const upsert = `insert into epcis_left_out (organisation_id, key, event_time, sentence, basis)
  select $1, l.key, l.time, l.sentence, l.basis
  from jsonb_to_recordset($2::jsonb) as l (key uuid, time timestamptz, sentence text, basis text[])
  order by l.key
  on conflict (organisation_id, key) do update set event_time = excluded.event_time, sentence = excluded.sentence,
    basis = excluded.basis`;
