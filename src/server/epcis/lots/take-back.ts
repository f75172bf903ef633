import type { LotFacts } from '#kernel/lot/lot.ts';
import { exceeds, sumOf } from '#kernel/lot/quantity.ts';
import { inUnit, quantityOf } from '#kernel/lot/unit.ts';
import type { LotAmount, Telling } from '#trace/epcis/told.ts';
import type { Tx } from '#db/transaction.ts';
import { undoLotsOfEvent } from '../../acts/effects/lot.ts';
import { resolved } from '#trace/epcis/singles.ts';
import type { PlacedEvent } from '../capture/write.ts';
import type { Batch, Standing } from './batch.ts';
import type { Outcome } from './outcome.ts';
import { receiverOf } from './parties.ts';
import { numbersOf } from './placed.ts';
import { markUndone } from './taken-rows.ts';
import type { Taken } from './taken-rows.ts';
import { forgetSingles } from './single-rows.ts';
import { passUnits, writeUnits } from './unit-rows.ts';

/**
 * Takes back what an event did, because a later one declares it an error; where its goods have gone on, that one is left
 * out and says so. What the register never took needs nothing.
 */
export async function takeBack(
  tx: Tx,
  batch: Batch,
  standing: Standing,
  outcome: Outcome,
  event: PlacedEvent & { readonly original: string },
): Promise<void> {
  const { original } = event;
  const { house, capture } = batch;
  await outcome.write(tx, batch, standing);
  const done = outcome.find(original) ?? standing.before.get(original);
  if (done === undefined || done.undone) return;
  const objection = await undo(tx, standing, event, done);
  if (objection !== undefined) return outcome.leaveOut(event, objection);
  await writeUnits(tx, house.id, standing.units);
  const to = receiverOf(standing.parties, event.telling?.to ?? []);
  if (done.emptied !== undefined && to !== undefined && 'organisation' in to) {
    await passUnits(tx, house.id, done.emptied, to.organisation, true);
  }
  await forgetSingles(tx, house.id, event.telling?.singles ?? []);
  done.undone = true;
  if (standing.before.has(original)) await markUndone(tx, house.id, original);
  outcome.take(event, { capture, others: standing.othersIn(event) });
  await standing.read(tx, batch.events, batch.at);
}

/** @returns what stands in the way, and then nothing is undone. */
async function undo(
  tx: Tx,
  standing: Standing,
  { telling: named }: PlacedEvent,
  { emptied, capture, number }: Taken,
): Promise<string | undefined> {
  const { units, singles } = standing;
  const inside = named?.kind === 'made' ? stillPacked(standing, named) : undefined;
  if (inside !== undefined) return inside;
  if (emptied !== undefined && !units.mayComeBack(emptied)) {
    return '包装单元此后又有变动，不能撤销';
  }
  const refusal = await undoLotsOfEvent(tx, capture, ...numbersOf(number));
  if (refusal?.code === 'wrong-state') return '这个事件的货物已经流转到下一步，批次登记不能撤销';
  if (refusal !== undefined) return refusal.sentence;
  if (emptied !== undefined) units.comeBack(emptied);
  const telling = named === undefined ? undefined : resolved(named, singles);
  const { unit, kind, lots = [], units: inner = [], pieces = [] } = telling ?? {};
  if (unit === undefined) return undefined;
  const content = { lots, units: inner, pieces };
  const isEmpty = lots.length + inner.length === 0;
  // What was emptied at one stroke is not told by the event that says so.
  const isBack =
    !isEmpty &&
    (kind === 'unpacked' ? units.pack(unit, content) === undefined : units.unpack(unit, content));
  if (!isBack) {
    return '包装单元里的批次此后又有变动，不能撤销';
  }
  return undefined;
}

/** Why what was made in error can't be unmade: it lies in units, and more than what would be left. */
function stillPacked(standing: Standing, { lots, singles }: Telling): string | undefined {
  const { units, stock } = standing;
  for (const [piece] of singles) {
    const place = units.placeOf(piece);
    if (place !== undefined) return `${piece}已经装在包装单元${place}里，取出以后才能撤销`;
  }
  for (const one of lots) {
    const lot = stock.lots.get(stock.byLink.get(one.link)?.[0] ?? '');
    const made = lot === undefined ? undefined : amountIn(lot, one);
    if (lot === undefined || made === undefined) continue;
    const inside = sumOf(standing.packed([one]).flatMap((each) => amountIn(lot, each) ?? []));
    if (!exceeds(sumOf([inside, made]), lot.onHand)) continue;
    return `批号${lot.number}已经装入包装单元${inside}${lot.unit}，取出以后才能撤销`;
  }
  return undefined;
}

function amountIn({ unit: own }: LotFacts, { quantity, unit }: LotAmount): string | undefined {
  const amount = quantity === undefined ? undefined : quantityOf(quantity);
  return amount === undefined ? undefined : inUnit(amount, unit, own);
}
