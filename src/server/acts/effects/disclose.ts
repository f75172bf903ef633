import type { Effect } from '#kernel/effect.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry } from '../entry.ts';

/** Makes acts of the entry's own proceeding public, and files that they name; what is public already stays so. */
export async function disclose(
  tx: Tx,
  { acts, files = [] }: Extract<Effect, { do: 'disclose' }>,
  { id, proceeding, at }: Entry,
): Promise<void> {
  if (proceeding === undefined) return;
  await Promise.all([
    tx.rows(discloseEntries, [proceeding, id, acts, at]),
    tx.rows(discloseFiles, [proceeding, id, [...new Set(files)], at]),
  ]);
}

const discloseEntries = `insert into disclosure (proceeding_id, cause, entry_id, at)
  select $1::uuid, $2::uuid, e.id, $4::timestamptz from entry e
  where e.proceeding_id = $1::uuid and e.act = any ($3::text[]) on conflict do nothing`;

const discloseFiles = `insert into disclosure (proceeding_id, cause, file_hash, at)
  select $1::uuid, $2::uuid, f, $4::timestamptz from unnest($3::text[]) f on conflict do nothing`;
