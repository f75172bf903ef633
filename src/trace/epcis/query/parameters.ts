import { canonical } from '../../identifiers/identifier.ts';
import { found, wrong } from '../../identifiers/outcome.ts';
import type { Outcome } from '../../identifiers/outcome.ts';
import type { Namespaces } from '../context.ts';
import type { EpcisEvent } from '../event.ts';
import { epochMilliseconds } from '../time.ts';
import { eventTypes } from '../vocabulary.ts';
import { fieldTest } from './fields.ts';

/** Whether an event is one that was asked for. */
export type EventTest = (event: EpcisEvent, namespaces: Namespaces) => boolean;

/** Half-open span of time in milliseconds since 1970. */
export interface Span {
  readonly from?: number;
  readonly until?: number;
}

/**
 * What a query asks for. What an index can answer stands by itself and narrows the search down; `tests` decide.
 */
export interface EventQuery {
  readonly types?: readonly string[];
  readonly eventTime: Span;
  readonly recordTime: Span;
  /** Bare words or canonical identifiers; one of each list must be the event's. */
  readonly words: Readonly<
    Partial<Record<'bizStep' | 'disposition' | 'readPoint' | 'bizLocation', readonly string[]>>
  >;
  /** Canonical identifiers: of each list the event names at least one. */
  readonly named: readonly (readonly string[])[];
  readonly eventIds?: readonly string[];
  readonly tests: readonly EventTest[];
  readonly orderBy: 'eventTime' | 'recordTime';
  readonly descending: boolean;
  /** So many events at most, the first in the order. */
  readonly countLimit?: number;
  /** More than so many are refused. */
  readonly maxCount?: number;
}

/** Parameters of a query as they come in: a list for each name. */
export type Parameters = Readonly<Record<string, readonly string[]>>;

type Draft = { -readonly [K in keyof EventQuery]: EventQuery[K] } & {
  tests: EventTest[];
  named: (readonly string[])[];
  words: Partial<
    Record<'bizStep' | 'disposition' | 'readPoint' | 'bizLocation', readonly string[]>
  >;
};

/**
 * Reads the parameters of the simple event query (EPCIS 2.0, 8.2.7.1).
 * @param namespaces what the prefixes in the names of extension parameters mean.
 */
export function readQuery(parameters: Parameters, namespaces: Namespaces): Outcome<EventQuery> {
  const draft: Draft = {
    eventTime: {},
    recordTime: {},
    words: {},
    named: [],
    tests: [],
    orderBy: 'eventTime',
    descending: true,
  };
  for (const [name, values] of Object.entries(parameters)) {
    const sentence = apply(draft, name, values, namespaces);
    if (sentence !== undefined) return wrong(sentence);
  }
  if (draft.countLimit !== undefined && draft.maxCount !== undefined) {
    return wrong('eventCountLimit和maxEventCount不能同时使用');
  }
  return found(draft);
}

function apply(
  draft: Draft,
  name: string,
  values: readonly string[],
  namespaces: Namespaces,
): string | undefined {
  if (values.length === 0 || values.includes('')) return `参数${name}没有值`;
  if (/^(GE|LT)_(eventTime|recordTime)$/.test(name)) return applyTime(draft, name, values);
  const [first = ''] = values;
  switch (name) {
    case 'eventType':
      return applyTypes(draft, values);
    case 'EQ_eventID':
      draft.eventIds = values;
      return undefined;
    case 'orderBy':
      if (first !== 'eventTime' && first !== 'recordTime') {
        return `不支持按${first}排序，请用eventTime或者recordTime`;
      }
      draft.orderBy = first;
      return undefined;
    case 'orderDirection':
      if (first !== 'ASC' && first !== 'DESC') return 'orderDirection应为ASC或者DESC';
      draft.descending = first === 'DESC';
      return undefined;
    case 'eventCountLimit':
    case 'maxEventCount': {
      const count = Number(first);
      if (!Number.isInteger(count) || count < 1) return `${name}应为正整数`;
      draft[name === 'maxEventCount' ? 'maxCount' : 'countLimit'] = count;
      return undefined;
    }
    default:
      return applyField(draft, name, values, namespaces);
  }
}

function applyTime(draft: Draft, name: string, [text = '']: readonly string[]): string | undefined {
  // In an address a plus is a space, and many clients forget that.
  const ms = epochMilliseconds(text.replace(/ (\d\d:\d\d)$/, '+$1'));
  if (ms === undefined || !/([Zz]|[+ -]\d\d:\d\d)$/.test(text)) {
    return `${name}应为带时区的时间，如2026-11-28T09:30:00+08:00`;
  }
  const field = name.endsWith('eventTime') ? 'eventTime' : 'recordTime';
  draft[field] = { ...draft[field], [name.startsWith('GE') ? 'from' : 'until']: ms };
  return undefined;
}

function applyTypes(draft: Draft, values: readonly string[]): string | undefined {
  const unknown = values.find((type) => !Object.hasOwn(eventTypes, type) && !type.includes(':'));
  if (unknown !== undefined) return `没有“${unknown}”这种事件`;
  draft.types = values;
  draft.tests.push(({ type }) => values.includes(type));
  return undefined;
}

function applyField(
  draft: Draft,
  name: string,
  values: readonly string[],
  namespaces: Namespaces,
): string | undefined {
  const test = fieldTest(name, values, namespaces);
  if (!test.ok) return test.sentence;
  draft.tests.push(test.value.test);
  const { word, named } = test.value;
  if (word !== undefined) draft.words[word.kind] = word.values;
  if (named !== undefined) draft.named.push(named.map(canonical));
  return undefined;
}

/** Whether an event meets everything that a query asks about the event itself. */
export function meets(query: EventQuery, event: EpcisEvent, namespaces: Namespaces): boolean {
  const at = epochMilliseconds(event.eventTime) ?? Number.NaN;
  const { from = -Infinity, until = Infinity } = query.eventTime;
  return at >= from && at < until && query.tests.every((test) => test(event, namespaces));
}
