import { toHex, equalBytes } from '#ledger/bytes.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { retrying } from '#db/connect.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import type { Receipt } from './present.ts';

interface Found {
  at: string;
  late: boolean;
  content_hash: Uint8Array;
  request_hash: Uint8Array;
  account_id: string;
  proceeding_id: string | null;
}

/**
 * Looks whether an id was accepted before.
 * @returns the same receipt for the same request, a conflict for another one, undefined for a new id.
 */
export async function replayed(
  tx: Tx,
  id: string,
  account: string,
  request: Uint8Array,
): Promise<Receipt | Refusal | undefined> {
  const [found] = await tx.rows<Found>(
    'select at, late, content_hash, request_hash, account_id, proceeding_id from entry where id = $1',
    [id],
  );
  if (found === undefined) return undefined;
  if (found.account_id !== account || !equalBytes(found.request_hash, request)) {
    return refuse('id-conflict', '这个提交编号已经用于另一份内容，请刷新页面后重新提交。');
  }
  return {
    ok: true,
    id,
    at: found.at,
    late: found.late,
    contentHash: toHex(found.content_hash),
    repeated: true,
    ...(found.proceeding_id === null ? {} : { proceeding: found.proceeding_id }),
  };
}

/** Carries a refusal out of a transaction, so that everything in it is undone. Caught where the transaction began. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.sentence);
    this.refusal = refusal;
  }
}

/**
 * Runs a submission's work in a transaction of its own. Where the same request is under way twice, one of the two does
 * it and the other is told what came of it, whatever it was refused for meanwhile.
 * @param work looks itself, with {@link replayed}, whether the id was accepted before; whom it wakes by the context that it
 *   is handed is woken when it is committed.
 */
export async function submitOnce(
  context: Context,
  who: SignedIn,
  id: string,
  request: Uint8Array,
  work: (tx: Tx, context: Context) => Promise<Receipt | Refusal>,
): Promise<Receipt | Refusal> {
  const { database } = context;
  const woken = { teller: false };
  const within: Context = { ...context, wakeTeller: () => void (woken.teller = true) };
  // Goods that were blocked while they were being sold are looked at again.
  const outcome = await orRefusal(
    retrying(() => database.as(who.scope, (tx) => work(tx, within), { plans: 'generic' })),
  );
  if (outcome.ok) {
    context.wakeSequencer();
    if (woken.teller) context.wakeTeller();
    return outcome;
  }
  const meanwhile = await database.as(who.scope, (tx) => replayed(tx, id, who.account.id, request));
  return meanwhile ?? outcome;
}

async function orRefusal<T>(work: Promise<T | Refusal>): Promise<T | Refusal> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    if ((error as { code?: string }).code === '23505') {
      return refuse('id-conflict', '这个提交编号已经用过，请刷新页面后重新提交。');
    }
    throw error;
  }
}
