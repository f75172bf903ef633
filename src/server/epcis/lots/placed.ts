import type { LotEvent } from '#kernel/lot/lot.ts';

/** So many numbers each event of a document has for what it does to lots. */
export const numbersEach = 10_000;

/**
 * What an event does to lots, each with its number among everything that the capture's entry does: from the event's place
 * in the document follows where it stands. New lots get a key of their own, so that no two events make one id.
 */
export function placedEvents(
  place: number,
  events: readonly LotEvent[],
): readonly { readonly place: number; readonly event: LotEvent }[] {
  return events.map((event, index) => ({
    place: place * numbersEach + index,
    event: event.kind === 'made' ? { ...event, key: `${place}.${event.key ?? index}` } : event,
  }));
}

/** The first and the last number of an event. */
export function numbersOf(place: number): readonly [low: number, high: number] {
  return [place * numbersEach, (place + 1) * numbersEach - 1];
}
