import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Letters and digits that nobody takes for each other (Crockford's base 32). */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 12;
const countLength = 4;
const proofLength = 8;

/** The public code of a lot: 60 bits of the hash of its id, so that nobody guesses the next one. */
export function lotCode(lot: string): string {
  return write(createHash('sha256').update(`lot-code ${lot}`).digest(), codeLength);
}

/**
 * The serial number of the n-th thing of a lot: its count, and a keyed hash that only the server makes. At most 20
 * characters, as GS1 allows for a serial number (AI 21).
 * @param n counted from 1.
 */
export function serialNumber(serverKey: Uint8Array, code: string, n: number): string {
  return count(n) + proofOf(serverKey, code, n);
}

/** The count inside a serial number; undefined where the server did not make it for this lot. */
export function readSerial(
  serverKey: Uint8Array,
  code: string,
  serial: string,
): number | undefined {
  const clean = readable(serial);
  if (!/^[0-9A-HJKMNP-TV-Z]{12,14}$/.test(clean)) return undefined;
  const n = readCount(clean.slice(0, -proofLength));
  const right = Buffer.from(serialNumber(serverKey, code, n));
  const given = Buffer.from(clean);
  return right.length === given.length && timingSafeEqual(right, given) ? n : undefined;
}

/** A code as it was meant, however it was typed. */
export function readable(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** Who looked, without saying who: a keyed hash of address and day, which nobody can turn round without the key. */
export function visitorOf(serverKey: Uint8Array, address: string, day: string): Uint8Array {
  return createHmac('sha256', serverKey)
    .update(`visitor ${day} ${address}`)
    .digest()
    .subarray(0, 8);
}

function proofOf(serverKey: Uint8Array, code: string, n: number): string {
  return write(createHmac('sha256', serverKey).update(`serial ${code} ${n}`).digest(), proofLength);
}

function count(n: number): string {
  let text = '';
  for (let left = n; left > 0; left = Math.floor(left / 32)) text = signs[left % 32] + text;
  return text.padStart(countLength, '0');
}

function readCount(text: string): number {
  let n = 0;
  for (let at = 0; at < text.length; at += 1) n = n * 32 + signs.indexOf(text.charAt(at));
  return n;
}

/** Five bits a sign; 40 bits of proof and 60 of a code fit into whole bytes. */
function write(bytes: Uint8Array, length: number): string {
  let value = bytes.subarray(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) >> 4n;
  let text = '';
  for (let at = 0; at < codeLength; at += 1, value >>= 5n) text = signs[Number(value & 31n)] + text;
  return text.slice(0, length);
}
