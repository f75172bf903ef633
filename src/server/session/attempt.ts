import type { Tx } from '#db/transaction.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import { afterFailure, isLocked, refuseLocked } from './proof/lock-out.ts';
import type { Failures, Strangers } from './proof/lock-out.ts';
import { forgiveFailure, insertEvent, lockAccount, setFailures } from './queries.ts';
import type { AccountRow } from './queries.ts';

/** A proof under way: who claims to be whom, from where. */
export interface Claim {
  readonly login: string;
  readonly address: string;
}

/** A proof that counts as failed until it is told otherwise. */
export interface Attempt {
  readonly ok: true;
  /** Absent where nobody has that login. */
  readonly account: AccountRow | undefined;
  /** The lock that this attempt sets if it fails. */
  readonly ownLock: string | null;
}

/**
 * Counts the attempt as failed before anything is compared. Many attempts sent at once can therefore not try more
 * passwords than as many sent one after the other.
 * @returns the refusal where the login is locked; nothing is compared then.
 */
export async function beginAttempt(
  context: Context,
  claim: Claim,
  strangers?: Strangers,
): Promise<Attempt | Refusal> {
  const now = context.now();
  return context.database.asSystem('session', async (tx) => {
    const account = await lockAccount(tx, claim.login);
    if (account === undefined) return attemptOfStranger(tx, context, claim, strangers);
    const before = { count: account.failed_count, lockedUntil: account.locked_until };
    if (isLocked(before, now)) return refuseAttempt(tx, context, claim, before);
    const after = afterFailure(before, now);
    await tx.run(setFailures(account.id, after.count, after.lockedUntil));
    return { ok: true, account, ownLock: after.lockedUntil };
  });
}

/** Writes down how the attempt failed; it stays counted. */
export async function failAttempt(context: Context, claim: Claim, outcome: string): Promise<void> {
  const event = insertEvent(context.now(), claim.login, outcome, claim.address);
  await context.database.oneFlush('session', [event]);
}

/** Takes the count back where the attempt was neither right nor wrong, e.g. the code is still to come. */
export async function forgiveAttempt(
  context: Context,
  claim: Claim,
  attempt: { account: AccountRow; ownLock: string | null },
  outcome: string,
): Promise<void> {
  await context.database.oneFlush('session', [
    forgiveFailure(attempt.account.id, attempt.ownLock),
    insertEvent(context.now(), claim.login, outcome, claim.address),
  ]);
}

async function attemptOfStranger(
  tx: Tx,
  context: Context,
  claim: Claim,
  strangers: Strangers | undefined,
): Promise<Attempt | Refusal> {
  const before = strangers?.attempt(claim.login, context.now());
  if (before !== undefined && isLocked(before, context.now())) {
    return refuseAttempt(tx, context, claim, before);
  }
  return { ok: true, account: undefined, ownLock: null };
}

async function refuseAttempt(
  tx: Tx,
  context: Context,
  claim: Claim,
  failures: Failures,
): Promise<Refusal> {
  const now = context.now();
  await tx.run(insertEvent(now, claim.login, 'locked-out', claim.address));
  return refuseLocked(failures, now);
}
