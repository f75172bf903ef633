import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Context, SignedIn } from '../context.ts';
import { checkPassword } from './proof/password.ts';
import { readPerson } from './queries.ts';
import type { IdentityRow } from './queries.ts';
import { actorOf, scopeOf } from './standing.ts';

/**
 * A person who acts at the operator's command line, after his or her own password: the operator has the database and
 * still cannot act for somebody else. Locks and second factors are not asked for; the entry says who acted.
 * @returns undefined where login or password is wrong, or the account is disabled.
 */
export async function personWithPassword(
  context: Context,
  login: string,
  password: string,
): Promise<SignedIn | undefined> {
  const [rows] = await context.database.oneFlush('session', [readPerson(login)]);
  const person = rows[0] as (IdentityRow & { password_hash: string | null }) | undefined;
  if (!(await checkPassword(person?.password_hash ?? null, password))) return undefined;
  if (person === undefined) return undefined;
  const actor = actorOf(person, dayOf(context.now()));
  const account = { id: person.account_id, login: person.login, name: person.name };
  const common = { account, actor, scope: scopeOf(person, actor), by: 'session' } as const;
  const { organisation_id: id, organisation_name: name, kind, region, level } = person;
  if (id === null || name === null || kind === null || region === null) return common;
  const organisation = { id, name, kind, region, ...(level === null ? {} : { level }) };
  return { ...common, organisation };
}
