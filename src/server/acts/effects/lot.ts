import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Effect } from '#kernel/effect.ts';
import type { LotEvent, LotPart, LotReceiver } from '#kernel/lot/lot.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import { canonicalUri, readDigitalLink } from '#trace/identifiers/digital-link.ts';
import { levelOf, qualifier } from '#trace/identifiers/identity.ts';
import { found, wrong } from '#trace/identifiers/outcome.ts';
import type { Outcome } from '#trace/identifiers/outcome.ts';
import { lotCode } from '../../codes/code.ts';
import { causedId } from '../entry-id.ts';

/** Why a lot can't do what was asked of it, as the database says. */
const hindrances = {
  unknown: ['not-found', '没有找到这个批次，或者本单位没有持有过它。', []],
  exists: ['already-done', '同一产品的这个批号已经登记，不能重复登记。', []],
  blocked: [
    'condition-unmet',
    '这个批次已被召回、查封或者隔离，不得使用、销售和出厂。',
    ['product-quality-law/12', 'order-19/15'],
  ],
  unreleased: [
    'condition-unmet',
    '这个批次放行的数量不足：产品检验合格后方可出厂、销售，进货查验合格后方可使用、销售。',
    ['product-quality-law/12', 'product-quality-law/33'],
  ],
  short: ['condition-unmet', '数量超过这个批次的现存数量，请核对。', ['product-quality-law/12']],
  settled: [
    'condition-unmet',
    '这个批次已经检验、放行、使用、发出或者封存，登记的数量不能再增减。',
    [],
  ],
  'gone-on': [
    'wrong-state',
    '这条记录的货物已经流转到下一步，不能直接更正，请先退回或者另行登记。',
    [],
  ],
  self: ['invalid-input', '收货单位不能是本单位。', []],
} as const;

/** The entry that something happens to lots by, and the proceeding that it belongs to. */
export interface LotCause {
  readonly entry: { readonly id: string; readonly at: Instant };
  readonly proceeding?: string | undefined;
}

/** What may stand in the way of what happens to a lot. */
export type Hindrance = keyof typeof hindrances;

/**
 * Writes what happened to a lot into the graph; the database holds the sums and the gate for every way in.
 * @param index place among the effects of the entry.
 * @returns why it can't be: not enough there, not released, kept back, unknown.
 */
export async function carryOutLot(
  tx: Tx,
  { event }: Pick<Extract<Effect, { do: 'lot' }>, 'event'>,
  cause: LotCause,
  index: number,
): Promise<Refusal | undefined> {
  const identifier = identifierOf(event);
  if (identifier?.ok === false) return refuse('invalid-input', `${identifier.sentence}。`);
  const id = lotIdOf(cause.entry.id, event);
  const [row] = await statementOf(tx, event, cause, index, id, identifier?.value);
  return refusalOf(row?.hindrance ?? undefined);
}

/** Takes back what an entry did to lots, before a correction does it anew; refused where the goods have gone on. */
export async function undoLots(tx: Tx, entry: string): Promise<Refusal | undefined> {
  const [row] = await tx.rows<{ hindrance: Hindrance | null }>(
    'select undo_lots($1) as hindrance',
    [entry],
  );
  return refusalOf(row?.hindrance ?? undefined);
}

/** Puts what a record did to lots under the correction that does the same; only the days may be others. */
export async function renewLots(
  tx: Tx,
  corrected: string,
  entry: LotCause['entry'],
  effects: readonly Effect[],
): Promise<void> {
  const days = effects.flatMap((effect, number) => {
    if (effect.do !== 'lot') return [];
    return [{ number, day: 'on' in effect.event ? effect.event.on : dayOf(entry.at) }];
  });
  await tx.rows('select renew_lots($1, $2, $3::jsonb)', [
    corrected,
    entry.id,
    JSON.stringify(days),
  ]);
}

/**
 * Takes back what one event of a capture did to lots, by the numbers of what it did; refused where the goods have gone on.
 */
export async function undoLotsOfEvent(
  tx: Tx,
  capture: string,
  low: number,
  high: number,
): Promise<Refusal | undefined> {
  const [row] = await tx.rows<{ hindrance: Hindrance | null }>(
    'select undo_told($1, $2, $3) as hindrance',
    [capture, low, high],
  );
  return refusalOf(row?.hindrance ?? undefined);
}

