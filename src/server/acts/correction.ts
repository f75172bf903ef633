import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';

/** An entry that may correct another: whose, under which definition, which one. */
interface Correction {
  readonly organisation: string;
  readonly definition: string;
  readonly corrects?: string | undefined;
  readonly basis: readonly string[];
}

/**
 * Refuses to correct what was corrected before: each record has one successor, so that there is always one that holds.
 * Two corrections at once take turns here. Both queries are queued before this returns, so that writes may follow them.
 */
export async function checkFirstCorrection(
  tx: Tx,
  { organisation, definition, corrects, basis }: Correction,
): Promise<Refusal | undefined> {
  if (corrects === undefined) return undefined;
  const [, later] = await Promise.all([
    tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 823002))', [corrects]),
    tx.rows(
      'select 1 from entry where organisation_id = $1 and definition = $2 and corrects = $3',
      [organisation, definition, corrects],
    ),
  ]);
  if (later.length === 0) return undefined;
  return refuse('already-done', '这条记录已经更正过，请打开最新的一条再作更正。', basis);
}
