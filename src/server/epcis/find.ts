import { hash } from 'node:crypto';
import type { Tx } from '#db/transaction.ts';
import { knownContexts, readContext } from '#trace/epcis/context.ts';
import type { Namespaces } from '#trace/epcis/context.ts';
import type { EpcisEvent } from '#trace/epcis/event.ts';
import { eventHash } from '#trace/epcis/event-hash.ts';
import { meets } from '#trace/epcis/query/parameters.ts';
import type { EventQuery } from '#trace/epcis/query/parameters.ts';
import { translateEvent } from '#trace/epcis/translate.ts';
import type { EpcFormat } from '#trace/epcis/translate.ts';
import type { Context, SignedIn } from '../context.ts';
import { ownScope, sha256 } from './capture/prepare.ts';
import { exceptionOf } from './exception.ts';
import type { EpcisException } from './exception.ts';
import { limits } from './limits.ts';
import { readCandidates } from './queries.ts';
import type { AskedEvents, EventRow, Position } from './queries.ts';

/** An event that was asked for. */
export interface FoundEvent {
  readonly event: EpcisEvent;
  readonly namespaces: Namespaces;
  /** The document's own `@context`. */
  readonly context: unknown;
  readonly recordTime: string;
  readonly capture: string;
}

/** A page of events, and the token of the next one. */
export interface EventPage {
  readonly events: readonly FoundEvent[];
  readonly next?: string;
}

/** Where a page begins: behind a position, with so many events given out before. */
interface Token {
  readonly after: Position;
  readonly given: number;
  /** Of which query it is a page. */
  readonly query: string;
}

/** Finds a page of events. A page may end early where much had to be looked at; the token then goes on. */
export async function findPage(
  tx: Tx,
  query: AskedEvents,
  name: string,
  { perPage, token }: { readonly perPage: number; readonly token?: string | undefined },
): Promise<EventPage | EpcisException> {
  const begun = token === undefined ? undefined : readToken(token, name);
  if (token !== undefined && begun === undefined) {
    return exceptionOf('QueryParameterException', 'nextPageToken无效，请从第一页重新查询。');
  }
  if (begun === undefined && query.maxCount !== undefined) {
    const all = await search(tx, query, undefined, query.maxCount + 1);
    if (all.events.length > query.maxCount) {
      const sentence = `符合条件的事件超过${query.maxCount}个，请缩小查询范围。`;
      return exceptionOf('QueryTooLargeException', sentence);
    }
  }
  const given = begun?.given ?? 0;
  const left = (query.countLimit ?? Infinity) - given;
  const { events, last } = await search(tx, query, begun?.after, Math.min(perPage, left));
  if (last === undefined || events.length >= left) return { events };
  return {
    events,
    next: writeToken({ after: last, given: given + events.length, query: digest(name) }),
  };
}

async function search(tx: Tx, query: AskedEvents, start: Position | undefined, wanted: number) {
  const events: FoundEvent[] = [];
  const scopes = new Map<string, Namespaces>();
  let after = start;
  for (let examined = 0; examined < limits.examined;) {
    const chunk = Math.min(Math.max((wanted - events.length) * 2, 50), 2_000);
    const rows = await readCandidates(tx, query, after, chunk);
    examined += rows.length;
    for (const row of rows) {
      after = positionOf(query, row);
      const found = eventOf(row, scopes);
      if (!meets(query, found.event, found.namespaces)) continue;
      events.push(found);
      if (events.length === wanted) return { events, last: after };
    }
    if (rows.length < chunk) return { events, last: undefined };
  }
  return { events, last: after };
}

function positionOf({ orderBy }: EventQuery, row: EventRow): Position {
  return [orderBy === 'eventTime' ? row.event_time : row.record_time, row.event_time, row.key];
}