/** What stands in the way, as a refusal. */
export function refusalOf(found: Hindrance | undefined): Refusal | undefined {
  if (found === undefined) return undefined;
  const [code, sentence, basis] = hindrances[found];
  return refuse(code, sentence, basis);
}

/** The id of the lot that an entry makes, or adds to. */
export function lotIdOf(entry: string, event: LotEvent): string {
  if (event.kind === 'made' && event.adds !== undefined) return event.adds;
  return causedId(entry, `lot:${event.kind === 'made' ? (event.key ?? '') : ''}`);
}

/** The GS1 Digital Link of a new lot in the one spelling in which it is looked up; it must name this very lot. */
export function identifierOf(event: LotEvent): Outcome<string> | undefined {
  if (event.kind !== 'made' || event.identifier === undefined) return undefined;
  const link = readDigitalLink(event.identifier);
  if (!link.ok) return link;
  const { identity } = link.value;
  if (levelOf(identity) !== 'lot' || qualifier(identity, '10') !== event.number) {
    return wrong(`商品条码链接须含（01）商品条码和（10）批号${event.number}`);
  }
  return found(canonicalUri(identity));
}

function statementOf(
  tx: Tx,
  event: LotEvent,
  cause: LotCause,
  index: number,
  id: string,
  identifier: string | undefined,
) {
  const ask = (call: string, values: readonly unknown[]) =>
    tx.rows<{ hindrance: Hindrance | null }>(`select ${call} as hindrance`, [...values]);
  const { entry } = cause;
  switch (event.kind) {
    case 'made':
      return ask('make_lot($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15::jsonb,$16)', [
        id,
        entry.id,
        index,
        event.number,
        event.product,
        event.model ?? null,
        event.productClass ?? null,
        event.file ?? null,
        event.unit,
        event.quantity,
        event.madeOn ?? null,
        event.origin ?? null,
        identifier ?? null,
        event.released ?? null,
        JSON.stringify(event.parts ?? []),
        entry.at,
      ]);
    case 'released':
    case 'destroyed':
      return ask(move, [...taken(event, [null, null]), dayOf(entry.at), entry.id, index, entry.at]);
    case 'shipped':
    case 'returned':
      if ('late' in event && event.late === true)
        return ask(toldLate, lateSale(event, cause, index));
      return ask(move, [
        ...taken(event, receiverOf(event.to)),
        event.on,
        entry.id,
        index,
        entry.at,
      ]);
    case 'coded':
      return ask('code_lot($1,$2,$3,$4,$5)', [
        event.lot,
        event.serials,
        lotCode(event.lot),
        entry.id,
        entry.at,
      ]);
    case 'blocked':
      return ask('block_lots($1::uuid[],$2,$3,$4)', [
        event.lots,
        cause.proceeding ?? entry.id,
        entry.id,
        entry.at,
      ]);
    case 'unblocked':
      return ask('unblock_lots($1::uuid[],$2)', [
        event.lots,
        event.of ?? cause.proceeding ?? entry.id,
      ]);
  }
}

const toldLate = 'tell_sold($1,$2,$3,$4,$5,$6,$7,$8)';

/** What left before the lot was kept back; the database asks for the notice that is answered. */
function lateSale(
  { lot, quantity, to, on }: Extract<LotEvent, { readonly to: LotReceiver }>,
  { proceeding, entry }: LotCause,
  index: number,
) {
  const [, name] = receiverOf(to);
  return [proceeding ?? null, lot, quantity, name, on, entry.id, index, entry.at];
}

const move = 'move_lot($1,$2,$3,$4,$5,$6,$7,$8,$9)';

function taken(
  { lot, quantity, kind }: LotPart & Pick<LotEvent, 'kind'>,
  receiver: readonly [string | null, string | null],
) {
  return [lot, quantity, kind, ...receiver];
}

/** A receiver as the graph keeps it: an organisation, or a name outside. */
export function receiverOf(to: LotReceiver): readonly [string | null, string | null] {
  if ('organisation' in to) return [to.organisation, null];
  return [null, 'outside' in to ? to.outside : null];
}
