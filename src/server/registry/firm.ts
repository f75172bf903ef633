import { randomUUID } from 'node:crypto';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { OrganisationKind } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';

/** Kinds of organisation that register themselves or are registered by a regulator. */
export const firmKinds = ['enterprise', 'platform'] as const;
/** A kind of firm. */
export type FirmKind = (typeof firmKinds)[number];

/** Whether an organisation is a firm, which a regulator registers and gives its first account. */
export function isFirm(kind: OrganisationKind): kind is FirmKind {
  return (firmKinds as readonly string[]).includes(kind);
}

/** What decides whether a firm may get its first account. */
export interface HeldFirm {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly credit_code: string | null;
  readonly region: number;
  readonly has_account: boolean;
  readonly is_closed: boolean;
}

/**
 * A firm by its id or credit code, held until the transaction ends against whoever else would give it its first account:
 * of two at once the second reads what the first did. Runs in a role that sees all.
 */
export async function holdFirm(
  tx: Tx,
  by: { readonly id: string } | { readonly creditCode: string },
): Promise<HeldFirm | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['credit_code', by.creditCode];
  const [firm] = await tx.rows<HeldFirm>(
    `select id, kind, name, credit_code, region, has_account, closed_on is not null as is_closed
     from organisation
     where ${column} = $1 ${'id' in by ? '' : ofCode} for no key update`,
    [value],
  );
  return firm;
}

// What a regulator rejected frees its code.
const ofCode = `and closed_as is distinct from 'rejected'`;

/** Whether a claim of a firm waits for the regulator. To be asked once the firm is held. */
export async function isClaimed(tx: Tx, organisation: string): Promise<boolean> {
  const rows = await tx.rows(
    'select 1 from account_claim where organisation_id = $1 and decided_at is null',
    [organisation],
  );
  return rows.length > 0;
}

/** A principal's account to be written. */
export interface NewPrincipal {
  readonly login: string;
  readonly name: string;
  readonly hash: string;
  /** Set where the regulator chose the password and knows it. */
  readonly mustChange: boolean;
}

/** Whether somebody has a login. Of two who take it at once the index refuses one (see `orTaken`). */
export async function isLoginTaken(tx: Tx, login: string): Promise<boolean> {
  return (await tx.rows('select 1 from account where login = $1', [login])).length > 0;
}

/** Writes the account of a firm's principal and the appointment from today. @returns the account. */
export async function insertPrincipal(
  tx: Tx,
  organisation: string,
  { login, name, hash, mustChange }: NewPrincipal,
  { now, today }: { now: Instant; today: PlainDate },
): Promise<string> {
  const account = randomUUID();
  await tx.rows(
    `insert into account (id, login, name, organisation_id, password_hash, must_change_password, created_at)
     values ($1,$2,$3,$4,$5,$6,$7)`,
    [account, login, name, organisation, hash, mustChange, now],
  );
  await appointPrincipal(tx, organisation, account, today);
  return account;
}

/** Appoints a firm's first principal; whoever comes after is appointed in the book. */
export async function appointPrincipal(
  tx: Tx,
  organisation: string,
  account: string,
  from: PlainDate,
): Promise<void> {
  await tx.rows(
    `insert into appointment (id, account_id, organisation_id, post, from_day) values ($1,$2,$3,'principal',$4)`,
    [randomUUID(), account, organisation, from],
  );
}

/** Tells the county's regulator of a firm, or where it has none on the platform the city's or the province's. */
export async function tellRegulator(
  tx: Tx,
  firm: { readonly id: string; readonly region: number },
  title: string,
  at: Instant,
): Promise<void> {
  await tx.rows(
    `insert into notification (id, organisation_id, title, at, about_id)
     select $1, o.id, $2, $4, $5 from organisation o where o.kind = 'market-regulator'
       and o.region in ($3::int, $3::int / 100 * 100, $3::int / 10000 * 10000)
     order by o.region desc limit 1`,
    [randomUUID(), title, firm.region, at, firm.id],
  );
}

/** Tells a firm's principal. */
export async function tellPrincipal(
  tx: Tx,
  organisation: string,
  title: string,
  at: Instant,
): Promise<void> {
  await tx.rows(
    `insert into notification (id, organisation_id, post, title, at, about_id) values ($1,$2,'principal',$3,$4,$2)`,
    [randomUUID(), organisation, title, at],
  );
}
