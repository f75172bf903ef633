import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { policy } from './policy.ts';

/** Failures of one login since it last proved right. */
export interface Failures {
  readonly count: number;
  readonly lockedUntil: Instant | null;
}

/** No failure yet. */
export const noFailures: Failures = { count: 0, lockedUntil: null };

/** @returns true while the login is locked; attempts are then refused unread. */
export function isLocked(failures: Failures, now: Instant): boolean {
  return failures.lockedUntil !== null && epochMs(now) < epochMs(failures.lockedUntil);
}

/** Counts a failure; every fifth locks, first for 15 minutes, then for twice the time before, a day at most (policy). */
export function afterFailure(failures: Failures, now: Instant): Failures {
  const count = failures.count + 1;
  if (count % policy.failuresToLock !== 0) return { count, lockedUntil: failures.lockedUntil };
  const doublings = Math.min(count / policy.failuresToLock - 1, 20);
  const minutes = Math.min(policy.firstLockMinutes * 2 ** doublings, policy.longestLockMinutes);
  return { count, lockedUntil: new Date(epochMs(now) + minutes * 60_000).toISOString() };
}

/** The refusal of a locked login, with the minutes left. */
export function refuseLocked(failures: Failures, now: Instant): Refusal {
  const leftMs = epochMs(failures.lockedUntil ?? now) - epochMs(now);
  const minutes = Math.max(1, Math.ceil(leftMs / 60_000));
  return refuse(
    'locked-out',
    `连续输错次数过多，该登录名已被锁定，请在${minutes}分钟后重试，或者联系系统管理员解锁。`,
  );
}

/** Failures of logins that do not exist. */
export interface Strangers {
  /** Counts an attempt as failed. @returns the failures before it. */
  attempt(login: string, now: Instant): Failures;
}

/**
 * Locks unknown logins like known ones, so that a lock does not tell which logins exist. Kept in memory, the oldest
 * forgotten first: it hides names and guards nothing.
 */
export function rememberStrangers(size: number = policy.strangersSize): Strangers {
  const known = new Map<string, Failures>();
  return {
    attempt(login, now) {
      const before = known.get(login) ?? noFailures;
      if (isLocked(before, now)) return before;
      known.delete(login);
      known.set(login, afterFailure(before, now));
      const oldest = known.keys().next();
      if (known.size > size && !oldest.done) known.delete(oldest.value);
      return before;
    },
  };
}
