import type { Statement } from '#db/actor.ts';
import type { Tx } from '#db/transaction.ts';
import type { Account, Appointment } from '#db/types.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Business } from '#kernel/organisation.ts';
import type { Level, OrganisationKind } from '#kernel/party.ts';

/** What signing in must know of an account. */
export type AccountRow = Readonly<
  Pick<
    Account,
    | 'id'
    | 'login'
    | 'password_hash'
    | 'totp_secret'
    | 'totp_confirmed_at'
    | 'totp_last_step'
    | 'failed_count'
    | 'locked_until'
    | 'disabled_at'
  >
>;

/** An appointment as the database keeps it; days are inclusive, `ended_on` is the first day without the post. */
export type AppointmentRow = Readonly<
  Pick<Appointment, 'post' | 'from_day' | 'until_day' | 'qualified_until' | 'ended_on'>
>;

/** The person behind a session or an API key. */
export interface IdentityRow {
  /** Of the session's token or the key. */
  readonly hash: Uint8Array;
  readonly account_id: string;
  readonly login: string;
  readonly name: string;
  readonly must_change_password: boolean;
  readonly totp_on: boolean;
  /** Comes by an access code and is known by nothing else. */
  readonly guest: boolean;
  /** Whether this session was opened with the second factor. */
  readonly second_factor: boolean;
  readonly expires_at: Instant;
  readonly organisation_id: string | null;
  readonly organisation_name: string | null;
  readonly kind: OrganisationKind | null;
  readonly level: Level | null;
  readonly region: number | null;
  readonly domains: number | null;
  readonly business: Business | null;
  readonly appointments: readonly AppointmentRow[];
}

const accountColumns = `id, login, password_hash, totp_secret, totp_confirmed_at, totp_last_step,
  failed_count, locked_until, disabled_at`;

/** The account of a login, held against other attempts until the transaction ends. */
export async function lockAccount(tx: Tx, login: string): Promise<AccountRow | undefined> {
  const sql = `select ${accountColumns} from account where login = $1 for update`;
  return (await tx.rows<AccountRow>(sql, [login]))[0];
}

/** When and why the registration of an account's firm was rejected, where it was. */
export function findRejection(account: string): Statement {
  return {
    sql: `select o.closed_on, o.closing_reason from account a join organisation o on o.id = a.organisation_id
      where a.id = $1 and o.closed_as = 'rejected'`,
    parameters: [account],
  };
}

/** Whether an account is that of somebody whose claim of a firm the regulator still looks at. */
export function findWaitingClaim(account: string): Statement {
  return {
    sql: 'select 1 from account_claim where account_id = $1 and decided_at is null',
    parameters: [account],
  };
}

/** The account linked to a person at the identity provider. */
export async function linkedAccount(
  tx: Tx,
  issuer: string,
  subject: string,
): Promise<AccountRow | undefined> {
  const sql = `select ${accountColumns} from account where oidc_issuer = $1 and oidc_subject = $2`;
  return (await tx.rows<AccountRow>(sql, [issuer, subject]))[0];
}

// Whose registration was rejected is told so when he signs in, and gets no further.
const notRejected = `o.closed_as is distinct from 'rejected'`;

// In no order: a sort for each person takes longer than all the rest of the look-up.
const person = `a.id as account_id, a.login, a.name, a.must_change_password,
  a.totp_confirmed_at is not null as totp_on, a.access_hash is not null as guest,
  o.id as organisation_id, o.name as organisation_name, o.kind, o.level, o.region, o.domains, o.business,
  (select coalesce(json_agg(json_build_object('post', p.post, 'from_day', p.from_day,
      'until_day', p.until_day, 'qualified_until', p.qualified_until, 'ended_on', p.ended_on)), '[]')
    from appointment p
    where p.account_id = a.id and p.organisation_id = a.organisation_id) as appointments`;

/**
 * Reads living sessions and notes that they are in use; who is being noted elsewhere is left out, so that nobody waits.
 * @param idleSince a session without a request since then is over.
 * @param seenBefore the last request is only written down where it lies before this.
 */
export function readSessions(
  hashes: readonly Buffer[],
  times: { now: Instant; idleSince: Instant; seenBefore: Instant },
): Statement {
  return {
    sql: `with stale as (
        select token_hash from session where token_hash = any ($1::bytea[]) and expires_at > $2
          and last_seen_at > $3 and last_seen_at < $4 for update skip locked),
      seen as (update session set last_seen_at = $2 where token_hash in (select token_hash from stale))
      select s.token_hash as hash, ${person}, s.second_factor, s.expires_at
      from session s join account a on a.id = s.account_id
        left join organisation o on o.id = a.organisation_id
      where s.token_hash = any ($1::bytea[]) and s.expires_at > $2 and s.last_seen_at > $3
        and a.disabled_at is null and ${notRejected}`,
    parameters: [hashes, times.now, times.idleSince, times.seenBefore],
  };
}

