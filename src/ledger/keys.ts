import { concat, fromBase64, fromHex, toBase64, toHex, utf8 } from './bytes.ts';
import { sha256 } from './sha256.ts';

/** Signature types of C2SP signed-note that are understood here. */
export const KEY_TYPES = {
  /** Ed25519 over the note text: what the log itself signs with. */
  log: 0x01,
  /** Timestamped Ed25519 checkpoint cosignature: what a witness signs with. */
  witness: 0x04,
} as const;
/** `0x01` or `0x04`. */
export type KeyType = (typeof KEY_TYPES)[keyof typeof KEY_TYPES];

/** A public key under a name, C2SP signed-note. `id` is an unsigned 32-bit number derived from the rest. */
export interface VerifierKey {
  readonly name: string;
  readonly id: number;
  readonly type: KeyType;
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Uint8Array;
}

/** A key that can sign. The private half stays behind `sign`, which may live in another process or device. */
export interface Signer extends VerifierKey {
  /** @returns the 64-byte Ed25519 signature of the message. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Key names are non-empty and hold no white space, plus sign or control character, C2SP signed-note. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}+\p{Cc}\p{Surrogate}]+$/u.test(name);
}

/** Key id: the first four bytes of SHA-256(name || 0x0A || type || public key) as a number. */
export function keyId(name: string, type: KeyType, publicKey: Uint8Array): number {
  const digest = sha256(utf8(`${name}\n`), Uint8Array.of(type), publicKey);
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
}

/** Writes a verifier key: `<name>+<id in hex>+<base64 of type and public key>`. */
export function formatVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${hexId(id)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

/** Reads a verifier key. @returns undefined where it is malformed, of another type, or its id does not fit the key. */
export function parseVerifierKey(text: string): VerifierKey | undefined {
  const parts = text.split('+');
  const [name, hex] = parts;
  if (name === undefined || hex === undefined || !isKeyName(name)) return undefined;
  // Base64 may hold plus signs of its own.
  const material = fromBase64(parts.slice(2).join('+'));
  if (material?.length !== 33 || fromHex(hex)?.length !== 4) return undefined;
  const type = material[0];
  if (type !== KEY_TYPES.log && type !== KEY_TYPES.witness) return undefined;
  const publicKey = material.slice(1);
  const id = keyId(name, type, publicKey);
  return hexId(id) === hex ? { name, id, type, publicKey } : undefined;
}

/**
 * Makes a signer from the 32-byte private seed of RFC 8032, with WebCrypto: Node, and browsers from 2025 on pages with TLS.
 * @throws RangeError on a bad name or seed; whatever WebCrypto throws where it has no Ed25519.
 */
export async function signerFromSeed(
  name: string,
  type: KeyType,
  seed: Uint8Array,
): Promise<Signer> {
  if (!isKeyName(name) || seed.length !== 32) throw new RangeError('bad key name or seed');
  const { subtle } = crypto;
  const der = new Uint8Array([...PKCS8_HEADER, ...seed]);
  const privateKey = await subtle.importKey('pkcs8', der, 'Ed25519', true, ['sign']);
  const { x } = await subtle.exportKey('jwk', privateKey);
  const publicKey = fromBase64(`${x!.replaceAll('-', '+').replaceAll('_', '/')}=`)!;
  return {
    name,
    id: keyId(name, type, publicKey),
    type,
    publicKey,
    sign: async (message) =>
      new Uint8Array(await subtle.sign('Ed25519', privateKey, new Uint8Array(message))),
  };
}

/** Draws a new private seed from the platform's random source. */
export function newSeed(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(32));
}

// DER of PrivateKeyInfo { version 0, id-Ed25519, OCTET STRING { OCTET STRING seed } }, RFC 8410 §7.
const PKCS8_HEADER = [
  0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];

function hexId(id: number): string {
  return toHex(Uint8Array.of(id >>> 24, id >>> 16, id >>> 8, id));
}
