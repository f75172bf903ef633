import type { Sha256 } from './types.ts';

const encoder = new TextEncoder();

/** UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** @returns undefined where the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Hash of bytes or of a text in UTF-8, lower-case hexadecimal. */
export function hexHash(of: Uint8Array | string, sha256: Sha256): string {
  return hex(sha256(typeof of === 'string' ? bytesOf(of) : of));
}
