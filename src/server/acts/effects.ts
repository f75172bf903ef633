import { randomUUID } from 'node:crypto';
import type { Addressee, Effect } from '#kernel/effect.ts';
import type { Role } from '#kernel/definition.ts';
import type { Seat } from '#kernel/facts.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import { forgetAccount } from '../session/identify.ts';
import { writeCatalogue } from './catalogue.ts';
import { requestHash } from './entry.ts';
import type { Entry } from './entry.ts';
import { competentFor } from './competent.ts';
import { causedId } from './entry-id.ts';
import type { OpeningRequest } from './requests.ts';
import type { Receipt } from './entry.ts';

/** The act whose effects are carried out. */
export interface Cause {
  readonly entry: Entry;
  readonly seats: readonly Seat[];
  /** The organisation that it is about. */
  readonly subject: string | undefined;
  readonly proceeding: string | undefined;
  /** Roles of the procedure, to find who a vacant one falls to. */
  readonly roles?: Readonly<Record<string, Role>>;
}

/** Opens a proceeding inside a transaction; handed in, because opening one carries effects out itself. */
export type Opener = (
  tx: Tx,
  context: Context,
  who: SignedIn,
  request: OpeningRequest,
  raw: Uint8Array,
) => Promise<Receipt | Refusal>;

/**
 * Carries out what follows from an act, in the act's own transaction. Marks of a duty's period are not done here:
 * they are part of the duty's own row.
 * @returns the first refusal; the caller then undoes everything.
 */
export async function carryOut(
  tx: Tx,
  context: Context,
  who: SignedIn,
  effects: readonly Effect[],
  cause: Cause,
  opener: Opener,
): Promise<Refusal | undefined> {
  for (const [index, effect] of effects.entries()) {
    const refusal =
      effect.do === 'open'
        ? await open(tx, context, who, effect, cause, index, opener)
        : await carryOutOne(tx, effect, cause, index);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

async function carryOutOne(
  tx: Tx,
  effect: Exclude<Effect, { do: 'open' }>,
  cause: Cause,
  index: number,
): Promise<undefined> {
  switch (effect.do) {
    case 'notify':
      await notify(tx, effect.to, effect.title, cause);
      return undefined;
    case 'appoint':
      await tx.rows(insertAppointment, [
        await causedId(cause.entry.id, `appoint:${index}`),
        effect.account,
        cause.entry.organisation,
        effect.post,
        effect.from,
        effect.until ?? null,
        cause.entry.id,
      ]);
      forgetAccount(effect.account);
      return undefined;
    case 'dismiss':
      forgetAccount(effect.account);
      await tx.rows(endAppointment, [
        effect.account,
        cause.entry.organisation,
        effect.post,
        effect.on,
      ]);
      return undefined;
    case 'publish':
      await tx.rows(insertPublication, [
        await causedId(cause.entry.id, `publish:${index}`),
        effect.kind,
        effect.title,
        effect.text,
        cause.subject ?? null,
        cause.entry.region,
        cause.entry.id,
        cause.entry.at,
      ]);
      return undefined;
    case 'catalogue':
      await writeCatalogue(tx, effect, cause.entry.id);
      return undefined;
    case 'mark':
      return undefined;
  }
}

async function open(
  tx: Tx,
  context: Context,
  who: SignedIn,
  effect: Extract<Effect, { do: 'open' }>,
  cause: Cause,
  index: number,
  opener: Opener,
): Promise<Refusal | undefined> {
  const key = `${effect.procedure}:${effect.key ?? index}`;
  const request = {
    id: await causedId(cause.entry.id, `entry:${key}`),
    proceeding: await causedId(cause.entry.id, `proceeding:${key}`),
    procedure: effect.procedure,
    act: effect.act,
    input: effect.input,
    subject: cause.subject,
    region: cause.entry.region,
    seats: effect.seats,
    cause: cause.entry.id,
    clientAt: cause.entry.clientAt,
  };
  const raw = requestHash({ cause: cause.entry.id, key });
  const outcome = await opener(tx, context, who, request, raw);
  return outcome.ok ? undefined : outcome;
}

async function notify(tx: Tx, to: Addressee, title: string, cause: Cause): Promise<void> {
  for (const address of await addressesOf(tx, to, cause)) {
    await tx.rows(insertNotice, [
      randomUUID(),
      address.account ?? null,
      address.organisation ?? null,
      address.post ?? null,
      title,
      cause.proceeding ?? null,
      cause.entry.id,
      cause.entry.at,
    ]);
  }
}

interface Address {
  readonly account?: string;
  readonly organisation?: string;
  readonly post?: string;
}

/** Everybody who is meant: several organisations may sit in one role. */
async function addressesOf(tx: Tx, to: Addressee, cause: Cause): Promise<readonly Address[]> {
  if ('account' in to) return [{ account: to.account }];
  if ('post' in to) {
    const organisation = to.of === 'subject' ? cause.subject : cause.entry.by.organisation;
    return organisation === undefined ? [] : [{ organisation, post: to.post }];
  }
  const role = cause.roles?.[to.role];
  const seats = cause.seats.filter((candidate) => candidate.role === (role?.sameAs ?? to.role));
  if (seats.length > 0 || role?.fills !== 'competent') return seats;
  const organisation = await competentFor(tx, role, cause.entry.region);
  return organisation === undefined ? [] : [{ organisation }];
}

const insertAppointment = `insert into appointment (id, account_id, organisation_id, post, from_day, until_day,
  qualified_until, entry_id) values ($1,$2,$3,$4,$5,null,$6,$7)`;

const endAppointment = `update appointment set ended_on = $4
  where account_id = $1 and organisation_id = $2 and post = $3 and ended_on is null`;

const insertPublication = `insert into publication (id, kind, title, text, organisation_id, region, entry_id, at)
  values ($1,$2,$3,$4,$5,$6,$7,$8)`;

const insertNotice = `insert into notification (id, account_id, organisation_id, post, title, proceeding_id, entry_id, at)
  values ($1,$2,$3,$4,$5,$6,$7,$8)`;
