import { z } from 'zod';
import { exceptionOf } from './exception.ts';
import type { EpcisException } from './exception.ts';
import { limits } from './limits.ts';

/** Parameters of every list. */
export const pageQuery = z.object({
  perPage: z.string().optional().describe(`entries on a page, at most ${limits.perPageMost}`),
  nextPageToken: z.string().max(600).optional(),
});

/** How many entries a page may have. */
export function perPageOf(text: string | undefined): number | EpcisException {
  if (text === undefined) return limits.perPage;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1) return Math.min(count, limits.perPageMost);
  return exceptionOf('QueryParameterException', 'perPage应为正整数。');
}

/** Writes where a page ends as a token. */
export function writePlace(parts: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Reads a token of {@link writePlace}; undefined for one that was not written here. */
export function readPlace(token: string, length: number): (string | number)[] | undefined {
  try {
    const parts = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown;
    const isOurs =
      Array.isArray(parts) &&
      parts.length === length &&
      parts.every((one) => typeof one === 'string' || Number.isSafeInteger(one));
    return isOurs ? (parts as (string | number)[]) : undefined;
  } catch {
    return undefined;
  }
}

/** Where a page of captures ends; undefined for a token that was not written here. */
export function capturePlace(token: string): [at: string, id: string] | undefined {
  const [at = '', id = ''] = readPlace(token, 2)?.map(String) ?? [];
  const isOurs = /^\d{4}-.*Z$/.test(at) && z.uuid().safeParse(id).success;
  return isOurs ? [at, id] : undefined;
}

/** What a client with a token of somebody else's making is told. */
export function badToken(): EpcisException {
  return exceptionOf('QueryParameterException', 'nextPageToken无效，请从第一页重新查询。');
}
