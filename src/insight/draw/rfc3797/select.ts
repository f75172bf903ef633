import { md5 } from './md5.ts';
import { bytesOf } from '../text.ts';

/** Selections that the method's 16-bit counter allows. */
export const MAX_SELECTIONS = 65_536;

/**
 * The key of RFC 3797 §4.2 from sources that are lists of whole numbers: each list ascending, a point after each number, a
 * slash after each list.
 */
export function keyOf(sources: readonly (readonly number[])[]): string {
  return sources
    .map(
      (numbers) =>
        `${numbers
          .toSorted((a, b) => a - b)
          .map((n) => `${n}.`)
          .join('')}/`,
    )
    .join('');
}

/**
 * Selects from a list by RFC 3797 §4.3: MD5 over the key between two copies of a 16-bit counter, modulo what is left.
 * @param size length of the list.
 * @returns places in the list, from 0, in the order of selection; ends when the list or the counter does.
 */
export function* select(key: string, size: number): Generator<number> {
  const inner = bytesOf(key);
  const message = new Uint8Array(inner.length + 4);
  message.set(inner, 2);
  const left = Array.from({ length: size }, (_value, at) => at);
  for (let counter = 0; left.length > 0 && counter < MAX_SELECTIONS; counter++) {
    const pair = [counter >> 8, counter & 255];
    message.set(pair, 0);
    message.set(pair, inner.length + 2);
    const [at] = left.splice(modulo(md5(message), left.length), 1);
    yield at!;
  }
}

/** A 128-bit number, highest byte first, modulo a small one. */
function modulo(bytes: Uint8Array, divisor: number): number {
  let rest = 0;
  for (const byte of bytes) rest = (rest * 256 + byte) % divisor;
  return rest;
}
