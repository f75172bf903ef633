import { canonical } from '../identifiers/identifier.ts';
import { expanded, expandedValue } from './context.ts';
import type { Namespaces } from './context.ts';
import type { EpcisEvent } from './event.ts';
import { utcMilliseconds } from './time.ts';
import { webWord } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

/** How a field goes into the text: in which vocabulary its words lie, or what else it is. */
type Kind = Vocabulary | 'time' | 'text' | 'zone' | 'flag';
type Ordered = readonly (readonly [name: string, kind: Kind])[];

const metadataOrder: Ordered = [
  ['time', 'time'],
  ['startTime', 'time'],
  ['endTime', 'time'],
  ['deviceID', 'text'],
  ['deviceMetadata', 'text'],
  ['rawData', 'text'],
  ['dataProcessingMethod', 'text'],
  ['bizRules', 'text'],
];

const reportOrder: Ordered = [
  ['type', 'measurement'],
  ['exception', 'measurement'],
  ['deviceID', 'text'],
  ['deviceMetadata', 'text'],
  ['rawData', 'text'],
  ['dataProcessingMethod', 'text'],
  ['time', 'time'],
  ['microorganism', 'text'],
  ['chemicalSubstance', 'text'],
  ['value', 'text'],
  ['component', 'component'],
  ['stringValue', 'text'],
  ['booleanValue', 'text'],
  ['hexBinaryValue', 'text'],
  ['uriValue', 'text'],
  ['minValue', 'text'],
  ['maxValue', 'text'],
  ['meanValue', 'text'],
  ['sDev', 'text'],
  ['percRank', 'text'],
  ['percValue', 'text'],
  ['uom', 'text'],
  ['coordinateReferenceSystem', 'text'],
];

/** Fields that say nothing about what happened, and those that are written out in their order. */
const treated: ReadonlySet<string> = new Set(
  `@context type eventID recordTime errorDeclaration eventTime eventTimeZoneOffset certificationInfo parentID epcList
  inputEPCList childEPCs quantityList childQuantityList inputQuantityList outputEPCList outputQuantityList action
  transformationID bizStep disposition persistentDisposition readPoint bizLocation sensorElementList rdfs:comment
  comment`.split(/\s+/),
);

/**
 * The text whose hash names an event whatever its spelling: fields in the order of the standard, lists sorted, times in
 * UTC to the millisecond, identifiers as canonical Digital Links, words as web addresses, extensions behind. It leaves
 * out what the repository adds (recordTime, eventID) and later corrections. Source: CBV 2.0, 8.9; where the standard
 * leaves the place of a list open it follows the published test vectors of the reference implementation.
 */
export function preHash(event: EpcisEvent, namespaces: Namespaces): string {
  const scope: Scope = { namespaces };
  return [
    `eventType=${event.type}`,
    leaf('eventTime', event.eventTime, 'time', scope),
    leaf('eventTimeZoneOffset', event.eventTimeZoneOffset, 'zone', scope),
    many('certificationInfo', event.certificationInfo, scope),
    leaf('parentID', event.parentID, 'text', scope),
    things('epcList', event.epcList, scope),
    things('inputEPCList', event.inputEPCList, scope),
    things('childEPCs', event.childEPCs, scope),
    quantities('quantityList', event.quantityList, scope),
    quantities('childQuantityList', event.childQuantityList, scope),
    quantities('inputQuantityList', event.inputQuantityList, scope),
    things('outputEPCList', event.outputEPCList, scope),
    quantities('outputQuantityList', event.outputQuantityList, scope),
    leaf('action', event.action, 'text', scope),
    leaf('transformationID', event.transformationID, 'text', scope),
    leaf('bizStep', event.bizStep, 'bizStep', scope),
    leaf('disposition', event.disposition, 'disposition', scope),
    persistent(event, scope),
    place('readPoint', event.readPoint, scope),
    place('bizLocation', event.bizLocation, scope),
    sensors(event, scope),
    rest(event, scope),
  ].join('');
}

interface Scope {
  readonly namespaces: Namespaces;
}

function leaf(name: string, value: unknown, kind: Kind, scope: Scope): string {
  if (value === undefined || value === null) return '';
  const text = valueText(value, kind, scope);
  return text === '' ? '' : `${name}=${text}`;
}

function valueText(value: unknown, kind: Kind, { namespaces }: Scope): string {
  const text = String(value).trim();
  switch (kind) {
    case 'time':
      return utcMilliseconds(text) ?? text;
    case 'text':
    case 'zone':
    case 'flag':
      return normalised(expandedValue(text, namespaces));
    default: {
      const word = webWord(kind, text);
      return word === text ? normalised(expandedValue(text, namespaces)) : word;
    }
  }
}

