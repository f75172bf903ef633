import type { ToldKind } from '#kernel/lot/told.ts';
import type { Objection } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import { madeTwice, resolved } from '#trace/epcis/singles.ts';
import type { Pieces } from '#trace/epcis/singles.ts';
import type { Telling } from '#trace/epcis/told.ts';
import { lotIdOf } from '../../acts/effects/lot.ts';
import { keyOf } from '../capture/prepare.ts';
import type { PlacedEvent } from '../capture/write.ts';
import { Standing } from './batch.ts';
import type { Batch } from './batch.ts';
import { Outcome } from './outcome.ts';
import { numbersEach, placedEvents } from './placed.ts';
import { takeBack } from './take-back.ts';
import { readTaken } from './taken-rows.ts';
import { factsFor, toldOf } from './told.ts';

const nothingThere = '本单位没有登记有商品条码的产品档案，也没有持有批次，文件中的事件都不写入批次';

/**
 * Takes what events tell of lots into their register, in the transaction that captures them: each under the rules of the
 * definition as if those before it had been written, and all of them in few statements. What the register has already is
 * never taken twice.
 */
export async function takeIntoLots(tx: Tx, batch: Batch): Promise<Outcome> {
  const outcome = new Outcome(batch.basis);
  const events = batch.events.filter(tellsOfLots);
  if (batch.house.isInRegister) await takeAll(tx, { ...batch, events }, outcome);
  else outcome.leaveAllOut(batch.events, nothingThere);
  return outcome;
}

function tellsOfLots({ telling, original }: PlacedEvent): boolean {
  return telling !== undefined || original !== undefined;
}

async function takeAll(tx: Tx, whole: Batch, outcome: Outcome): Promise<void> {
  const { house, events, at } = whole;
  if (events.length === 0) return;
  const keys = events.flatMap(({ key, original }) => [key, original ?? key]);
  const { taken, declared } = await readTaken(tx, house.id, keys, events.map(errorKey));
  const met = new Set(taken.keys());
  // A document may hold an event twice.
  const batch = { ...whole, events: events.filter(({ key }) => !met.has(key) && met.add(key)) };
  if (batch.events.length === 0) return;
  const standing = new Standing(house, taken);
  await standing.read(tx, batch.events, at);
  const errors = new Set(declared);
  for (const event of batch.events) {
    const { original } = event;
    if (original !== undefined) {
      await takeBack(tx, batch, standing, outcome, { ...event, original });
      errors.add(event.key);
    } else if (errors.has(errorKey(event))) outcome.leaveOut(event, '这个事件已经被声明有误');
    else if (event.telling !== undefined)
      takeOne(batch, standing, outcome, event, resolved(event.telling, standing.singles));
  }
  await outcome.write(tx, batch, standing);
  await outcome.finish(tx, batch);
}

function takeOne(
  batch: Batch,
  standing: Standing,
  outcome: Outcome,
  event: PlacedEvent,
  telling: Telling,
): void {
  const { kind } = telling;
  if (kind === 'packed' || kind === 'unpacked')
    return pack(batch, standing, outcome, event, telling);
  const { house, taking, capture, at } = batch;
  const { stock, units, parties } = standing;
  const inside = telling.units.length === 0 ? [] : units.lotsIn(telling.units);
  const told = toldOf({ ...telling, kind }, [...telling.lots, ...(inside ?? [])], stock, parties);
  const facts = factsFor(house.id, told, stock, stock.lots, house.products);
  const { productClasses, certificates } = house;
  const organisation = { id: house.id, productClasses };
  const kept = taking.gate({ ...facts, organisation, certificates }, told);
  if (kept !== undefined) return outcome.refuse(event, kept);
  const objection =
    unclear(telling, inside !== undefined, standing.singles) ??
    taking.when(facts, told) ??
    madeTwice(telling.singles, standing.singles.own);
  if (objection !== undefined) return outcome.leaveOut(event, objection);
  const effects = taking.then(facts, told);
  if (effects.length > numbersEach) return outcome.leaveOut(event, '一个事件涉及的批次过多');
  const entry = { id: capture, at };
  const writings = placedEvents(event.number, effects).map((one) => ({ entry, ...one }));
  for (const [piece, lot] of telling.singles) standing.singles.own.set(piece, lot);
  for (const { event: effect } of writings) stock.after(effect, lotIdOf(capture, effect));
  const { to } = told;
  const receiver = to !== undefined && 'organisation' in to ? to.organisation : undefined;
  const emptied = leaving.has(kind) ? units.leave(telling.units) : [];
  outcome.take(event, {
    capture,
    writings,
    emptied,
    receiver: kind === 'shipped' ? receiver : undefined,
    others: standing.othersIn(event),
  });
}

/** By these, units go away with what is in them. */
const leaving: ReadonlySet<ToldKind> = new Set(['shipped', 'sold', 'destroyed']);

function pack(
  { house, taking, capture }: Batch,
  standing: Standing,
  outcome: Outcome,
  event: PlacedEvent,
  telling: Telling,
): void {
  const { units, stock, parties } = standing;
  const { unit, kind, lots, pieces } = telling;
  if (unit === undefined) return;
  const content = { lots, units: telling.units, pieces };
  let objection: Objection | undefined = unclear(telling, true, standing.singles);
  if (objection === undefined && kind === 'packed') {
    const told = toldOf({ ...telling, kind }, lots, stock, parties, standing.packed(lots));
    const facts = factsFor(house.id, told, stock, stock.lots, house.products);
    objection = taking.when(facts, told) ?? units.pack(unit, content);
  } else if (objection === undefined && !units.unpack(unit, content)) {
    objection = '包装单元里没有采集过这些批次';
  }
  if (objection === undefined) outcome.take(event, { capture, others: standing.othersIn(event) });
  else outcome.leaveOut(event, objection);
}

/** The key of what would declare an event an error. */
function errorKey({ id }: PlacedEvent): string {
  return keyOf(id, true);
}

function unclear(
  { unnumbered, units }: Telling,
  isKnown: boolean,
  { doubtful }: Pieces,
): string | undefined {
  const [first] = unnumbered;
  if (first !== undefined && doubtful.has(first)) {
    return `${first}由几个单位登记在不同的批次中，不能确定是哪一个`;
  }
  if (first !== undefined) return `${first}没有批号，不能归入批次`;
  return isKnown ? undefined : `包装单元${units.join('、')}里装的批次没有采集`;
}
