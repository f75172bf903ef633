import { concat, equalBytes } from '../bytes.ts';
import { sha512 } from './sha512.ts';

/**
 * Checks an Ed25519 signature, RFC 8032. Uses WebCrypto where it knows Ed25519 and plain TypeScript elsewhere: on browsers
 * before 2025, inside older messenger apps, and on pages served without TLS, where citizens scan codes all the same.
 * @returns false for anything that is no valid signature, keys and signatures of a wrong length included.
 */
export async function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const key = await importKey(publicKey);
  if (key === undefined) return verifyEd25519Portable(publicKey, message, signature);
  return crypto.subtle.verify('Ed25519', key, new Uint8Array(signature), new Uint8Array(message));
}

/** @returns undefined where the platform has no Ed25519. */
async function importKey(publicKey: Uint8Array): Promise<CryptoKey | undefined> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  try {
    return await subtle?.importKey('raw', new Uint8Array(publicKey), 'Ed25519', false, ['verify']);
  } catch (error) {
    // Engines disagree on the name of the error for an algorithm they do not know.
    if (error instanceof DOMException || error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * The same in plain TypeScript, a few milliseconds on a desk computer. Only for checking: it is not constant-time, which would
 * betray a private key but has nothing to betray here.
 */
export function verifyEd25519Portable(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  const negatedKey = decodePoint(publicKey, true);
  const s = fromLittleEndian(signature.subarray(32));
  // Without this check every signature would have a second valid form, RFC 8032 §5.1.7.
  if (negatedKey === undefined || s >= ORDER) return false;
  const r = signature.subarray(0, 32);
  const k = fromLittleEndian(sha512(concat(r, publicKey, message))) % ORDER;
  return equalBytes(encodePoint(add(multiply(s, BASE), multiply(k, negatedKey))), r);
}

// Curve constants, RFC 8032 §5.1.
const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** Extended homogeneous coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
type Point = readonly [X: bigint, Y: bigint, Z: bigint, T: bigint];
const IDENTITY: Point = [0n, 1n, 1n, 0n];
const BASE = decodePoint(toLittleEndian(mod(4n * inverse(5n))), false)!;

/** Complete addition, RFC 8032 §5.1.4; doubling needs no case of its own. */
function add([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function multiply(scalar: bigint, point: Point): Point {
  let sum = IDENTITY;
  let addend = point;
  for (let rest = scalar; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = add(sum, addend);
    addend = add(addend, addend);
  }
  return sum;
}

/** RFC 8032 §5.1.3. @returns undefined where the bytes encode no point. */
function decodePoint(bytes: Uint8Array, negate: boolean): Point | undefined {
  const encoded = fromLittleEndian(bytes);
  const sign = encoded >> 255n;
  const y = BigInt.asUintN(255, encoded);
  if (y >= P) return undefined;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  const candidate = mod(u * v ** 3n * power(mod(u * v ** 7n), (P - 5n) / 8n));
  const square = mod(v * candidate * candidate);
  if (square !== u && square !== mod(-u)) return undefined;
  const root = square === u ? candidate : mod(candidate * ROOT_OF_MINUS_ONE);
  if (root === 0n && sign === 1n) return undefined;
  const x = (root & 1n) === sign ? root : P - root;
  const signed = negate ? mod(-x) : x;
  return [signed, y, 1n, mod(signed * y)];
}

function encodePoint([X, Y, Z]: Point): Uint8Array {
  const scale = inverse(Z);
  const x = mod(X * scale);
  return toLittleEndian(mod(Y * scale) | ((x & 1n) << 255n));
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function toLittleEndian(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

function mod(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = mod(base);
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = mod(result * square);
    square = mod(square * square);
  }
  return result;
}

function inverse(value: bigint): bigint {
  return power(value, P - 2n);
}
