/**
 * SHA-256 (FIPS 180-4) of many texts that begin with the same 64 bytes: that block is hashed once. Every ticket begins with
 * the seed, which is 64 digits long, so a draw in the browser takes half the time, and a third of what a call for each
 * ticket costs elsewhere.
 */
export class TicketHasher {
  readonly #start = Int32Array.from(initial);
  readonly #state = new Int32Array(8);
  readonly #block = new Uint8Array(64);
  readonly #view = new DataView(this.#block.buffer);
  readonly #schedule = new Int32Array(64);

  /** @throws RangeError unless the seed has 64 characters of ASCII. */
  constructor(seed: string) {
    if (!/^[\x20-\x7e]{64}$/.test(seed)) throw new RangeError('a seed has 64 characters');
    for (let i = 0; i < 64; i++) this.#block[i] = seed.charCodeAt(i);
    this.#compress(this.#start);
  }

  /**
   * Hashes the seed and what follows it.
   * @param rest ASCII.
   * @returns eight words; the same array each time.
   */
  hash(rest: string): Int32Array {
    const state = this.#state;
    const block = this.#block;
    state.set(this.#start);
    let filled = 0;
    for (let i = 0; i < rest.length; i++) {
      block[filled++] = rest.charCodeAt(i);
      if (filled === 64) {
        this.#compress(state);
        filled = 0;
      }
    }
    block[filled++] = 0x80;
    if (filled > 56) {
      block.fill(0, filled);
      this.#compress(state);
      filled = 0;
    }
    block.fill(0, filled);
    // Texts here are far shorter than 2^29 bytes.
    this.#view.setUint32(60, (64 + rest.length) * 8);
    this.#compress(state);
    return state;
  }

  #compress(state: Int32Array): void {
    const w = this.#schedule;
    for (let i = 0; i < 16; i++) w[i] = this.#view.getInt32(4 * i);
    for (let i = 16; i < 64; i++) {
      const early = w[i - 15]!;
      const late = w[i - 2]!;
      const s0 = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
      const s1 = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
      w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
    }
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    let e = state[4]!;
    let f = state[5]!;
    let g = state[6]!;
    let h = state[7]!;
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[i]! + w[i]!) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] = state[0]! + a;
    state[1] = state[1]! + b;
    state[2] = state[2]! + c;
    state[3] = state[3]! + d;
    state[4] = state[4]! + e;
    state[5] = state[5]! + f;
    state[6] = state[6]! + g;
    state[7] = state[7]! + h;
  }
}

// FIPS 180-4 §5.3.3 and §4.2.2.
const initial = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];
const constants = Int32Array.from([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
