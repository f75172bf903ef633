import type { Tx } from '#db/transaction.ts';
import { addHours } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import { beginAttempt, failAttempt, forgiveAttempt } from './attempt.ts';
import type { Claim } from './attempt.ts';
import { newToken } from './credential.ts';
import { forgetAccount } from './identify.ts';
import type { Strangers } from './proof/lock-out.ts';
import { checkPassword } from './proof/password.ts';
import { policy } from './proof/policy.ts';
import {
  deleteSession,
  findRejection,
  findWaitingClaim,
  insertEvent,
  insertSession,
  setFailures,
  takeStep,
  type AccountRow,
} from './queries.ts';
import { unseal } from './proof/seal.ts';
import { stepOf } from './proof/totp.ts';

/** A session that was opened; the token goes into the cookie and nowhere else. */
export interface Opened {
  readonly ok: true;
  readonly token: string;
}

/** What a person signs in with. */
export interface Credentials {
  readonly password: string;
  readonly code: string | undefined;
}

/** The one answer to a wrong login and to a wrong password. */
export const wrongCredentials: Refusal = refuse(
  'wrong-credentials',
  `登录名或者密码不正确。连续输错${policy.failuresToLock}次，登录名将被暂时锁定。`,
);

const wrongCode = refuse('second-factor', '动态验证码不正确或者已经使用过，请等待下一个验证码。');
const codeWanted = refuse('second-factor', '请输入身份验证器上的6位动态验证码。');
const claimWaits = refuse(
  'not-entitled',
  '您的认领正在等待单位所在地市场监管部门核对，确认以后才能登录。',
);
const disabled = refuse('not-entitled', '该账号已停用，请联系本单位系统管理员。');

/**
 * Signs a person in with password and, where one is set up, second factor.
 * @param replaced hash of the browser's session so far, which ends: no session outlives a sign-in.
 */
export async function signInWithPassword(
  context: Context,
  strangers: Strangers,
  claim: Claim,
  credentials: Credentials,
  replaced: Buffer | undefined,
): Promise<Opened | Refusal> {
  const attempt = await beginAttempt(context, claim, strangers);
  if (!attempt.ok) return attempt;
  const { account, ownLock } = attempt;
  const fits = await checkPassword(account?.password_hash ?? null, credentials.password);
  if (account === undefined || !fits) {
    await failAttempt(context, claim, 'wrong-credentials');
    return wrongCredentials;
  }
  const counted = { account, ownLock };
  if (account.disabled_at !== null) {
    // The password fits: whoever made the account is told, nobody learns anything of other logins.
    const [rows] = await context.database.oneFlush('session', [findWaitingClaim(account.id)]);
    const waits = rows.length > 0;
    await forgiveAttempt(context, claim, counted, waits ? 'claim-waits' : 'disabled');
    return waits ? claimWaits : disabled;
  }
  const rejection = await rejectionOf(context, account);
  if (rejection !== undefined) {
    await forgiveAttempt(context, claim, counted, 'registration-rejected');
    return rejection;
  }
  if (account.totp_confirmed_at === null) {
    return openSession(context, claim, account, { replaced, outcome: 'signed-in' });
  }
  if (credentials.code === undefined) {
    await forgiveAttempt(context, claim, counted, 'second-factor-asked');
    return codeWanted;
  }
  const step = stepOfAccount(context, account, credentials.code);
  if (step === undefined) {
    await failAttempt(context, claim, 'second-factor-wrong');
    return wrongCode;
  }
  return openSession(context, claim, account, { replaced, step, outcome: 'signed-in' });
}

/** Opens a session for a person whom the identity provider vouches for; a second factor is asked for afterwards. */
export async function signInFromProvider(
  context: Context,
  address: string,
  account: AccountRow,
  replaced: Buffer | undefined,
): Promise<Opened | Refusal> {
  const claim = { login: account.login, address };
  if (account.disabled_at !== null) {
    const event = insertEvent(context.now(), claim.login, 'disabled', address);
    await context.database.oneFlush('session', [event]);
    return disabled;
  }
  const rejection = await rejectionOf(context, account);
  if (rejection !== undefined) return rejection;
  // Failures stay: or whoever gets past the provider could guess codes without end, four at a time.
  const outcome = 'signed-in-by-provider';
  return openSession(context, claim, account, { replaced, outcome, keepsFailures: true });
}

