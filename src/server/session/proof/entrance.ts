import type { Tx } from '#db/transaction.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { insertEvent } from '../queries.ts';

/** What the own house does about how somebody gets in. */
export type EntranceMeasure = 'disable' | 'enable' | 'password';

/** What a measure needs. */
export interface EntranceChange {
  /** Of the new one-time password, for `password`. */
  readonly hash: string;
  readonly now: Instant;
  /** Where it was asked for. */
  readonly address: string;
}

const measures: Readonly<
  Record<
    EntranceMeasure,
    { readonly set: string; readonly event: string; readonly of?: 'hash' | 'now' }
  >
> = {
  disable: {
    set: 'disabled_at = coalesce(disabled_at, $2)',
    of: 'now',
    event: 'disabled-by-house',
  },
  enable: { set: 'disabled_at = null', event: 'enabled-by-house' },
  password: {
    set: 'password_hash = $2, must_change_password = true, failed_count = 0, locked_until = null',
    of: 'hash',
    event: 'password-reset-by-house',
  },
};

/** Changes an account, ends its sessions where it does not only open it again, and writes that down among the sign-ins. */
export async function changeEntrance(
  tx: Tx,
  { id, login }: { readonly id: string; readonly login: string },
  measure: EntranceMeasure,
  change: EntranceChange,
): Promise<void> {
  const { set, of, event } = measures[measure];
  const values = of === undefined ? [id] : [id, change[of]];
  await tx.rows(`update account set ${set} where id = $1`, values);
  if (measure !== 'enable') await tx.rows('delete from session where account_id = $1', [id]);
  await tx.run(insertEvent(change.now, login, event, change.address));
}