/** Reads living API keys; a key dies with its maker's account and stays behind when the maker moves on. */
export function readKeys(
  hashes: readonly Buffer[],
  times: { now: Instant; seenBefore: Instant },
): Statement {
  return {
    sql: `with stale as (
        select key_hash from api_key where key_hash = any ($1::bytea[]) and revoked_at is null and expires_at > $2
          and (last_used_at is null or last_used_at < $3) for update skip locked),
      seen as (update api_key set last_used_at = $2 where key_hash in (select key_hash from stale))
      select k.key_hash as hash, ${person}, true as second_factor, k.expires_at
      from api_key k join account a on a.id = k.account_id and a.organisation_id = k.organisation_id
        join organisation o on o.id = k.organisation_id
      where k.key_hash = any ($1::bytea[]) and k.revoked_at is null and k.expires_at > $2
        and a.disabled_at is null and ${notRejected}`,
    parameters: [hashes, times.now, times.seenBefore],
  };
}

/** Reads a person by the login, with the hash of the password; disabled ones are not found. */
export function readPerson(login: string): Statement {
  return {
    sql: `select ${person}, a.password_hash, true as second_factor, null as expires_at
      from account a left join organisation o on o.id = a.organisation_id
      where a.login = $1 and a.disabled_at is null and ${notRejected}`,
    parameters: [login],
  };
}

/** Opens a session. */
export function insertSession(session: {
  hash: Buffer;
  account: string;
  now: Instant;
  expiresAt: Instant;
  secondFactor: boolean;
}): Statement {
  return {
    sql: `insert into session (token_hash, account_id, created_at, expires_at, last_seen_at, second_factor)
      values ($1, $2, $3, $4, $3, $5)`,
    parameters: [
      session.hash,
      session.account,
      session.now,
      session.expiresAt,
      session.secondFactor,
    ],
  };
}

/** Ends one session. */
export function deleteSession(hash: Buffer): Statement {
  return { sql: 'delete from session where token_hash = $1', parameters: [hash] };
}

/** Ends all sessions of an account but one. */
export function deleteOtherSessions(account: string, kept: Buffer): Statement {
  const sql = 'delete from session where account_id = $1 and token_hash <> $2';
  return { sql, parameters: [account, kept] };
}

/** Gives a session another token; what was known of the old one is worthless from then on. */
export function replaceToken(hash: Buffer, fresh: Buffer): Statement {
  const sql = 'update session set token_hash = $2 where token_hash = $1';
  return { sql, parameters: [hash, fresh] };
}

/** Notes that the second factor was given in a session. */
export function markSecondFactor(hash: Buffer): Statement {
  return {
    sql: 'update session set second_factor = true where token_hash = $1',
    parameters: [hash],
  };
}

/** Writes an attempt or another event of signing in down. The login is what was typed. */
export function insertEvent(
  at: Instant,
  login: string,
  outcome: string,
  address: string,
): Statement {
  return {
    sql: 'insert into sign_in_event (at, login, outcome, address) values ($1, $2, $3, $4)',
    parameters: [at, login.slice(0, 64), outcome, address],
  };
}

/** Sets the failures of an account. */
export function setFailures(
  account: string,
  count: number,
  lockedUntil: Instant | null,
): Statement {
  return {
    sql: 'update account set failed_count = $2, locked_until = $3 where id = $1',
    parameters: [account, count, lockedUntil],
  };
}

/** Takes one counted failure back, with the lock where it was this failure that set it. */
export function forgiveFailure(account: string, ownLock: Instant | null): Statement {
  return {
    sql: `update account set failed_count = greatest(failed_count - 1, 0),
        locked_until = case when locked_until = $2 then null else locked_until end
      where id = $1`,
    parameters: [account, ownLock],
  };
}

/** Uses a step of the second factor up. @returns false where it was used meanwhile. */
export async function takeStep(tx: Tx, account: string, step: number): Promise<boolean> {
  const sql = `update account set totp_last_step = $2
    where id = $1 and (totp_last_step is null or totp_last_step < $2)`;
  return (await tx.run({ sql, parameters: [account, step] })) === 1;
}
