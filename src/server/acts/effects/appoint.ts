import type { Effect } from '#kernel/effect.ts';
import type { Tx } from '#db/transaction.ts';
import { forgetAccount } from '../../session/identify.ts';
import type { Entry } from '../entry.ts';
import { causedId } from '../entry-id.ts';

/** A person takes up a post of the organisation whose entry it is. */
export async function appoint(
  tx: Tx,
  { account, post, from, until }: Extract<Effect, { do: 'appoint' }>,
  entry: Entry,
  index: number,
): Promise<void> {
  const id = causedId(entry.id, `appoint:${index}`);
  const values = [id, account, entry.organisation, post, from, until ?? null, entry.id];
  await tx.rows(insertAppointment, values);
  forgetAccount(account);
}

/** A person leaves a post there. */
export async function dismiss(
  tx: Tx,
  { account, post, on }: Extract<Effect, { do: 'dismiss' }>,
  entry: Entry,
): Promise<void> {
  forgetAccount(account);
  await tx.rows(endAppointment, [account, entry.organisation, post, on]);
}

const insertAppointment = `insert into appointment (id, account_id, organisation_id, post, from_day, until_day,
  qualified_until, entry_id) values ($1,$2,$3,$4,$5,null,$6,$7)`;

const endAppointment = `update appointment set ended_on = $4
  where account_id = $1 and organisation_id = $2 and post = $3 and ended_on is null`;
