import type { Tx } from '#db/transaction.ts';
import { addHours } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { SignedIn } from '../context.ts';

/** Proceedings that a guest may open within a day: whoever means more can write it into one. Policy. */
export const guestOpenings = 5;

/** Refuses what a guest opens beyond that. @returns undefined where it may be opened, or somebody known opens it. */
export async function checkGuest(
  tx: Tx,
  who: SignedIn,
  now: Instant,
): Promise<Refusal | undefined> {
  if (who.guest !== true) return undefined;
  const sql = 'select count(*)::int as n from proceeding where opened_by = $1 and opened_at > $2';
  const [row] = await tx.rows<{ n: number }>(sql, [who.account.id, addHours(now, -24)]);
  if ((row?.n ?? 0) < guestOpenings) return undefined;
  return refuse(
    'too-many-requests',
    `一天之内最多提交${guestOpenings}件。同一件事请在已经提交的事项中补充。`,
  );
}
