import { hash } from 'node:crypto';
import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { checkEvent } from '#trace/epcis/check/event.ts';
import { defect } from '#trace/epcis/check/defect.ts';
import type { Defect } from '#trace/epcis/check/defect.ts';
import { unstorable } from '#trace/epcis/check/storable.ts';
import { readContext } from '#trace/epcis/context.ts';
import type { Namespaces } from '#trace/epcis/context.ts';
import type { EpcisEvent } from '#trace/epcis/event.ts';
import { eventHash } from '#trace/epcis/event-hash.ts';
import { lotFacts } from '#trace/epcis/lot-facts.ts';
import { fingerprint, mentions } from '#trace/epcis/terms.ts';
import { epochMilliseconds } from '#trace/epcis/time.ts';
import { tellingOf } from '#trace/epcis/told.ts';
import type { Telling } from '#trace/epcis/told.ts';
import { bareWord, eventTypes } from '#trace/epcis/vocabulary.ts';
import { canonical } from '#trace/identifiers/identifier.ts';
import { limits } from '../limits.ts';

/** What is kept of an event beside its text. */
export interface PreparedEvent {
  /** 32 hexadecimal digits each. */
  readonly key: string;
  readonly content: string;
  /** Whether the id was given by the document and is not the event's own hash. */
  readonly isNamed: boolean;
  readonly eventTime: string;
  readonly kind: number;
  readonly words: Readonly<Record<WordKind, string | undefined>>;
  readonly terms: readonly number[];
  /** Its id, or its hash where it has none. */
  readonly id: string;
  /** What it tells the register of lots. */
  readonly telling: Telling | undefined;
  /** Key of the event that it declares an error. */
  readonly original: string | undefined;
}

/** Vocabularies whose words are listed for each organisation. */
export const wordKinds = ['bizStep', 'disposition', 'readPoint', 'bizLocation'] as const;
/** One of them. */
export type WordKind = (typeof wordKinds)[number];

const earliest = Date.UTC(1900, 0, 1);
const types = Object.keys(eventTypes);

/** The number under which a kind of event is kept; 0 for kinds of extensions. */
export function kindOf(type: string): number {
  return types.indexOf(type) + 1;
}

/** A number of 31 bits for a word. */
export function wordNumber(word: string | undefined): number {
  return word === undefined ? 0 : (fingerprint(word) % 0x7f_ff_ff_fe) + 1;
}

/** The key of an event's id; what takes an event back has the same id and another key. */
export function keyOf(id: string, declaresError: boolean): string {
  return hash('sha256', `${declaresError ? 'error ' : ''}${id}`).slice(0, 32);
}

/**
 * Checks one event and works out what is kept of it.
 * @param tells whether somebody asks what it tells of lots; most houses have none, and it costs.
 */
export function prepareEvent(
  text: string,
  namespaces: Namespaces,
  now: Instant,
  tells: boolean,
): PreparedEvent | readonly Defect[] {
  const parsed = parse(text);
  if (parsed === undefined) return [defect('这个事件不是有效的JSON')];
  const strange = unstorable(text, parsed);
  if (strange !== undefined) return [strange];
  const defects = checkEvent(parsed);
  if (defects.length > 0) return defects;
  const event = parsed as EpcisEvent;
  const at = epochMilliseconds(event.eventTime) ?? 0;
  if (at > epochMs(now) + limits.futureMinutes * 60_000) {
    return [defect(`事件时间${event.eventTime}晚于现在，未发生的事件不能采集`, 'eventTime')];
  }
  // The calendar of the database has no year 0, and nothing traced is older than this.
  if (at < earliest) return [defect(`事件时间${event.eventTime}过早`, 'eventTime')];
  const scope = ownScope(event, namespaces);
  const own = eventHash(event, scope, sha256);
  const id = event.eventID ?? own;
  return {
    key: keyOf(id, event.errorDeclaration !== undefined),
    content: own.slice(contentFrom, contentFrom + 32),
    isNamed: id !== own,
    eventTime: new Date(at).toISOString(),
    kind: kindOf(event.type),
    words: wordsOf(event),
    terms: mentions(event).map(fingerprint),
    id,
    telling: tells ? tellingOf(lotFacts(event)) : undefined,
    original: event.errorDeclaration === undefined ? undefined : keyOf(id, false),
  };
}

/** The words of an event in their one spelling. */
export function wordsOf(event: EpcisEvent): PreparedEvent['words'] {
  const { bizStep, disposition, readPoint, bizLocation } = event;
  return {
    bizStep: bizStep === undefined ? undefined : bareWord('bizStep', bizStep),
    disposition: disposition === undefined ? undefined : bareWord('disposition', disposition),
    readPoint: readPoint === undefined ? undefined : canonical(readPoint.id),
    bizLocation: bizLocation === undefined ? undefined : canonical(bizLocation.id),
  };
}

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

/** Namespaces of a document with those that an event adds itself. */
export function ownScope(event: EpcisEvent, outer: Namespaces): Namespaces {
  const context = event['@context'];
  if (context === undefined) return outer;
  const read = readContext(context, outer);
  return read.ok ? read.value : outer;
}

const contentFrom = 'ni:///sha-256;'.length;

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
