import type { Namespaces } from './context.ts';
import type { EpcisEvent } from './event.ts';
import { preHash } from './pre-hash.ts';

/** SHA-256 of a text's UTF-8 bytes in lower-case hexadecimal; handed in, because this folder imports nothing. */
export type TextHash = (text: string) => string;

/**
 * The canonical id of an event by its content (CBV 2.0, 8.9): `ni:///sha-256;…?ver=CBV2.0`. Whoever has the event can
 * compute it, however it was spelt.
 */
export function eventHash(event: EpcisEvent, namespaces: Namespaces, hash: TextHash): string {
  return `ni:///sha-256;${hash(preHash(event, namespaces))}?ver=CBV2.0`;
}
