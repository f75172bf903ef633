import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Effect } from '#kernel/effect.ts';
import type { LotEvent } from '#kernel/lot/lot.ts';
import { sumOf } from '#kernel/lot/quantity.ts';
import { lotIdOf } from '../../acts/effects/lot.ts';
import { lotCode } from '../../codes/code.ts';

/** The act whose effects on lots are worked out again. */
export interface LotCause {
  readonly entry: string;
  /** The house that acted. */
  readonly organisation: string;
  readonly at: Instant;
  readonly proceeding?: string | undefined;
}

/** What the graph of lots must hold because of one entry, as texts by what they are about. */
export interface ExpectedLots {
  /** By place among the effects: what happened to which lot. */
  readonly events: ReadonlyMap<number, string>;
  /** By the new lot and the one that was taken from ({@link partKey}): how much. */
  readonly parts: ReadonlyMap<string, string>;
  /** By place among the effects: what a new lot is; the id only where the lot is new, not more of one from outside. */
  readonly made: ReadonlyMap<number, { readonly id: string; readonly facts: string }>;
  /** Lots that are kept back from here on, and those that are let go. */
  readonly blocked: readonly string[];
  readonly unblocked: readonly string[];
  /** Of what an earlier entry kept back: its cause and the lot ({@link blockKey}). */
  readonly lifted: readonly string[];
  /** By lot: its public code, and how many serial numbers it got. */
  readonly codes: ReadonlyMap<string, string>;
}

/** A range of codes as text; where it begins follows from the ranges before it. */
export function codeText(code: string, serials: number, at: Instant): string {
  return [code, serials, at].join(' | ');
}

/** How an event is compared; `made` leaves the lot out, because more of a lot from outside keeps the lot's first id. */
export interface EventText {
  readonly kind: string;
  readonly lot: string | undefined;
  readonly organisation: string;
  readonly quantity: string;
  readonly to: string | undefined;
  readonly toName: string;
  readonly on: PlainDate;
  readonly late?: boolean | undefined;
}

/** An event as text; quantities as the database writes them, without noughts at their end. */
export function eventText({
  kind,
  lot,
  organisation,
  quantity,
  to,
  toName,
  on,
  late = false,
}: EventText): string {
  const amount = sumOf([quantity]);
  const how = late ? `${kind} late` : kind;
  return [how, kind === 'made' ? '' : lot, organisation, amount, to, toName, on].join(' | ');
}

/** What a lot is, as text; a lot from outside that came twice has the day and the class of its first time. */
export function lotText(
  lot: Pick<Extract<LotEvent, { kind: 'made' }>, 'number' | 'product' | 'unit'> & {
    readonly model?: string | undefined;
    readonly origin?: string | undefined;
    readonly file?: string | undefined;
  },
  organisation: string,
): string {
  const { number, product, model = '', file = '', unit, origin = '' } = lot;
  return [number, product, model, file, unit, origin, organisation].join(' | ');
}

/** Works out what an entry's effects did to lots. */
export function expectedLots(cause: LotCause, effects: readonly Effect[]): ExpectedLots {
  return expectedOf(
    cause,
    effects.flatMap((effect, place) =>
      effect.do === 'lot' ? [{ place, event: effect.event }] : [],
    ),
  );
}

/** The same of events of lots, each with its number among all that the entry does. */
export function expectedOf(
  cause: LotCause,
  placed: readonly { readonly place: number; readonly event: LotEvent }[],
): ExpectedLots {
  const events = new Map<number, string>();
  const parts = new Map<string, string>();
  const made = new Map<number, { id: string; facts: string }>();
  const blocked: string[] = [];
  const unblocked: string[] = [];
  const lifted: string[] = [];
  const codes = new Map<string, string>();
  const today = dayOf(cause.at);
  const { organisation } = cause;
  for (const { place, event } of placed) {
    if (event.kind === 'unblocked') {
      const { of, lots } = event;
      if (of === undefined) unblocked.push(...lots);
      else lifted.push(...lots.map((lot) => blockKey(of, lot)));
    } else if (event.kind === 'blocked') blocked.push(...event.lots);
    else if (event.kind === 'made') {
      const id = lotIdOf(cause.entry, event);
      const { quantity, released, madeOn, parts: used = [] } = event;
      const common = { lot: id, organisation, to: undefined, toName: '' };
      events.set(place, eventText({ ...common, kind: 'made', quantity, on: madeOn ?? today }));
      if (released !== undefined && Number(released) > 0) {
        const text = { ...common, lot: undefined, kind: 'released', quantity: released, on: today };
        // Of a lot made in the same breath: which one, its `made` event says.
        events.set(-1 - place, eventText(text));
      }
      made.set(place, { id, facts: lotText(event, organisation) });
      for (const { lot, quantity: amount } of used) {
        const key = partKey(id, lot);
        parts.set(key, sumOf([parts.get(key) ?? '0', amount]));
      }
    } else if (event.kind === 'coded') {
      codes.set(event.lot, codeText(lotCode(event.lot), event.serials, cause.at));
    } else events.set(place, moved(event, organisation, today));
  }
  return { events, parts, made, blocked, unblocked, lifted, codes };
}

/** How what keeps a lot back is found. */
export function blockKey(cause: string, lot: string): string {
  return `${cause}/${lot}`;
}

/** How what went from one lot into another is found. */
export function partKey(child: string, parent: string): string {
  return `${child}/${parent}`;
}

function moved(
  event: Exclude<LotEvent, { readonly lots: readonly string[] } | { kind: 'made' | 'coded' }>,
  organisation: string,
  today: PlainDate,
): string {
  const { kind, lot, quantity } = event;
  const common = { kind, lot, quantity, organisation };
  if (!('to' in event)) return eventText({ ...common, to: undefined, toName: '', on: today });
  const { to, on, late } = event;
  const receiver = 'organisation' in to ? to.organisation : undefined;
  const toName = 'outside' in to ? to.outside : '';
  return eventText({ ...common, to: receiver, toName, on, late });
}
