/**
 * A UUID of version 7 (RFC 9562, 5.7): the client makes the id of what it submits, so that the same submission sent
 * twice is one entry.
 * @param nowMs milliseconds since 1970.
 */
export function newId(nowMs: number): string {
  const time = Math.trunc(nowMs).toString(16).padStart(12, '0');
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  const parts = [time.slice(0, 8), time.slice(8), `7${hex.slice(0, 3)}`];
  return [...parts, variant + hex.slice(4, 7), hex.slice(7, 19)].join('-');
}
