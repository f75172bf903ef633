import { createHash, randomInt } from 'node:crypto';

/** Crockford's base 32: nothing in it is mistaken for something else when it is copied by hand. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 20;

/** A fresh code of 100 bits in groups of four, and what is stored of it. */
export function newAccessCode(): { code: string; hash: Buffer } {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return { code: letters.replaceAll(/(.{4})(?!$)/g, '$1-'), hash: hashOf(letters) };
}

/**
 * What is stored of a code that somebody typed: small letters, blanks, dashes and the usual confusions are forgiven.
 * @returns undefined where it can be no code.
 */
export function hashAccessCode(typed: string): Buffer | undefined {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(letters) ? hashOf(letters) : undefined;
}

/** SHA-256; enough for a random code, which no dictionary holds. */
function hashOf(letters: string): Buffer {
  return createHash('sha256').update(`access-code:${letters}`).digest();
}
