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
 * Tells every holder that a stop or a plan put on the list, tier by tier, and ends the notices of recalls that have ended.
 * Several nodes share the list; each row is taken by one of them. Nothing is told twice: a notice's id follows from the
 * scope and the holder.
 * @returns how many were told or ended.
 */
export async function tellHolders(context: Context): Promise<number> {
  const done = (await inChunks(context, tellSome)) + (await inChunks(context, endSome));
  if (done > 0) context.wakeSequencer();
  return done;
}

async function inChunks(
  context: Context,
  work: (tx: Tx, context: Context) => Promise<number>,
): Promise<number> {
  let total = 0;
  for (let done = chunk; done === chunk && total < perRun; total += done) {
    done = await context.database.asSystem('sweep', (tx) => work(tx, context));
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
  items: { lot: string; got: string; unit: string }[];
}

async function tellSome(tx: Tx, context: Context): Promise<number> {
  const holders = await tx.rows<Untold>(selectUntold, [chunk]);
  for (const holder of holders) {
    const { scope, organisation_id, recall, lots, hash, producer, title, reason, items } = holder;
    const proceeding = await causedId(scope, `notice:${organisation_id}`);
    await openByEffect(tx, context, {
      id: await causedId(scope, `notice-entry:${organisation_id}`),
      proceeding,
      procedure: 'recall-notice',
      act: 'tell',
      subject: organisation_id,
      cause: scope,
      input: {
        recall,
        productName: title,
        producer,
        reason: reason ?? '产品存在缺陷，请立即停止经营并协助召回。',
        lots,
        items,
        scope: hash,
      } satisfies JsonObject,
    });
    await tx.rows(markTold, [scope, organisation_id, proceeding, context.now()]);
  }
  return holders.length;
}

async function endSome(tx: Tx, context: Context): Promise<number> {
  const notices = await tx.rows<{ id: string }>(selectEnded, [chunk]);
  for (const { id } of notices) await actByEffect(tx, context, id, 'end');
  return notices.length;
}

// The text of the notice is what the producer, or the order, said when the goods were stopped.
const selectUntold = `select h.scope, h.organisation_id, h.recall, h.lots, s.hash, o.name as producer, p.title,
  coalesce(e.input ->> 'notice', e.input ->> 'text', e.input ->> 'defect') as reason,
  (select json_agg(json_build_object('lot', l.lot_id, 'got', trim_scale(l.got)::text, 'unit', l.unit) order by l.lot)
    from (select * from recall_line r where r.scope = h.scope and r.organisation_id = h.organisation_id and r.is_new
      order by r.lot limit 200) l) as items
from (select * from recall_holder where notice is null and ended_at is null order by tier limit $1 for update skip locked) h
join recall_scope s on s.entry_id = h.scope
join proceeding p on p.id = h.recall join organisation o on o.id = p.organisation_id
left join entry e on e.id = h.scope`;

const markTold = `update recall_holder set notice = $3, told_at = $4 where scope = $1 and organisation_id = $2`;

const selectEnded = `select p.id from recall_holder h join proceeding p on p.id = h.notice
  where h.ended_at is not null and p.closed_at is null limit $1 for update of p skip locked`;