const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Numbers without superfluous signs and zeros, identifiers in their one spelling. */
function normalised(text: string): string {
  if (numberPattern.test(text)) {
    const number = Number(text);
    if (Number.isInteger(number)) return BigInt(number).toString();
    return Number.isFinite(number) ? String(number) : text;
  }
  if (!text.includes(':')) return text;
  // Old URNs of the vocabularies may stand in any field, and name their vocabulary themselves.
  return text.startsWith('urn:epcglobal:cbv:') ? webWord('bizStep', text) : canonical(text);
}

function many(name: string, value: unknown, scope: Scope): string {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return sorted(list.map((one) => leaf(name, one, 'text', scope)));
}

function things(name: string, list: readonly string[] | undefined, scope: Scope): string {
  if (list === undefined || list.length === 0) return '';
  return name + sorted(list.map((epc) => leaf('epc', epc, 'text', scope)));
}

function quantities(name: string, list: EpcisEvent['quantityList'], scope: Scope): string {
  if (list === undefined || list.length === 0) return '';
  const elements = list.map(
    ({ epcClass, quantity, uom }) =>
      `quantityElement${leaf('epcClass', epcClass, 'text', scope)}` +
      `${leaf('quantity', quantity, 'text', scope)}${leaf('uom', uom, 'text', scope)}`,
  );
  return name + sorted(elements);
}

function persistent({ persistentDisposition }: EpcisEvent, scope: Scope): string {
  if (persistentDisposition === undefined) return '';
  const { set = [], unset = [] } = persistentDisposition;
  const part = (name: string, list: readonly string[]) =>
    sorted(list.map((one) => leaf(name, one, 'disposition', scope)));
  return `persistentDisposition${part('set', set)}${part('unset', unset)}`;
}

function place(name: string, value: { readonly id: string } | undefined, scope: Scope): string {
  return value === undefined
    ? ''
    : `${name}${leaf('id', value.id, 'text', scope)}${others(value, ['id'], scope)}`;
}

function sensors({ sensorElementList: list }: EpcisEvent, scope: Scope): string {
  if (list === undefined || list.length === 0) return '';
  const elements = list.map((element) => {
    const { sensorMetadata: metadata, sensorReport: reports } = element;
    const head =
      metadata === undefined ? '' : `sensorMetadata${fields(metadata, metadataOrder, scope)}`;
    const body = sorted(reports.map((one) => `sensorReport${fields(one, reportOrder, scope)}`));
    return `sensorElement${head}${body}${others(element, ['sensorMetadata', 'sensorReport'], scope)}`;
  });
  return `sensorElementList${sorted(elements)}`;
}

function fields(value: Readonly<Record<string, unknown>>, order: Ordered, scope: Scope): string {
  const own = order.map(([name, kind]) => leaf(name, value[name], kind, scope)).join('');
  return (
    own +
    others(
      value,
      order.map(([name]) => name),
      scope,
    )
  );
}

/** Extensions inside an element, sorted. */
function others(value: object, but: readonly string[], scope: Scope): string {
  const names = Object.keys(value).filter((name) => !but.includes(name) && !isComment(name));
  return names.length === 0 ? '' : generic(value, names, scope);
}

/** What the order doesn't name: documents, sources, destinations, master data and extensions, sorted by their text. */
function rest(event: EpcisEvent, scope: Scope): string {
  const texts: string[] = [];
  for (const name in event) {
    if (treated.has(name)) continue;
    if (name === 'bizTransactionList') {
      texts.push(pairs(name, event[name], 'bizTransaction', 'bizTransaction', scope));
    } else if (name === 'sourceList')
      texts.push(pairs(name, event[name], 'source', 'party', scope));
    else if (name === 'destinationList') {
      texts.push(pairs(name, event[name], 'destination', 'party', scope));
    } else texts.push(...extension(name, event[name], scope));
  }
  return sorted(texts);
}

function pairs(
  name: string,
  list: unknown,
  value: string,
  types: Vocabulary,
  scope: Scope,
): string {
  if (!Array.isArray(list) || list.length === 0) return '';
  const elements = (list as Readonly<Record<string, unknown>>[]).map(
    (one) => leaf('type', one['type'], types, scope) + leaf(value, one[value], 'text', scope),
  );
  return name + sorted(elements);
}

function generic(value: object, names: readonly string[], scope: Scope): string {
  const own = value as Readonly<Record<string, unknown>>;
  return sorted(names.flatMap((name) => extension(name, own[name], scope)));
}

function extension(name: string, value: unknown, scope: Scope): string[] {
  const full = expanded(name, scope.namespaces) ?? name;
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.map((one) => {
    if (one === null || one === undefined) return full;
    if (Array.isArray(one)) return full + sorted(extension(name, one, scope));
    if (typeof one === 'object') return full + others(one, [], scope);
    const text = valueText(one, 'text', scope);
    return text === '' ? full : `${full}=${text}`;
  });
}

function isComment(name: string): boolean {
  return name === 'rdfs:comment' || name === 'comment';
}

function sorted(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? '') : texts.toSorted(byCodeUnit).join('');
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
