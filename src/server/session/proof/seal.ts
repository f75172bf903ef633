import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;
const version = 1;

/**
 * Encrypts a small secret with the server key: AES-256-GCM, a random nonce each time.
 * @param purpose binds the result to its place (e.g. `totp:<account>`); it opens nowhere else.
 * @returns version byte, nonce, tag, ciphertext.
 */
export function seal(serverKey: Uint8Array, purpose: string, secret: Uint8Array): Uint8Array {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', serverKey, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(purpose));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([Buffer.of(version), iv, cipher.getAuthTag(), text]);
}

/** @returns the secret, or undefined where it was changed, moved, or sealed with another key. */
export function unseal(
  serverKey: Uint8Array,
  purpose: string,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 1 + ivBytes + tagBytes || bytes[0] !== version) return undefined;
  const iv = bytes.subarray(1, 1 + ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', serverKey, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(bytes.subarray(1 + ivBytes, 1 + ivBytes + tagBytes));
  const text = decipher.update(bytes.subarray(1 + ivBytes + tagBytes));
  try {
    return Buffer.concat([text, decipher.final()]);
  } catch {
    // The only thing that final() can find wrong is the tag.
    return undefined;
  }
}
