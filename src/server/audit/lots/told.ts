import { hash } from 'node:crypto';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { LotEvent, LotFacts } from '#kernel/lot/lot.ts';
import { articleNumber } from '#kernel/product/life.ts';
import type { ProductFacts } from '#kernel/product/life.ts';
import type { Told, ToldKind } from '#kernel/lot/told.ts';
import type { EpcisEvent } from '#trace/epcis/event.ts';
import { lotFacts } from '#trace/epcis/lot-facts.ts';
import { resolved } from '#trace/epcis/singles.ts';
import { tellingOf } from '#trace/epcis/told.ts';
import type { Telling } from '#trace/epcis/told.ts';
import type { Tx } from '#db/transaction.ts';
import { readParties } from '../../epcis/lots/parties.ts';
import type { Parties } from '../../epcis/lots/parties.ts';
import { numbersOf, placedEvents } from '../../epcis/lots/placed.ts';
import { factsFor, toldOf } from '../../epcis/lots/told.ts';
import type { LotsByName } from '../../epcis/lots/told.ts';
import { frozen } from '../difference.ts';
import type { Audit, Difference } from '../difference.ts';
import { compareLots, differ } from './compare.ts';
import { expectedOf } from './effects.ts';
import type { ExpectedLots } from './effects.ts';
import { findUntold, readProducts, readStoredTold, readTakenRows } from './told-rows.ts';
import type { StoredTold, TakenRow, TouchedLot } from './told-rows.ts';
import { BegunOfAll } from './told-begun.ts';
import { SinglesOfAll } from './told-singles.ts';
import { keyOf, UnitsOfAll } from './told-units.ts';

const batchSize = 500;

/**
 * Works out again, from the captured documents, what their events did to lots, in the order in which the register took
 * them; compares it with the graph, and in the end what lies in the logistic units.
 */
export async function checkToldLots(audit: Audit): Promise<Difference | undefined> {
  const books = audit.law.books.flatMap(({ id, takes }) => (takes === undefined ? [] : [id]));
  const untold = await audit.database.asSystem('audit', (tx) => findUntold(tx, books), frozen);
  if (untold !== undefined)
    return differ(untold.entry, untold.table, undefined, '-', '没有对应的事件');
  const replay = new Replayed(audit);
  for (let after: number | undefined = 0; after !== undefined;) {
    const from: number = after;
    const found = await audit.database.asSystem('audit', (tx) => replay.batch(tx, from), frozen);
    if (found.difference !== undefined) return found.difference;
    after = found.last;
  }
  return audit.database.asSystem(
    'audit',
    async (tx) => (await replay.units.compare(tx)) ?? replay.singles.compare(tx),
    frozen,
  );
}

/** What the events of all houses came to so far. */
class Replayed {
  readonly #audit: Audit;
  readonly units = new UnitsOfAll();
  readonly singles = new SinglesOfAll();
  readonly begun = new BegunOfAll();

  constructor(audit: Audit) {
    this.#audit = audit;
  }

  async batch(
    tx: Tx,
    after: number,
  ): Promise<{ readonly difference?: Difference; readonly last?: number | undefined }> {
    const rows = await readTakenRows(tx, after, batchSize);
    const ranges = rows.map(({ capture_id: capture, number }) => {
      const [low, high] = numbersOf(number);
      return { capture, low, high };
    });
    const stored = await readStoredTold(tx, ranges);
    const files = stored.flatMap(({ lots }) =>
      lots.flatMap(({ product_file: file }) => file ?? []),
    );
    const productAt = await readProducts(tx, this.#audit.law, [...new Set(files)]);
    for (const [index, row] of rows.entries()) {
      const own = stored[index]!;
      const event = eventOf(row);
      if (event === undefined) return { difference: lost(row) };
      const parties = await this.#parties(tx, row, event);
      const products = own.lots.flatMap(({ product_file: file }) =>
        file === null ? [] : (productAt(file, row.at) ?? []),
      );
      const difference = await this.#compare(row, event, own, parties, products);
      if (difference !== undefined) return { difference };
    }
    return { last: rows.length < batchSize ? undefined : rows.at(-1)!.seq };
  }

  #parties(tx: Tx, { at }: TakenRow, event: EpcisEvent): Promise<Parties> {
    const telling = tellingOf(lotFacts(event));
    return readParties(tx, [...(telling?.to ?? []), ...(telling?.from ?? [])], at);
  }

