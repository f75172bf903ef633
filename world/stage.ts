import { addHours, startOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Context } from '#server/context.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { keyPrefix, newToken } from '#server/session/credential.ts';
import { buildServer } from '#server/http.ts';
import type { App } from '#server/feature.ts';
import type { Problem } from '#server/problem.ts';

/** Where the world is acted out: the real server with a clock that the play turns. */
export interface Stage {
  readonly context: Context;
  now(): Instant;
  /** Turns the clock to an hour of a day in China. */
  at(day: PlainDate, hour: number, minute?: number): void;
  /** Reads as a person. @throws Error with the Chinese sentence where it is refused. */
  get<T>(login: string, url: string): Promise<T>;
  /** Does an act as a person. @throws Error with the Chinese sentence where it is refused: a play must not stumble. */
  post<T>(login: string, url: string, body: object): Promise<T>;
  /** Uploads a picture. @returns its hash. */
  upload(login: string, bytes: Uint8Array): Promise<string>;
  /** Account id of a login. */
  account(login: string): string;
  /** Database id of an organisation of the world. */
  organisation(id: string): string;
  newId(): string;
  close(): Promise<void>;
}

/** Who plays: account by login, and the ids that the register gave the organisations. */
export interface Cast {
  readonly accounts: ReadonlyMap<string, { readonly id: string; readonly organisation: string }>;
  readonly organisations: ReadonlyMap<string, string>;
}

/** Opens the stage; every person gets a key for the length of the play. */
export async function openStage(context: Context, cast: Cast, first: PlainDate): Promise<Stage> {
  let clock = addHours(startOf(first), 8);
  const acted: Context = { ...context, now: () => clock };
  const app = await buildServer(acted);
  const keys = await issueKeys(context, cast, clock);
  const call = caller(app, keys);
  return {
    context: acted,
    now: () => clock,
    at: (day, hour, minute = 0) => {
      clock = new Date(Date.parse(addHours(startOf(day), hour)) + minute * 60_000).toISOString();
    },
    get: (login, url) => call(login, { method: 'GET', url }),
    post: (login, url, body) => call(login, { method: 'POST', url, payload: body }),
    upload: async (login, bytes) => {
      const headers = { 'content-type': 'image/png' };
      const request = {
        method: 'PUT',
        url: '/api/files',
        payload: Buffer.from(bytes),
        headers,
      } as const;
      return (await call<{ hash: string }>(login, request)).hash;
    },
    account: (login) => found(cast.accounts, login).id,
    organisation: (id) => found(cast.organisations, id),
    newId: () => newEntryId(clock),
    close: async () => {
      await app.close();
      await context.database.asSystem('session', (tx) =>
        tx.rows(
          `update api_key set revoked_at = created_at where name = $1 and revoked_at is null`,
          [keyName],
        ),
      );
    },
  };
}

const keyName = '演示';

/** Keys instead of sign-ins: the play lasts weeks on its own clock, and a session would end each night. */
async function issueKeys(context: Context, cast: Cast, now: Instant): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  const rows = [...cast.accounts].map(([login, { id, organisation }]) => {
    const { token, hash } = newToken(keyPrefix);
    keys.set(login, token);
    return { id: newEntryId(now), hash: `\\x${hash.toString('hex')}`, account: id, organisation };
  });
  await context.database.asSystem('session', (tx) =>
    tx.rows(
      `insert into api_key (id, key_hash, name, account_id, organisation_id, created_at, expires_at)
       select r.id, r.hash, $2, r.account, r.organisation, $3, '2100-01-01'
       from jsonb_to_recordset($1::jsonb) as r (id uuid, hash bytea, account uuid, organisation uuid)`,
      [JSON.stringify(rows), keyName, now],
    ),
  );
  return keys;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly payload?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

function caller(app: App, keys: ReadonlyMap<string, string>) {
  return async <T>(login: string, request: Call): Promise<T> => {
    const authorization = `Bearer ${found(keys, login)}`;
    const response = await app.inject({
      ...request,
      headers: { ...request.headers, authorization },
    });
    if (response.statusCode < 400) return (response.body === '' ? undefined : response.json()) as T;
    const problem = response.json() as Problem;
    const issues = (problem.issues ?? [])
      .map(({ path, sentence }) => `${path}: ${sentence}`)
      .join('; ');
    throw new Error(
      `${login} ${request.method} ${request.url}: ${problem.code} ${problem.detail} ${issues}`,
    );
  };
}

function found<V>(map: ReadonlyMap<string, V>, key: string): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`nobody in the world is called ${key}`);
  return value;
}
