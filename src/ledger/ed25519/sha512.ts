/**
 * SHA-512 (FIPS 180-4) in plain TypeScript, for Ed25519 on platforms that lack it. Computes with BigInt, far
 * slower than native code, which is nothing for the few short messages of a receipt.
 * @returns 64 new bytes.
 */
export function sha512(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.ceil((message.length + 17) / 128) * 128);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(message.length) * 8n);
  const state = [...INITIAL];
  for (let offset = 0; offset < padded.length; offset += 128) compress(state, view, offset);
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => digest.setBigUint64(8 * i, word));
  return new Uint8Array(digest.buffer);
}

/** The constants are defined by primes (§4.2.3, §5.3.5); computing them leaves no table to mistype. */
const PRIMES = primes(80);
const ROUND = PRIMES.map((prime) => word(integerRoot(prime << 192n, 3n)));
const INITIAL = PRIMES.slice(0, 8).map((prime) => word(integerRoot(prime << 128n, 2n)));

/** One 128-byte block, §6.4.2. */
function compress(state: bigint[], view: DataView, offset: number): void {
  const w = Array.from({ length: 16 }, (_, i) => view.getBigUint64(offset + 8 * i));
  for (let i = 16; i < 80; i++) {
    const early = w[i - 15]!;
    const late = w[i - 2]!;
    const s0 = rotate(early, 1n) ^ rotate(early, 8n) ^ (early >> 7n);
    const s1 = rotate(late, 19n) ^ rotate(late, 61n) ^ (late >> 6n);
    w.push(word(w[i - 16]! + s0 + w[i - 7]! + s1));
  }
  let [a, b, c, d, e, f, g, h] = state as Eight;
  for (let i = 0; i < 80; i++) {
    const s1 = rotate(e, 14n) ^ rotate(e, 18n) ^ rotate(e, 41n);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + ROUND[i]! + w[i]!;
    const s0 = rotate(a, 28n) ^ rotate(a, 34n) ^ rotate(a, 39n);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, word(d + t1), c, b, a, word(t1 + t2)];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = word(state[i]! + value)));
}

type Eight = [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];

function word(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, by: bigint): bigint {
  return word((value >> by) | (value << (64n - by)));
}

function primes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let n = 2n; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0n)) found.push(n);
  }
  return found;
}

/** Largest integer whose power does not exceed the value, by bisection. */
function integerRoot(value: bigint, power: bigint): bigint {
  let low = 0n;
  let high = 1n << 80n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** power <= value) low = middle;
    else high = middle;
  }
  return low;
}
