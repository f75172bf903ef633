import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Entry } from '../entry.ts';

interface Found {
  erased: boolean;
  definition: string;
  open: boolean;
}

/**
 * Erases the content of an entry: the database's own function does it and checks once more that another person asked.
 * @param approval the entry of the approval, written before.
 */
export async function erase(tx: Tx, id: string, approval: Entry): Promise<Refusal | undefined> {
  const refusal = refusalOf(await findErasable(tx, id), approval.definition);
  if (refusal !== undefined) return refusal;
  await tx.rows('select erase_entry($1, $2)', [id, approval.id]);
  return undefined;
}

/** Looks up what decides whether the content of an entry may be erased; undefined where the actor may not see it. */
export async function findErasable(tx: Tx, id: string): Promise<Found | undefined> {
  const [found] = await tx.rows<Found>(
    `select e.salt is null as erased, e.definition,
      exists (select from proceeding p where p.id = e.proceeding_id and p.closed_at is null) as open
     from entry e where e.id = $1`,
    [id],
  );
  return found;
}

/**
 * Why the content of an entry may not be erased.
 * @param own the definition of the erasures themselves: what was erased and why must stay known.
 */
export function refusalOf(found: Found | undefined, own: string): Refusal | undefined {
  if (found === undefined) return refuse('not-found', '没有找到这条记录，或者您无权查看。');
  if (found.erased) return refuse('already-done', '这条记录的内容已经删除。');
  if (found.definition === own) return refuse('condition-unmet', '删除的申请和审批记录不能删除。');
  return found.open
    ? refuse('condition-unmet', '所属事项尚未办结，办结后才能删除其中的记录内容。')
    : undefined;
}
