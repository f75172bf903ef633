import type { JsonObject } from '#kernel/json.ts';
import type { Tx } from '#db/transaction.ts';
import { loadProceeding } from '../reading/load-proceeding.ts';
import type { Context, SignedIn } from '../context.ts';
import { withhold } from '../proceedings/present.ts';
import { readerOf } from '../reading/reader-roles.ts';
import type { EntryRow } from '../reading/entries.ts';

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
  const reader = await readerOf(tx, context, who, loaded);
  return withhold(loaded.procedure.acts[row.act], row, reader);
}
