import { dayOf } from '#kernel/calendar/plain-date.ts';
import { mayAct } from '#kernel/decide.ts';
import type { Procedure, Role } from '#kernel/definition.ts';
import type { Tx } from '#db/transaction.ts';
import type { LoadedProceeding } from './load-proceeding.ts';
import { organisationFacts } from './organisation-facts.ts';
import type { Context, SignedIn } from '../context.ts';

/**
 * Roles that a reader's house fills or could fill in a proceeding: they decide which confidential fields are shown. The
 * reader's post does not count here: what is kept from a house is kept from everybody who works there.
 */
export function rolesIn(procedure: Procedure, standing: Parameters<typeof mayAct>[2]): string[] {
  return Object.entries(procedure.roles)
    .filter(([id, role]) => mayAct(id, ofAnyPost(role), standing))
    .map(([id]) => id);
}

function ofAnyPost(role: Role): Role {
  const { posts, ...house } = role;
  return posts === undefined ? role : house;
}

/** What decides how much of a proceeding a reader sees. */
export interface Reader {
  readonly roles: readonly string[];
}

/** The same for a proceeding whose subject was not read yet. */
export async function readerOf(
  tx: Tx,
  context: Context,
  who: SignedIn,
  loaded: LoadedProceeding,
): Promise<Reader> {
  const { procedure, snapshot, region, organisation } = loaded;
  const subject =
    organisation === undefined
      ? undefined
      : await organisationFacts(tx, organisation, dayOf(context.now()));
  const standing = { actor: who.actor, snapshot, subject: subject?.facts, region };
  return { roles: rolesIn(procedure, standing) };
}
