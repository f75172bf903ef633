import type { Effect } from '#kernel/effect.ts';
import type { Tx } from '#db/transaction.ts';
import type { Cause } from '../effects.ts';
import { causedId } from '../entry-id.ts';

/** An announcement appears; a trigger puts it into the outbox of the sites that it names. */
export async function publish(
  tx: Tx,
  effect: Extract<Effect, { do: 'publish' }>,
  { entry, subject, proceeding }: Cause,
  index: number,
): Promise<void> {
  await tx.rows(insertPublication, [
    causedId(entry.id, `publish:${index}`),
    effect.kind,
    effect.title,
    effect.text,
    subject ?? null,
    entry.region,
    entry.id,
    entry.at,
    effect.key ?? effect.kind,
    effect.until ?? null,
    effect.sites ?? [],
    JSON.stringify(effect.record ?? {}),
    proceeding ?? null,
    entry.by.organisation ?? null,
    entry.domains,
  ]);
}

/** What the case published under a key vanishes; who withdrew it, when and why stays. */
export async function withdraw(
  tx: Tx,
  { key, reason }: Extract<Effect, { do: 'withdraw' }>,
  { entry, proceeding }: Cause,
): Promise<void> {
  await tx.rows(withdrawPublication, [proceeding ?? null, key, entry.at, entry.id, reason]);
}

const insertPublication = `insert into publication (id, kind, title, text, organisation_id, region, entry_id, at, key,
  shown_until, sites, record, proceeding_id, authority_id, domains)
  values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)`;

const withdrawPublication = `update publication set withdrawn_at = $3, withdrawn_by = $4, withdrawn_reason = $5
  where proceeding_id = $1 and key = $2 and withdrawn_at is null`;