/** What whoever registered a firm is told once the regulator of the place has rejected the registration. */
async function rejectionOf(context: Context, account: AccountRow): Promise<Refusal | undefined> {
  const [rows] = await context.database.oneFlush('session', [findRejection(account.id)]);
  const found = rows[0] as { closed_on: string; closing_reason: string } | undefined;
  if (found === undefined) return undefined;
  return refuse(
    'not-entitled',
    `您单位的注册没有通过所在地市场监管部门的核对，${found.closed_on}被驳回，理由：${found.closing_reason}。` +
      '请改正后用另一个登录名重新注册，或者联系该部门。',
  );
}

/**
 * Has a signed-in person prove the password again, with the same lock as signing in.
 * @returns the refusal, or undefined where it is right.
 */
export async function provePassword(
  context: Context,
  claim: Claim,
  password: string,
): Promise<Refusal | undefined> {
  const attempt = await beginAttempt(context, claim);
  if (!attempt.ok) return attempt;
  const { account } = attempt;
  const fits = await checkPassword(account?.password_hash ?? null, password);
  if (account === undefined || !fits) {
    await failAttempt(context, claim, 'wrong-credentials');
    return refuse('wrong-credentials', '原密码不正确。');
  }
  await context.database.oneFlush('session', [setFailures(account.id, 0, null)]);
  return undefined;
}

/**
 * Has a person prove the second factor that was set up, with the same lock as signing in.
 * @returns the refusal, or undefined where the code fits and is used up.
 */
export async function proveCode(
  context: Context,
  claim: Claim,
  code: string,
): Promise<Refusal | undefined> {
  const attempt = await beginAttempt(context, claim);
  if (!attempt.ok) return attempt;
  const { account } = attempt;
  const step = account === undefined ? undefined : stepOfAccount(context, account, code);
  const isTaken =
    account !== undefined &&
    step !== undefined &&
    (await context.database.asSystem('session', async (tx) => {
      const isFirst = await takeStep(tx, account.id, step);
      if (isFirst) await tx.run(setFailures(account.id, 0, null));
      return isFirst;
    }));
  if (isTaken) return undefined;
  await failAttempt(context, claim, 'second-factor-wrong');
  return wrongCode;
}

/** The step of a code that fits the account's second factor; undefined where it does not fit or was used. */
export function stepOfAccount(
  context: Context,
  account: AccountRow,
  code: string,
): number | undefined {
  if (account.totp_secret === null) return undefined;
  const secret = unseal(context.settings.serverKey, `totp:${account.id}`, account.totp_secret);
  if (secret === undefined) throw new Error(`the second factor of ${account.id} does not open`);
  return stepOf(secret, code, context.now(), account.totp_last_step);
}

interface Opening {
  readonly replaced: Buffer | undefined;
  /** Step of the code that was given, where one was. */
  readonly step?: number;
  readonly keepsFailures?: boolean;
  readonly outcome: string;
}

/** Uses the code up and opens the session in one transaction: of two requests with one code, one gets in. */
async function openSession(
  context: Context,
  claim: Claim,
  account: AccountRow,
  { replaced, step, keepsFailures, outcome }: Opening,
): Promise<Opened | Refusal> {
  const now = context.now();
  const token = await context.database.asSystem('session', async (tx) => {
    if (step !== undefined && !(await takeStep(tx, account.id, step))) {
      await tx.run(insertEvent(now, claim.login, 'second-factor-wrong', claim.address));
      return undefined;
    }
    if (!keepsFailures) await tx.run(setFailures(account.id, 0, null));
    const secondFactor = step !== undefined;
    return startSession(tx, { account: account.id, claim, now, replaced, secondFactor, outcome });
  });
  if (token === undefined) return wrongCode;
  forgetAccount(account.id);
  return { ok: true, token };
}

/** A session that begins, whatever the person proved. */
export interface Beginning {
  readonly account: string;
  /** What is written down of it; the address is empty where nobody may know it. */
  readonly claim: Claim;
  readonly now: Instant;
  /** The browser's session so far, which ends: no session outlives a sign-in. */
  readonly replaced: Buffer | undefined;
  readonly secondFactor: boolean;
  readonly outcome: string;
}

/** Begins a session in the transaction that proved whose it is. @returns the token for the cookie. */
export async function startSession(
  tx: Tx,
  { account, claim, now, replaced, secondFactor, outcome }: Beginning,
): Promise<string> {
  const { token, hash } = newToken();
  if (replaced !== undefined) await tx.run(deleteSession(replaced));
  const expiresAt = addHours(now, policy.sessionHours);
  await tx.run(insertSession({ hash, account, now, expiresAt, secondFactor }));
  await tx.run(insertEvent(now, claim.login, outcome, claim.address));
  return token;
}
