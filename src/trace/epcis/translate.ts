import { canonicalStem, writeDigitalLink } from '../identifiers/digital-link.ts';
import { isEpcUrn, readEpcUrn, writeEpcUrn } from '../identifiers/epc-urn.ts';
import { companyPrefixLength, readIdentifier } from '../identifiers/identifier.ts';
import type { EpcisEvent } from './event.ts';

/** In which spelling identifiers are given back. */
export const epcFormats = [
  'No_Preference',
  'Always_GS1_Digital_Link',
  'Always_EPC_URN',
  'Never_Translates',
] as const;
/** One of them. */
export type EpcFormat = (typeof epcFormats)[number];

const fields: ReadonlySet<string> = new Set(
  `parentID epcList childEPCs inputEPCList outputEPCList epcClass transformationID readPoint bizLocation id
  bizTransaction source destination deviceID`.split(/\s+/),
);
const within: ReadonlySet<string> = new Set(
  `quantityList childQuantityList inputQuantityList outputQuantityList bizTransactionList sourceList destinationList
  sensorElementList sensorMetadata sensorReport`.split(/\s+/),
);

/** The same event with its identifiers in the spelling asked for; whatever has no such spelling stays as it is. */
export function translateEvent(event: EpcisEvent, format: EpcFormat): EpcisEvent {
  if (format === 'Never_Translates' || format === 'No_Preference') return event;
  return translated(event, format) as EpcisEvent;
}

function translated(value: object, format: EpcFormat): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, own]: [string, unknown]) => {
      if (fields.has(name)) return [name, each(own, (text) => translateUri(text, format), format)];
      return [name, within.has(name) ? each(own, (text) => text, format) : own];
    }),
  );
}

function each(value: unknown, text: (own: string) => string, format: EpcFormat): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((one: unknown) => each(one, text, format));
  return typeof value === 'object' && value !== null ? translated(value, format) : value;
}

/**
 * One identifier in another spelling. A Digital Link doesn't say how long the company prefix is; where it is not known
 * it stays a Digital Link.
 */
export function translateUri(uri: string, format: EpcFormat): string {
  if (format === 'Always_GS1_Digital_Link') {
    const urn = isEpcUrn(uri) ? readEpcUrn(uri) : undefined;
    return urn?.ok ? writeDigitalLink(urn.value.identity, { stem: canonicalStem }) : uri;
  }
  if (format !== 'Always_EPC_URN' || isEpcUrn(uri)) return uri;
  const identity = readIdentifier(uri);
  const length = identity.ok ? companyPrefixLength(identity.value) : undefined;
  if (!identity.ok || length === undefined) return uri;
  const urn = writeEpcUrn(identity.value, length);
  return urn.ok ? urn.value : uri;
}
