import { checkCreditCode } from '#kernel/credit-code.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { LotReceiver } from '#kernel/lot/lot.ts';
import type { Tx } from '#db/transaction.ts';

/** Organisations by the numbers that parties of events are called by. */
export type Parties = ReadonlyMap<string, string>;

/**
 * The number in the identifier of a party or a place: its global location number, or the credit code at the end of an
 * address; undefined where it has neither.
 */
export function partyNumber(id: string): string | undefined {
  const gln = /\/41[47]\/(\d{13})(?:\/|$)/.exec(id)?.[1];
  if (gln !== undefined) return gln;
  const code = (/([0-9A-Za-z]{18})$/.exec(id)?.[1] ?? '').toUpperCase();
  return checkCreditCode(code) === 'valid' ? code : undefined;
}

/** Finds whom the parties of events lead to, as of a moment. */
export async function readParties(
  tx: Tx,
  ids: readonly string[],
  until: Instant,
): Promise<Parties> {
  const numbers = [...new Set(ids.flatMap((id) => partyNumber(id) ?? []))];
  if (numbers.length === 0) return new Map();
  const rows = await tx.rows<{ number: string; organisation_id: string }>(
    'select number, organisation_id from organisations_numbered($1::text[], $2)',
    [numbers, until],
  );
  return new Map(rows.map(({ number, organisation_id: id }) => [number, id]));
}

/** The organisation that the first of some identifiers leads to. */
export function organisationOf(parties: Parties, ids: readonly string[]): string | undefined {
  return ids.flatMap((id) => parties.get(partyNumber(id) ?? '') ?? [])[0];
}

/** Who gets goods: an organisation of the register, else somebody outside by what the event calls them. */
export function receiverOf(parties: Parties, ids: readonly string[]): LotReceiver | undefined {
  const organisation = organisationOf(parties, ids);
  if (organisation !== undefined) return { organisation };
  const [first] = ids;
  if (first === undefined) return undefined;
  const number = partyNumber(first);
  return { outside: number?.length === 13 ? `GLN ${number}` : first.slice(0, 200) };
}
