import { dayOf } from '#kernel/calendar/plain-date.ts';
import { mayAct } from '#kernel/decide.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Tx } from '#db/transaction.ts';
import { loadProceeding } from '../acts/load-proceeding.ts';
import { organisationFacts } from '../acts/organisation-facts.ts';
import type { Context, SignedIn } from '../context.ts';
import { withhold } from '../proceedings/present.ts';
import type { EntryRow } from './queries.ts';

/** What one reader may see of an entry's input. */
export interface Readable {
  readonly shown: JsonObject;
  /** Labels of what is confidential to roles that the reader does not fill. */
  readonly withheld: readonly string[];
}

/**
 * Decides what a reader sees of an entry that row security lets through. Whoever made it sees all of it; in a
 * proceeding others see what their roles there may see; records of duties and books have no roles.
 */
export async function readableTo(
  tx: Tx,
  context: Context,
  who: SignedIn,
  row: EntryRow,
): Promise<Readable> {
  if (row.account_id === who.account.id || row.proceeding_id === null) {
    return { shown: row.input, withheld: [] };
  }
  const loaded = await loadProceeding(tx, context.law, row.proceeding_id);
  if (loaded === undefined) return { shown: {}, withheld: ['全部内容'] };
  const { procedure, snapshot, region, organisation } = loaded;
  const subject =
    organisation === undefined
      ? undefined
      : await organisationFacts(tx, organisation, dayOf(context.now()));
  const standing = { actor: who.actor, snapshot, subject: subject?.facts, region };
  const roles = Object.entries(procedure.roles)
    .filter(([id, role]) => mayAct(id, role, standing))
    .map(([id]) => id);
  return withhold(procedure.acts[row.act], row.input, roles);
}
