import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { LotEvent } from '#kernel/lot/lot.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import { carryOutLot, identifierOf, lotIdOf, receiverOf, refusalOf } from './lot.ts';
import type { Hindrance, LotCause } from './lot.ts';

/** What happens to a lot, with the entry that says so and its place among what the entry does. */
export interface LotWriting {
  readonly entry: LotCause['entry'];
  readonly place: number;
  readonly event: LotEvent;
}

/**
 * Writes what happened to many lots at one moment, in few statements and by the same rules as one by one. New lots come
 * before what is moved: what is judged together never names each other's lots out of order.
 * @returns a refusal; the caller then undoes everything.
 */
export async function writeLots(
  tx: Tx,
  writings: readonly LotWriting[],
): Promise<Refusal | undefined> {
  const [first] = writings;
  if (first === undefined) return undefined;
  const rows = rowsOf(writings);
  if (!('made' in rows)) return rows;
  const { made, moves } = rows;
  const { at } = first.entry;
  if (made.length > 0) {
    const found = await ask(tx, 'select make_lots($1::jsonb, $2) as hindrance', [made, at]);
    const refusal = found === 'exists' ? await oneByOne(tx, writings) : refusalOf(found);
    if (refusal !== undefined) return refusal;
  }
  if (moves.length === 0) return undefined;
  return refusalOf(await ask(tx, 'select move_lots($1::jsonb, $2) as hindrance', [moves, at]));
}

/**
 * Writes all of it or none, and leaves what else the transaction did as it is.
 * @returns what stands in the way.
 */
export async function tryLots(
  tx: Tx,
  writings: readonly LotWriting[],
): Promise<Refusal | undefined> {
  const [first] = writings;
  if (first === undefined) return undefined;
  const rows = rowsOf(writings);
  if (!('made' in rows)) return rows;
  const [row] = await tx.rows<{ hindrance: Hindrance | null }>(
    'select take_lots($1::jsonb, $2::jsonb, $3) as hindrance',
    [JSON.stringify(rows.made), JSON.stringify(rows.moves), first.entry.at],
  );
  return refusalOf(row?.hindrance ?? undefined);
}

/** What the database's functions take: new lots and moves. */
function rowsOf(
  writings: readonly LotWriting[],
): { readonly made: object[]; readonly moves: object[] } | Refusal {
  const made: object[] = [];
  const moves: object[] = [];
  for (const { entry, place, event } of writings) {
    if (event.kind !== 'made') {
      moves.push({ ...moveOf(event, entry), entry: entry.id, place });
      continue;
    }
    const link = identifierOf(event);
    if (link?.ok === false) return refuse('invalid-input', `${link.sentence}。`);
    const { productClass, madeOn, key: _, kind: __, ...lot } = event;
    const id = lotIdOf(entry.id, event);
    const row = { ...lot, id, entry: entry.id, place, class: productClass, made_on: madeOn };
    made.push({ ...row, identifier: link?.value });
  }
  return { made, moves };
}

/** Where some of the lots are more of what came from outside before. */
async function oneByOne(tx: Tx, writings: readonly LotWriting[]): Promise<Refusal | undefined> {
  for (const { entry, place, event } of writings) {
    if (event.kind !== 'made') continue;
    const refusal = await carryOutLot(tx, { event }, { entry }, place);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function moveOf(event: LotEvent, entry: LotCause['entry']): object {
  if (!('quantity' in event) || event.kind === 'made') return {};
  const { kind: how, lot, quantity } = event;
  const common = { how, lot, quantity };
  if (!('to' in event)) return { ...common, day: dayOf(entry.at) };
  const [receiver, name] = receiverOf(event.to);
  return { ...common, receiver, receiver_name: name, day: event.on };
}

async function ask(tx: Tx, call: string, [rows, at]: readonly [object[], string]) {
  const [row] = await tx.rows<{ hindrance: Hindrance | null }>(call, [JSON.stringify(rows), at]);
  return row?.hindrance ?? undefined;
}
