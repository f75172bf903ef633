import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { CreditSite } from '#kernel/effect.ts';
import type { Context } from '../context.ts';
import { siteTable } from './columns.ts';
import type { PublishedFacts } from './columns.ts';
import type { Delivery } from './transport.ts';

interface Claimed extends PublishedFacts {
  readonly id: string;
  readonly site: CreditSite;
  readonly attempts: number;
}

/** Items that one run takes; the next run takes the rest. */
const perRun = 200;
/** Longer than any attempt takes, so that no second node sends meanwhile what this one is sending. */
const claimMs = 120_000;
/** Policy: after so many attempts, a good two days, a person must look. */
const mostAttempts = 16;
const longestWaitMs = 6 * 3_600_000;
const errorLength = 300;

/**
 * Sends what is due to the credit sites. An item is claimed first, then sent outside of any transaction, then noted: if
 * we crash in between it is sent again under the same id, never lost and never a second item.
 * @returns how many went out.
 */
export async function sendDue(context: Context): Promise<number> {
  const { database, now, transport } = context;
  let sent = 0;
  for (const item of await claim(context)) {
    try {
      const { id, site, action, kind } = item;
      const delivery = await transport.send({
        id,
        site,
        action,
        table: siteTable(site, kind, action, [item]),
      });
      await database.asSystem('sender', (tx) =>
        tx.rows(noteSent, sentValues(item, delivery, now())),
      );
      sent += 1;
    } catch (error) {
      const said = String(error instanceof Error ? error.message : error).slice(0, errorLength);
      const again = nextAttempt(item.attempts, now());
      await database.asSystem('sender', (tx) =>
        tx.rows(noteFailed, [item.id, item.attempts, said, again, now()]),
      );
    }
  }
  return sent;
}

/**
 * When an item is tried again after its n-th failure: 1, 2, 4 … minutes, at most six hours.
 * @returns null after the last attempt: then a person has to ask for it.
 */
export function nextAttempt(attempts: number, now: Instant): Instant | null {
  if (attempts >= mostAttempts) return null;
  const wait = Math.min(60_000 * 2 ** (attempts - 1), longestWaitMs);
  return new Date(epochMs(now) + wait).toISOString();
}

async function claim({ database, now }: Context): Promise<Claimed[]> {
  const at = now();
  const until = new Date(epochMs(at) + claimMs).toISOString();
  return database.asSystem('sender', (tx) => tx.rows<Claimed>(claimDue, [at, until, perRun]));
}

function sentValues(item: Claimed, delivery: Delivery, now: Instant) {
  const receipt = delivery.state === 'accepted' ? (delivery.receipt ?? null) : null;
  return [item.id, item.attempts, delivery.state, receipt, now];
}

// The attempt is counted before it is made: whatever was tried may have arrived, and is taken back when withdrawn.
const claimDue = `with due as (
    select d.id from dispatch d where d.next_at <= $1 and d.state in ('due', 'failed')
      and (d.claimed_until is null or d.claimed_until <= $1)
    order by d.next_at, d.at, d.action limit $3 for update skip locked),
  claimed as (
    update dispatch d set attempts = d.attempts + 1, claimed_until = $2 from due where d.id = due.id returning d.*)
select c.id, c.site, c.action, c.attempts, p.kind, p.title, p.record, p.at, p.shown_until, p.withdrawn_at,
  p.withdrawn_reason, o.name, o.credit_code, a.name as authority, a.credit_code as authority_code
from claimed c join publication p on p.id = c.publication_id
left join organisation o on o.id = p.organisation_id left join organisation a on a.id = p.authority_id
order by c.at, c.action`;

// An item that was withdrawn while it was on its way keeps that state.
const noteSent = `update dispatch set state = case when state = 'withdrawn' then state else $3 end, next_at = null,
  claimed_until = null, last_error = null, receipt = $4, changed_at = $5 where id = $1 and attempts = $2`;

const noteFailed = `update dispatch set state = case when state = 'withdrawn' then state else 'failed' end,
  next_at = case when state = 'withdrawn' then null else $4::timestamptz end, claimed_until = null, last_error = $3,
  changed_at = $5 where id = $1 and attempts = $2`;