  async #compare(
    row: TakenRow,
    event: EpcisEvent,
    stored: StoredTold,
    parties: Parties,
    products: readonly ProductFacts[],
  ): Promise<Difference | undefined> {
    const { organisation_id: organisation, capture_id: entry, number, at } = row;
    const named = tellingOf(lotFacts(event));
    const telling =
      named === undefined ? undefined : resolved(named, this.singles.of(organisation, row.others));
    const [unknown] = telling?.unnumbered ?? [];
    if (unknown !== undefined && !row.undone && event.errorDeclaration === undefined) {
      return differ(entry, 'epcis_taken', undefined, `未写入：${unknown}没有批号`, '写入');
    }
    this.singles.move(organisation, event, telling);
    const begins = this.begun.move(row, event, telling);
    const inside = telling === undefined ? [] : this.units.of(organisation).lotsIn(telling.units);
    const wrong = this.units.move(row, event, telling, parties);
    if (wrong !== undefined)
      return differ(entry, 'epcis_taken', undefined, `未写入：${wrong}`, '写入');
    const cause = { entry, organisation, at };
    const takes = this.#audit.law.book('trace-capture', dayOf(at))?.takes;
    const isOver = row.undone || event.errorDeclaration !== undefined;
    if (isOver || takes === undefined || telling === undefined || !isTold(telling)) {
      return compareLots(entry, expectedOf(cause, []), bare(stored));
    }
    const names = without(namesOf(stored.lots), begins);
    const told = toldOf(telling, [...telling.lots, ...(inside ?? [])], names, parties);
    const stock = new Map(stored.lots.map((lot) => [lot.id, knownOf(lot, organisation)]));
    const own = new Map(
      products.flatMap((one) => (one.holder === organisation ? [[one.id, one]] : [])),
    );
    const files = Map.groupBy(own.values(), ({ code }) => articleNumber(code));
    const effects = takes.then(factsFor(organisation, told, names, stock, files), told);
    const missing = missingIn(told, effects, stored.lots);
    if (missing !== undefined) return differ(entry, missing, undefined, '有', '-');
    const expected = expectedOf(cause, placedEvents(number, effects));
    return compareLots(entry, expected, bare(stored)) ?? anotherLot(entry, expected, stored);
  }
}

/** A lot bears the id that the event which began it gives. */
function anotherLot(
  entry: string,
  { made }: ExpectedLots,
  { events }: StoredTold,
): Difference | undefined {
  const wrong = events.find(({ number, lot }) => (made.get(number)?.id ?? lot) !== lot);
  return wrong === undefined
    ? undefined
    : differ(entry, 'lot', wrong.lot, made.get(wrong.number)?.id ?? '-', wrong.lot);
}

function isTold(telling: Telling): telling is Telling & { readonly kind: ToldKind } {
  return telling.kind !== 'packed' && telling.kind !== 'unpacked';
}

/** Where what was taken then left nothing behind: the register knew all of it, or the event would not have been taken. */
function missingIn(
  { kind, goods, used }: Told,
  effects: readonly LotEvent[],
  there: readonly TouchedLot[],
): string | undefined {
  if (kind === 'received') return undefined;
  if (used.some(({ lots }) => lots.length === 0)) return 'lot_part';
  if (kind !== 'made') return goods.some(({ lots }) => lots.length === 0) ? 'lot_event' : undefined;
  if (effects.length < goods.length) return 'lot_event';
  const links = new Set(there.map(({ identifier }) => identifier));
  return goods.some(({ link }) => !links.has(link)) ? 'lot' : undefined;
}

/** The event that a row names, where its text is there and has its key. */
function eventOf({ body, key, event_id: id }: TakenRow): EpcisEvent | undefined {
  if (body === null) return undefined;
  try {
    const event = JSON.parse(body.toString()) as EpcisEvent;
    const isError = event.errorDeclaration !== undefined;
    const own = isError ? hash('sha256', `error ${id}`).slice(0, 32) : keyOf(id);
    return own === key && (event.eventID ?? id) === id ? event : undefined;
  } catch {
    return undefined;
  }
}

function lost({ capture_id: entry }: TakenRow): Difference {
  return differ(entry, 'epcis_taken', undefined, '事件', '-');
}

function bare({ events, parts }: StoredTold) {
  return { events, parts, blocks: [], codes: [] };
}

/** Lots by the names by which an event may have meant them. */
function namesOf(lots: readonly TouchedLot[]): LotsByName {
  const linked = lots.filter(({ identifier }) => identifier !== null);
  const ids = (list: readonly TouchedLot[]) => list.map(({ id }) => id);
  const group = (list: readonly TouchedLot[], name: (lot: TouchedLot) => string) =>
    new Map([...Map.groupBy(list, name)].map(([key, own]) => [key, ids(own)]));
  return {
    byLink: group(linked, ({ identifier }) => identifier ?? ''),
    unlinked: group(
      lots.filter(({ identifier }) => identifier === null),
      ({ number }) => number.toLowerCase(),
    ),
    byNumber: new Map(),
    // What happened to a lot before more of it was made, nobody knows any more; what is made does not depend on it.
    begun: new Map(),
  };
}

/** Before an event that began lots, they were not there. */
function without(names: LotsByName, begins: ReadonlySet<string>): LotsByName {
  return { ...names, byLink: new Map([...names.byLink].filter(([link]) => !begins.has(link))) };
}

/** How much there was at the time nobody knows any more; what events do depends on none of it. */
function knownOf({ id, number, unit }: TouchedLot, house: string): LotFacts {
  const nothing = { got: '0', released: '0', onHand: '0', used: '0', passed: '0', returned: '0' };
  const gone = { destroyed: '0', available: '0', blocked: false };
  return { id, number, product: '', unit, registeredBy: house, own: true, ...nothing, ...gone };
}
