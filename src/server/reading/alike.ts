import { addMonths } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import type { LikeProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import { likenessOf, numberOf } from '#kernel/replay.ts';
import type { Tx } from '#db/transaction.ts';

interface Row {
  by_whom: LikeProceeding['by'];
  day: PlainDate;
  id: string | null;
}

/**
 * Earlier proceedings about what an opening is about. Two openings about the same thing take turns, so that the second
 * knows of the first.
 */
export async function likeProceedings(
  tx: Tx,
  procedure: Procedure,
  opening: unknown,
  today: PlainDate,
): Promise<readonly LikeProceeding[]> {
  const { likeness } = procedure;
  const isObject = typeof opening === 'object' && opening !== null;
  const own = isObject ? likenessOf(procedure, opening as JsonObject) : undefined;
  if (likeness === undefined || own === undefined) return [];
  const since = addMonths(today, -likeness.months);
  const [, rows] = await Promise.all([
    tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 823017))', [own]),
    tx.rows<Row>('select * from like_proceedings($1, $2, $3, $4, $5)', [
      procedure.id,
      own,
      likeness.countsFrom,
      likeness.pending,
      since,
    ]),
  ]);
  return rows.map(({ by_whom: by, day, id }) => ({ by, day, ...(id === null ? {} : { id }) }));
}

/**
 * When the actor's house opened another proceeding of a procedure under the number that an opening gives. Its openings of
 * numbered proceedings take turns, so that two at once do not get the same; this comes before every other lock of theirs.
 */
export async function numberGivenOn(
  tx: Tx,
  procedure: Procedure,
  house: string | undefined,
  opening: unknown,
): Promise<PlainDate | undefined> {
  const isObject = typeof opening === 'object' && opening !== null;
  const number = isObject ? numberOf(procedure, opening as JsonObject) : undefined;
  if (number === undefined || house === undefined) return undefined;
  const [, rows] = await Promise.all([
    tx.rows('select pg_advisory_xact_lock(hashtextextended($1, 823050))', [
      `${procedure.id} ${house}`,
    ]),
    tx.rows<{ day: PlainDate | null }>('select number_given_on($1, $2) as day', [
      procedure.id,
      number,
    ]),
  ]);
  return rows[0]?.day ?? undefined;
}
