import type { JsonObject } from '#kernel/json.ts';
import type { Tx } from '#db/transaction.ts';
import { actByEffect, openByEffect } from '../acts/effects/by-effect.ts';
import { causedId } from '../acts/entry-id.ts';
import type { Context } from '../context.ts';

/** Holders told in one transaction: what was done stays done when the node ends in between. */
const chunk = 25;
/** Holders that one run tells at most; the next run goes on. */
const perRun = 2_000;

/**
 * Tells every holder that a stop or a plan put on the list, tier by tier, and ends the notices of recalls that have ended:
 * at once where nothing is left, else when what still lies sealed has gone back or was destroyed.
 * Several nodes share the list; each row is taken by one of them. Nothing is told twice: a notice's id follows from the
 * scope and the holder.
 * @returns how many were told or ended.
 * @throws AggregateError after all others were told, where some could not be.
 */
export async function tellHolders(context: Context): Promise<number> {
  const faults: unknown[] = [];
  const done =
    (await inChunks(context, tellSome, faults)) + (await inChunks(context, endSome, faults));
  if (done > 0) context.wakeSequencer();
  if (faults.length > 0) throw new AggregateError(faults, 'holders of recalled lots not told');
  return done;
}

/** One turn: takes rows that are not skipped and says which it is at, so that one that fails is left out of the next. */
type Turn = (
  tx: Tx,
  context: Context,
  skipped: readonly string[],
  at: (id: string) => void,
) => Promise<number>;

async function inChunks(context: Context, turn: Turn, faults: unknown[]): Promise<number> {
  let total = 0;
  const skipped: string[] = [];
  for (let done = chunk; done === chunk && total < perRun;) {
    let current: string | undefined;
    try {
      done = await context.database.asSystem('sweep', (tx) =>
        turn(tx, context, skipped, (id) => (current = id)),
      );
      total += done;
    } catch (fault) {
      // The turn was undone as a whole; one holder must not keep the others from being told.
      if (current === undefined || skipped.includes(current)) throw fault;
      skipped.push(current);
      faults.push(fault);
      done = chunk;
    }
  }
  return total;
}

interface Untold {
  scope: string;
  organisation_id: string;
  recall: string;
  lots: number;
  hash: string;
  producer: string;
  title: string;
  reason: string | null;
  contact: string | null;
  defect: string | null;
  items: { lot: string; got: string; unit: string }[];
}

const tellSome: Turn = async (tx, context, skipped, at) => {
  const holders = await tx.rows<Untold>(selectUntold, [chunk, skipped]);
  for (const holder of holders) {
    at(holder.organisation_id);
    const { scope, organisation_id, recall, lots, hash, producer, title, items } = holder;
    const { reason, contact, defect } = holder;
    const proceeding = causedId(scope, `notice:${organisation_id}`);
    await openByEffect(tx, context, {
      id: causedId(scope, `notice-entry:${organisation_id}`),
      proceeding,
      procedure: 'recall-notice',
      act: 'tell',
      subject: organisation_id,
      cause: scope,
      input: {
        recall,
        productName: title,
        producer,
        ...(contact === null ? {} : { contact }),
        ...(defect === null ? {} : { defect }),
        reason: reason ?? '产品存在缺陷，请立即停止经营并协助召回。',
        lots,
        items,
        scope: hash,
      } satisfies JsonObject,
    });
    await tx.rows(markTold, [scope, organisation_id, proceeding, context.now()]);
  }
  return holders.length;
};

const endSome: Turn = async (tx, context, skipped, at) => {
  const notices = await tx.rows<{ id: string; keeps: boolean }>(selectEnded, [chunk, skipped]);
  for (const { id, keeps } of notices) {
    at(id);
    await actByEffect(tx, context, id, keeps ? 'keep' : 'end');
  }
  return notices.length;
};

// The text of the notice is what the producer, or the order, said when the goods were stopped.
const selectUntold = `select h.scope, h.organisation_id, h.recall, h.lots, s.hash, o.name as producer, p.title,
  coalesce(e.input ->> 'notice', e.input ->> 'text', e.input ->> 'defect') as reason,
  coalesce(e.input ->> 'contact', nullif(o.phone, '')) as contact,
  (select coalesce(d.input ->> 'defect', d.input ->> 'cause', d.input ->> 'reason', d.input ->> 'facts') from entry d
    where d.proceeding_id = h.recall and d.act in ('plan', 'conclude', 'concludeInquiry', 'discover', 'find')
    order by d.at desc limit 1) as defect,
  (select json_agg(json_build_object('lot', l.lot_id, 'got', trim_scale(l.got)::text, 'unit', l.unit) order by l.lot)
    from (select * from recall_line r where r.scope = h.scope and r.organisation_id = h.organisation_id and r.is_new
      order by r.lot limit 200) l) as items
from (select * from recall_holder where notice is null and ended_at is null
    and organisation_id <> all ($2::uuid[]) order by tier limit $1 for update skip locked) h
join recall_scope s on s.entry_id = h.scope
join proceeding p on p.id = h.recall join organisation o on o.id = p.organisation_id
left join entry e on e.id = h.scope`;

const markTold = `update recall_holder set notice = $3, told_at = $4 where scope = $1 and organisation_id = $2`;

// Where goods still lie sealed the notice stays open until they are gone.
const selectEnded = `select p.id, notice_keeps(p.id) as keeps from recall_holder h join proceeding p on p.id = h.notice
  where h.ended_at is not null and p.closed_at is null and (p.state <> 'kept' or not notice_keeps(p.id))
    and p.id <> all ($2::uuid[]) limit $1 for update of p skip locked`;
