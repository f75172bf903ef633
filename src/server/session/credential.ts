import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, randomBytes } from 'node:crypto';
import type { Settings } from '../context.ts';
import { policy } from './proof/policy.ts';

/** What a request proves its sender with. */
export interface Credential {
  readonly by: 'session' | 'api-key';
  /** SHA-256 of the token; the database holds nothing else. */
  readonly hash: Buffer;
}

/** Begins every API key, so that scanners for leaked secrets find it. */
export const keyPrefix = 'sfk_';

/** A fresh token of 256 bits and what is stored of it. */
export function newToken(prefix = ''): { token: string; hash: Buffer } {
  const token = prefix + randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

/** SHA-256; enough for a random token, which no dictionary holds. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The credential of a request. A key in the header counts before a cookie, also where it turns out invalid. */
export function credentialOf(request: FastifyRequest, settings: Settings): Credential | undefined {
  const { authorization } = request.headers;
  // Other schemes belong to a proxy in front of us.
  if (authorization !== undefined && /^Bearer /i.test(authorization)) {
    const token = /^Bearer +(sfk_[\w-]{43})$/i.exec(authorization)?.[1];
    return token === undefined ? undefined : { by: 'api-key', hash: hashToken(token) };
  }
  const token = request.cookies[sessionCookie(settings)];
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return undefined;
  return { by: 'session', hash: hashToken(token) };
}

/** Name of the cookie; over https browsers tie the prefix to this very host. */
export function sessionCookie(settings: Settings): string {
  return cookieName(settings, 'sifang_session');
}

/** Gives the browser its session. */
export function setSessionCookie(reply: FastifyReply, settings: Settings, token: string): void {
  const maxAge = policy.sessionHours * 3600;
  reply.setCookie(sessionCookie(settings), token, { ...cookieFlags(settings), maxAge });
}

/** Takes the session from the browser. */
export function clearSessionCookie(reply: FastifyReply, settings: Settings): void {
  reply.clearCookie(sessionCookie(settings), cookieFlags(settings));
}

/** The name with `__Host-` where the service is reached over https. */
export function cookieName(settings: Settings, name: string): string {
  return isSecure(settings) ? `__Host-${name}` : name;
}

/** Out of reach of scripts and of other sites' forms. */
export function cookieFlags(settings: Settings) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(settings) } as const;
}

function isSecure(settings: Settings): boolean {
  return settings.baseUrl.startsWith('https://');
}
