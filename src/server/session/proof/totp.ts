import { Secret, TOTP } from 'otpauth';
import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';

const periodSeconds = 30;
/** Steps before and after the present one that are accepted, for clocks that are a little off. */
const tolerance = 1;

/** 20 random bytes, the length that RFC 4226 recommends. */
export function newTotpSecret(): Uint8Array {
  return new Secret({ size: 20 }).bytes;
}

/** The `otpauth://` address that authenticator apps read from a QR code. */
export function totpUri(secret: Uint8Array, login: string): string {
  return totpOf(secret, login).toString();
}

/** The secret as people type it where no camera is at hand. */
export function totpText(secret: Uint8Array): string {
  return secretOf(secret).base32;
}

/**
 * Checks a code of RFC 6238 (SHA-1, six digits, 30 seconds).
 * @param lastStep the last step used; a code of that step or an earlier one is a replay and does not fit.
 * @returns the step of the code, to be kept; undefined where it does not fit.
 */
export function stepOf(
  secret: Uint8Array,
  code: string,
  now: Instant,
  lastStep: number | null,
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = epochMs(now);
  const delta = totpOf(secret, '').validate({ token: code, timestamp, window: tolerance });
  if (delta === null) return undefined;
  const step = TOTP.counter({ period: periodSeconds, timestamp }) + delta;
  return lastStep !== null && step <= lastStep ? undefined : step;
}

/** The code that an authenticator app shows at that time. */
export function codeAt(secret: Uint8Array, now: Instant): string {
  return totpOf(secret, '').generate({ timestamp: epochMs(now) });
}

function totpOf(secret: Uint8Array, login: string): TOTP {
  return new TOTP({
    issuer: 'Sifang',
    label: login,
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
    secret: secretOf(secret),
  });
}

function secretOf(bytes: Uint8Array): Secret {
  // A view of a larger buffer would take its neighbours along.
  return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}
