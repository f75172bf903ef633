import { canonical } from '../identifiers/identifier.ts';
import type { EpcisEvent, QuantityElement } from './event.ts';

/** Lists and fields of an event that name things. */
export const thingFields = [
  'epcList',
  'childEPCs',
  'inputEPCList',
  'outputEPCList',
] as const satisfies readonly (keyof EpcisEvent)[];

/** Lists of an event that name quantities. */
export const quantityFields = [
  'quantityList',
  'childQuantityList',
  'inputQuantityList',
  'outputQuantityList',
] as const satisfies readonly (keyof EpcisEvent)[];

/** Identifiers of the things that an event names, in their canonical spelling; not of documents and places. */
export function thingsOf(event: EpcisEvent): string[] {
  return [
    ...(event.parentID === undefined ? [] : [event.parentID]),
    ...thingFields.flatMap((field) => event[field] ?? []),
    ...quantityFields.flatMap((field) => (event[field] ?? []).map(({ epcClass }) => epcClass)),
  ].map(canonical);
}

/** Every identifier that an event is about, in its canonical spelling, each once: the words of its index. */
export function mentions(event: EpcisEvent): readonly string[] {
  const found = new Set<string>();
  if (event.parentID !== undefined) found.add(canonical(event.parentID));
  if (event.transformationID !== undefined) found.add(canonical(event.transformationID));
  for (const field of thingFields) for (const epc of event[field] ?? []) found.add(canonical(epc));
  for (const field of quantityFields) {
    const list: readonly QuantityElement[] = event[field] ?? [];
    for (const { epcClass } of list) found.add(canonical(epcClass));
  }
  for (const { bizTransaction } of event.bizTransactionList ?? [])
    found.add(canonical(bizTransaction));
  return [...found];
}

/**
 * A number for a text, to find it by in an index: different texts may share one, so what was found is looked at again.
 * @returns a whole number of at most 52 bits.
 */
export function fingerprint(text: string): number {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193) ^ (high >>> 15);
    low = Math.imul(low + code, 0xcc9e2d51) ^ (low >>> 13);
  }
  high = Math.imul(high ^ (low >>> 16), 0xc2b2ae35);
  low = Math.imul(low ^ (high >>> 13), 0x27d4eb2f);
  return ((high ^ (high >>> 16)) >>> 12) * 2 ** 32 + ((low ^ (low >>> 15)) >>> 0);
}
