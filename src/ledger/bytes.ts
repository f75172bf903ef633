/** Length in bytes of every hash in the log (SHA-256). */
export const HASH_BYTES = 32;

/** Joins byte strings into a new one. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Compares two byte strings by content. Not constant-time: nothing compared in the log is secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * Encodes text as UTF-8.
 * @throws RangeError on a lone surrogate, which TextEncoder would silently replace: two different texts would hash alike.
 */
export function utf8(text: string): Uint8Array {
  if (hasLoneSurrogate(text)) throw new RangeError('text contains a lone surrogate');
  return encoder.encode(text);
}

const encoder = new TextEncoder();

/** Tells whether a text has no UTF-8 form because half of a surrogate pair is missing. */
export function hasLoneSurrogate(text: string): boolean {
  return canSay ? !text.isWellFormed() : /\p{Surrogate}/u.test(text);
}

/** Browsers from before 2023 cannot say it themselves. */
const canSay = 'isWellFormed' in String.prototype;

/** Decodes strict UTF-8, keeping a byte order mark as text. @returns undefined where the bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Encodes bytes as lowercase hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i]!];
  return text;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Decodes lowercase hexadecimal. @returns undefined for anything `toHex` could not have written. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEXTETS = new Map(Array.from(ALPHABET, (character, value) => [character, value] as const));

/** Encodes bytes as padded standard Base64 (RFC 4648 §4). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += ALPHABET[group >> 18]! + ALPHABET[(group >> 12) & 63]!;
    text += left > 1 ? ALPHABET[(group >> 6) & 63]! : '=';
    text += left > 2 ? ALPHABET[group & 63]! : '=';
  }
  return text;
}

/**
 * Decodes padded standard Base64 (RFC 4648 §4) in its one canonical spelling.
 * @returns undefined on white space, missing padding, foreign characters or stray bits after the last byte.
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let written = 0;
  let pending = 0;
  let bits = 0;
  for (let i = 0; i < text.length - padding; i++) {
    const sextet = SEXTETS.get(text[i]!);
    if (sextet === undefined) return undefined;
    pending = ((pending << 6) | sextet) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = pending >> bits;
    }
  }
  // Stray bits would give one byte string several spellings.
  return (pending & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