function eventOf(row: EventRow, scopes: Map<string, Namespaces>): FoundEvent {
  const event = JSON.parse(row.body.toString()) as EpcisEvent;
  let outer = scopes.get(row.capture_id);
  if (outer === undefined) {
    const read = readContext(row.context);
    if (!read.ok) throw new Error(`a stored context became unreadable: ${read.sentence}`);
    outer = read.value;
    scopes.set(row.capture_id, outer);
  }
  return {
    event,
    namespaces: ownScope(event, outer),
    context: row.context,
    recordTime: row.record_time,
    capture: row.capture_id,
  };
}

/** The event with an id, and what declares it wrong, the first handed in first. */
export async function eventWithId(
  { database }: Context,
  who: SignedIn,
  id: string,
): Promise<readonly FoundEvent[]> {
  const query: EventQuery = {
    eventTime: {},
    recordTime: {},
    words: {},
    named: [],
    tests: [],
    eventIds: [id],
    orderBy: 'recordTime',
    descending: false,
  };
  const { events } = await database.as(who.scope, (tx) => search(tx, query, undefined, 100));
  return events;
}

/** The events as one document of the standard, with the ids and times that the repository adds. */
export function queryDocument(
  events: readonly FoundEvent[],
  {
    name,
    now,
    format,
  }: { readonly name: string; readonly now: string; readonly format: EpcFormat },
): string {
  const prefixes = new Map<string, string>();
  const list = events.map((found) => {
    const { '@context': _, ...event } = translateEvent(found.event, format);
    const own = prefixesOf(found);
    // A prefix that means something else in another document must keep its meaning.
    const isFree = own.every(
      ([prefix, namespace]) => (prefixes.get(prefix) ?? namespace) === namespace,
    );
    if (isFree) for (const [prefix, namespace] of own) prefixes.set(prefix, namespace);
    return {
      ...(isFree ? {} : { '@context': Object.fromEntries(own) }),
      ...event,
      eventID: idOf(found),
      recordTime: found.recordTime,
    };
  });
  const context: unknown[] = [knownContexts[0]];
  if (prefixes.size > 0) context.push(Object.fromEntries(prefixes));
  return JSON.stringify({
    '@context': context,
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: now,
    epcisBody: { queryResults: { queryName: name, resultsBody: { eventList: list } } },
  });
}

/** The id of an event: its own, or that of its content where the document gave it none. */
export function idOf({ event, namespaces }: Pick<FoundEvent, 'event' | 'namespaces'>): string {
  return event.eventID ?? eventHash(event, namespaces, sha256);
}

function prefixesOf({ context, event }: FoundEvent): [string, string][] {
  const parts = [context, event['@context']].flat();
  return parts.flatMap((part) =>
    typeof part === 'object' && part !== null
      ? Object.entries(part).map(([prefix, own]: [string, unknown]): [string, string] => [
          prefix,
          typeof own === 'string' ? own : (own as { '@id': string })['@id'],
        ])
      : [],
  );
}

function writeToken(token: Token): string {
  return Buffer.from(JSON.stringify([...token.after, token.given, token.query])).toString(
    'base64url',
  );
}

const instantPattern = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z$/;

function readToken(text: string, name: string): Token | undefined {
  try {
    const parts = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
    if (!Array.isArray(parts) || parts.length !== 5) return undefined;
    const [order, eventTime, key, given, query] = parts as unknown[];
    if (typeof order !== 'string' || typeof eventTime !== 'string' || typeof key !== 'string') {
      return undefined;
    }
    const isSound =
      instantPattern.test(order) && instantPattern.test(eventTime) && /^[0-9a-f-]{36}$/.test(key);
    if (!isSound || !Number.isSafeInteger(given) || query !== digest(name)) return undefined;
    return { after: [order, eventTime, key], given: given as number, query: digest(name) };
  } catch {
    return undefined;
  }
}

/** A token belongs to the query that it was made for. */
function digest(name: string): string {
  return hash('sha256', name).slice(0, 16);
}
