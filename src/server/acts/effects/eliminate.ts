import type { Effect } from '#kernel/effect.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry } from '../entry.ts';

/** Writes an edition of the list of eliminated products; the latest is the one that counts. */
export async function eliminate(
  tx: Tx,
  { kinds }: Extract<Effect, { do: 'eliminate' }>,
  entry: Entry,
): Promise<void> {
  const rows = kinds.map(({ word, classId, from, source }, line) => ({
    line,
    word,
    class_id: classId ?? null,
    from_day: from,
    source,
  }));
  await tx.rows(insertKinds, [JSON.stringify(rows), entry.id, entry.at]);
}

const insertKinds = `insert into eliminated_kind (entry_id, line, listed_at, word, class_id, from_day, source)
select $2, r.line, $3, r.word, r.class_id, r.from_day, r.source
from jsonb_to_recordset($1::jsonb) as r (line int, word text, class_id text, from_day date, source text)`;
