import { found, wrong } from '../identifiers/outcome.ts';
import type { Outcome } from '../identifiers/outcome.ts';

/** Prefix to namespace, e.g. `jx` → `https://ns.example.cn/epcis/`. */
export type Namespaces = ReadonlyMap<string, string>;

/** Addresses under which the standard publishes its context. Known by heart, never fetched. */
export const knownContexts: readonly string[] = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  'https://ref.gs1.org/standards/epcis/2.0.1/epcis-context.jsonld',
  'https://ref.gs1.org/standards/epcis/epcis-context.jsonld',
  'https://gs1.github.io/EPCIS/epcis-context.jsonld',
];

/** Namespaces that the standard's context declares; a document may repeat them and not change them. */
const standard: Namespaces = new Map([
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema#'],
  ['dcterms', 'http://purl.org/dc/terms/'],
]);

const mostPrefixes = 100;

/**
 * Reads the `@context` of a document or an event. Nothing is ever fetched: a context is either the standard's own,
 * whose content is known, or a list of prefixes with their namespaces written out. Everything else could change what a
 * field means (another context, `@import`, `@vocab`, a term redefined) and is refused.
 * @param outer what already applies around it.
 */
export function readContext(context: unknown, outer: Namespaces = standard): Outcome<Namespaces> {
  const parts = Array.isArray(context) ? (context as unknown[]) : [context];
  const namespaces = new Map(outer);
  for (const part of parts) {
    if (typeof part === 'string') {
      if (knownContexts.includes(part)) continue;
      return wrong(
        `不读取外部上下文“${shown(part)}”：只接受EPCIS标准的上下文，以及在文件内写明命名空间的前缀`,
      );
    }
    if (typeof part !== 'object' || part === null || Array.isArray(part)) {
      return wrong('@context只能是网址，或者由前缀和命名空间组成的对象');
    }
    for (const [prefix, value] of Object.entries(part)) {
      if (isCoercion(prefix, value)) continue;
      const namespace = namespaceOf(prefix, value);
      if (!namespace.ok) return namespace;
      namespaces.set(prefix, namespace.value);
    }
  }
  return namespaces.size > mostPrefixes + standard.size
    ? wrong(`@context中的前缀超过${mostPrefixes}个`)
    : found(namespaces);
}

/** Whether the standard's own context is among those named. */
export function namesStandard(context: unknown): boolean {
  const parts = Array.isArray(context) ? (context as unknown[]) : [context];
  return parts.some((part) => typeof part === 'string' && knownContexts.includes(part));
}

/**
 * `"rail:carriage": { "@type": "@id" }` says of what kind the values of an extension are. It gives no name another
 * meaning and is left to whoever reads the extension.
 */
function isCoercion(name: string, value: unknown): boolean {
  if (!/^[A-Za-z][\w.-]*:[\w.-]+$/.test(name) || typeof value !== 'object' || value === null)
    return false;
  return Object.entries(value).every(
    ([key, own]) =>
      (key === '@type' || key === '@container') &&
      typeof own === 'string' &&
      /^(@|xsd:)\w+$/.test(own),
  );
}

function namespaceOf(prefix: string, value: unknown): Outcome<string> {
  if (prefix.startsWith('@')) {
    return wrong(`@context中的“${shown(prefix)}”会改变文件的含义，不予接受`);
  }
  if (!/^[A-Za-z][\w.-]*$/.test(prefix)) return wrong(`@context中的前缀“${shown(prefix)}”写法有误`);
  const own = typeof value === 'object' && value !== null ? ownId(value) : value;
  if (typeof own !== 'string' || !/^[A-Za-z][A-Za-z\d+.-]*:[^\s\p{Cc}<>"]+$/u.test(own)) {
    return wrong(`@context中“${prefix}”的命名空间应为完整的网址`);
  }
  const fixed = standard.get(prefix);
  if (fixed !== undefined && fixed !== own) {
    return wrong(`@context不能把标准前缀“${prefix}”改指“${shown(own)}”`);
  }
  if (reserved.has(prefix)) return wrong(`@context不能重新定义标准字段“${prefix}”`);
  return found(own);
}

/** `{ "@id": …, "@prefix": true }` says the same as the bare namespace. */
function ownId(value: object): unknown {
  const keys = Object.keys(value);
  return keys.every((key) => key === '@id' || key === '@prefix')
    ? (value as { '@id'?: unknown })['@id']
    : undefined;
}

/** The name of a field with its prefix replaced, `{namespace}name`; undefined where it has no declared prefix. */
export function expanded(name: string, namespaces: Namespaces): string | undefined {
  const at = name.indexOf(':');
  const namespace = at < 0 ? undefined : namespaces.get(name.slice(0, at));
  return namespace === undefined ? undefined : `{${namespace}}${name.slice(at + 1)}`;
}

/** A value with its prefix replaced: `cbv:Comp-x` → `https://ref.gs1.org/cbv/Comp-x`. */
export function expandedValue(text: string, namespaces: Namespaces): string {
  const at = text.indexOf(':');
  const namespace = at < 0 ? undefined : namespaces.get(text.slice(0, at));
  return namespace === undefined ? text : namespace + text.slice(at + 1);
}

function shown(text: string): string {
  return text.slice(0, 120);
}

/** Terms of the standard that a prefix must not shadow. */
const reserved: ReadonlySet<string> = new Set(
  `id type baseURL eventTime recordTime eventTimeZoneOffset action certificationInfo bizStep disposition bizLocation
  readPoint transformationID epcList sourceList destinationList persistentDisposition quantity epcClass uom quantityList
  bizTransactionList parentID childEPCs childQuantityList inputEPCList outputEPCList inputQuantityList
  outputQuantityList sensorElementList errorDeclaration eventID creationDate sender receiver instanceIdentifier
  schemaVersion ilmd EPCISDocument EPCISQueryDocument epcisHeader epcisBody queryResults subscriptionID queryName
  resultsBody eventList children ObjectEvent AggregationEvent TransformationEvent AssociationEvent TransactionEvent`.split(
    /\s+/,
  ),
);
