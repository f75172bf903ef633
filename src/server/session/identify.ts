import type { FastifyRequest } from 'fastify';
import type { Database } from '#db/connect.ts';
import { addHours, dayOf, epochMs } from '#kernel/calendar/plain-date.ts';
import { toHex } from '#ledger/bytes.ts';
import type { Context, SignedIn } from '../context.ts';
import { gather } from '../gather.ts';
import { credentialOf } from './credential.ts';
import type { Credential } from './credential.ts';
import { policy } from './proof/policy.ts';
import { readKeys, readSessions } from './queries.ts';
import type { IdentityRow } from './queries.ts';
import { actorOf, scopeOf } from './standing.ts';

/** What a session must do before it may do anything else. */
export type Restriction = 'change-password' | 'set-up-second-factor' | 'give-second-factor';

/** A request's sender, also where the session is still restricted. */
export interface Identity {
  readonly signedIn: SignedIn;
  readonly restriction: Restriction | undefined;
  readonly person: IdentityRow;
  /** SHA-256 of the session's token or of the key. */
  readonly hash: Buffer;
}

interface Remembered {
  readonly database: Database;
  readonly identity: Identity;
  readonly readAtMs: number;
  /** The time of the context, which tests and the demo turn, and real time: both must be near. */
  readonly nowMs: number;
}

/** One per process; an entry serves only the database that it was read from. */
const remembered = new Map<string, Remembered>();

/**
 * Finds out who sent a request, in one round trip or from memory (ten seconds at most).
 * @returns undefined for the public, and where session or key have ended or the account is disabled.
 */
export async function identify(
  context: Context,
  request: FastifyRequest,
): Promise<Identity | undefined> {
  const credential = credentialOf(request, context.settings);
  if (credential === undefined) return undefined;
  const key = credential.hash.toString('base64');
  const known = remembered.get(key);
  if (known !== undefined && isFresh(known, context)) return known.identity;
  remembered.delete(key);
  const readAtMs = performance.now();
  const identity = await readIdentity(context, credential);
  if (identity === undefined) return undefined;
  const nowMs = epochMs(context.now());
  remembered.set(key, { database: context.database, identity, readAtMs, nowMs });
  forgetOldest();
  return identity;
}

/** Reads the sender from the database, past the memory. */
export async function readIdentity(
  context: Context,
  credential: Credential,
): Promise<Identity | undefined> {
  const person = await personBehind(context, credential);
  if (person === undefined) return undefined;
  return {
    signedIn: signedInOfPerson(person, dayOf(context.now()), credential.by),
    restriction: credential.by === 'session' ? restrictionOf(person, context) : undefined,
    person,
    hash: credential.hash,
  };
}

/** Whoever arrives while others are looked up is looked up with the next: one transaction for a crowd. */
function personBehind(
  context: Context,
  { by, hash }: Credential,
): Promise<IdentityRow | undefined> {
  let found = lookUps.get(context);
  if (found === undefined) {
    const lookUp = (kind: Credential['by']) =>
      gather((hashes: readonly Buffer[]) => readPeople(context, kind, hashes), {
        atMost: 100,
        lanes: 2,
      });
    found = { session: lookUp('session'), 'api-key': lookUp('api-key') };
    lookUps.set(context, found);
  }
  return found[by](hash);
}

type LookUp = (hash: Buffer) => Promise<IdentityRow | undefined>;
const lookUps = new WeakMap<Context, Readonly<Record<Credential['by'], LookUp>>>();

async function readPeople(
  context: Context,
  by: Credential['by'],
  hashes: readonly Buffer[],
): Promise<(IdentityRow | undefined)[]> {
  const now = context.now();
  const times = {
    now,
    idleSince: addHours(now, -policy.idleHours),
    seenBefore: new Date(epochMs(now) - policy.seenEveryMs).toISOString(),
  };
  const statement = by === 'session' ? readSessions(hashes, times) : readKeys(hashes, times);
  const [rows] = await context.database.oneFlush('session', [statement]);
  const people = new Map((rows as unknown as IdentityRow[]).map((row) => [toHex(row.hash), row]));
  return hashes.map((hash) => people.get(toHex(hash)));
}

/**
 * Makes the next request of an account read the database again. To be called after its sessions, password, posts or
 * organisation changed; other nodes notice within ten seconds by themselves.
 */
export function forgetAccount(account: string): void {
  for (const [key, { identity }] of remembered) {
    if (identity.person.account_id === account) remembered.delete(key);
  }
}

function isFresh(known: Remembered, context: Context): boolean {
  const passedMs = Math.abs(epochMs(context.now()) - known.nowMs);
  return (
    known.database === context.database &&
    passedMs < policy.cacheMs &&
    performance.now() - known.readAtMs < policy.cacheMs
  );
}

function forgetOldest(): void {
  const oldest = remembered.keys().next();
  if (remembered.size > policy.cacheSize && !oldest.done) remembered.delete(oldest.value);
}

function restrictionOf(person: IdentityRow, context: Context): Restriction | undefined {
  if (person.must_change_password) return 'change-password';
  if (person.totp_on) return person.second_factor ? undefined : 'give-second-factor';
  return isSecondFactorRequired(person, context) ? 'set-up-second-factor' : undefined;
}

/** Whether the operator demands a second factor of this person's organisation. */
export function isSecondFactorRequired(person: IdentityRow, context: Context): boolean {
  return person.kind !== null && context.settings.secondFactorFor.includes(person.kind);
}

function signedInOfPerson(person: IdentityRow, day: string, by: Credential['by']): SignedIn {
  const actor = actorOf(person, day);
  const scope = scopeOf(person, actor);
  const account = { id: person.account_id, login: person.login, name: person.name };
  const { organisation_id: id, organisation_name: name, kind, region, level, business } = person;
  if (id === null || name === null || kind === null || region === null) {
    return { account, actor, scope, by, ...(person.guest ? { guest: true } : {}) };
  }
  const organisation = {
    id,
    name,
    kind,
    region,
    ...(level === null ? {} : { level }),
    ...(business === null ? {} : { business }),
  };
  return { account, organisation, actor, scope, by };
}
