import assert from 'node:assert/strict';
import { asOwner } from '#db/owner.ts';
import type { OwnerConnection } from '#db/owner.ts';
import { actorStatement } from '#db/actor.ts';
import type { Actor, SystemRole } from '#db/actor.ts';
import { openDatabase } from '#db/connect.ts';
import { partyOfKind } from '#kernel/party.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { IdentityRow } from '#server/session/queries.ts';
import { actorOf, scopeOf } from '#server/session/standing.ts';
import { freshDatabase } from '../database.ts';
import type { Scope } from '../database.ts';
import { seedRows } from './rows.ts';
import { seedPolicyCast } from './cast.ts';
import type { PolicyCast } from './cast.ts';

/** Who tries: people with the scope that the server gives them, nobody at all, and the roles without a person. */
export const people = [
  'works',
  'worksPrincipal',
  'sibling',
  'elsewhere',
  'maker',
  'county',
  'otherCounty',
  'city',
  'province',
  'housing',
  'housingElsewhere',
  'education',
  'government',
  'laboratory',
  'unseatedLaboratory',
  'complainant',
  'citizen',
] as const;
const systems = [
  'public',
  'session',
  'sequencer',
  'sweep',
  'import',
  'audit',
  'recorder',
  'sender',
] as const;
export const everybody = [...people, 'nobody', ...systems] as const;
export type Who = (typeof everybody)[number];

/** What came of a statement: rows, or the SQLSTATE of the refusal. */
export type Outcome = { readonly rows: Record<string, unknown>[] } | { readonly refused: string };

/** The scene of the policies: one connection that takes on anybody's role and undoes whatever was done. */
export interface PolicyScene {
  readonly cast: PolicyCast;
  readonly owner: OwnerConnection;
  /**
   * Runs a statement on somebody's behalf and rolls it back.
   * @param before owner's statements inside the same transaction: how a test loosens a policy for a moment.
   */
  readonly as: (who: Who, sql: string, before?: string) => Promise<Outcome>;
  /** The same where it must not be refused. @throws AssertionError where it is. */
  readonly rowsOf: (who: Who, sql: string, before?: string) => Promise<Record<string, unknown>[]>;
}

/** Opens the scene on a database of its own, until the tests of a file have ended. */
export async function startScene(scope: Scope): Promise<PolicyScene> {
  const { url } = await freshDatabase(scope);
  const { scene, close } = await openScene(url);
  scope.after(close);
  return scene;
}

/** Opens the scene on a database of its own and leaves it to the work. */
export async function withScene(
  scope: Scope,
  work: (scene: PolicyScene) => Promise<void>,
): Promise<void> {
  const { url } = await freshDatabase(scope);
  const { scene, close } = await openScene(url);
  try {
    await work(scene);
  } finally {
    await close();
  }
}

/** Opens the scene on an empty, migrated database. */
async function openScene(url: string): Promise<{ scene: PolicyScene; close: () => Promise<void> }> {
  const database = openDatabase(url, { max: 4, onConnectionLost: () => undefined });
  const cast = await seedPolicyCast(database).finally(() => database.close());
  const actors = actorsOf(cast);
  const opened = Promise.withResolvers<OwnerConnection>();
  const ended = Promise.withResolvers<void>();
  const connection = asOwner(url, async (owner) => {
    await seedRows(owner, cast);
    opened.resolve(owner);
    await ended.promise;
  });
  connection.catch(opened.reject);
  const owner = await opened.promise;
  const close = async () => {
    ended.resolve();
    await connection;
  };
  const as: PolicyScene['as'] = (who, ...rest) => attempt(owner, actors[who], ...rest);
  const rowsOf: PolicyScene['rowsOf'] = async (who, ...rest) => {
    const outcome = await as(who, ...rest);
    assert.ok('rows' in outcome, 'refused' in outcome ? `${who}: ${outcome.refused}` : '');
    return outcome.rows;
  };
  return { scene: { cast, owner, as, rowsOf }, close };
}

/** One message from BEGIN to the statement: a run is tens of thousands of these. */
async function attempt(
  owner: OwnerConnection,
  who: Actor | SystemRole,
  sql: string,
  before = '',
): Promise<Outcome> {
  try {
    return { rows: await owner.query(`begin; ${before} ${actorText(who)}; ${sql}`) };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined) throw error;
    return { refused: `${code} ${message}` };
  } finally {
    await owner.query('rollback');
  }
}

/** The server's own statement with its values in it. */
function actorText(who: Actor | SystemRole): string {
  const { sql, parameters } = actorStatement(who);
  return sql.replaceAll(/\$(\d+)/g, (_, at: string) => `'${String(parameters[Number(at) - 1])}'`);
}

/** Everybody's scope, made by the server's own rule from what the register says. */
function actorsOf(cast: PolicyCast): Record<Who, Actor | SystemRole> {
  const nobody: Actor = {
    account: null,
    organisation: null,
    party: 'public',
    posts: [],
    region: { lo: 1, hi: 0 },
    domains: 0,
  };
  const named = people.map((who) => [who, scopeOfPerson(cast, who)] as const);
  const roles = systems.map((role) => [role, role] as const);
  return Object.fromEntries([...named, ['nobody', nobody], ...roles]) as Record<
    Who,
    Actor | SystemRole
  >;
}

function scopeOfPerson(cast: PolicyCast, who: (typeof people)[number]): Actor {
  const { id, house, posts } = cast.people[who];
  const row = {
    account_id: id,
    organisation_id: house?.id ?? null,
    kind: (house?.kind ?? null) as OrganisationKind | null,
    level: house?.level ?? null,
    region: house?.region ?? null,
    domains: house?.domains ?? null,
    appointments: posts.map((post: Post) => ({
      post,
      from_day: '2026-01-01',
      until_day: null,
      ended_on: null,
      qualified_until: null,
    })),
  } as unknown as IdentityRow;
  const scope = scopeOf(row, actorOf(row, '2026-11-23'));
  if (house !== undefined && scope.party !== partyOfKind[house.kind]) throw new Error(who);
  return scope;
}
