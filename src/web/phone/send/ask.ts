import { offline, readProblem } from '#web/kit/api/problem.ts';
import type { Answer } from '#web/kit/api/problem.ts';

const answerWithinMs = 20_000;
const uploadWithinMs = 90_000;

/**
 * Asks the server. A network that does not answer in time, and a gateway that answers with a page of its own, count as
 * no network: nobody knows then whether anything was carried out.
 * @param body text goes as JSON; a Blob goes as it is, under its own type.
 */
export async function ask<T>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: string | Blob,
): Promise<Answer<T>> {
  const isUpload = body instanceof Blob;
  const type = isUpload ? body.type : 'application/json';
  // Older phones have no AbortSignal.timeout.
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), isUpload ? uploadWithinMs : answerWithinMs);
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: patience.signal,
      headers: { accept: 'application/json', ...(body ? { 'content-type': type } : {}) },
      ...(body ? { body } : {}),
    });
    if (response.status === 204) return { ok: true, value: undefined as T };
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const said: unknown = isJson ? await response.json() : undefined;
    if (!response.ok) return { ok: false, problem: readProblem(response.status, said) };
    return isJson ? { ok: true, value: said as T } : { ok: false, problem: offline };
  } catch (error) {
    if (isSilence(error)) return { ok: false, problem: offline };
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** No connection, no answer in time, or an answer that breaks off. */
function isSilence(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof SyntaxError) return true;
  return error instanceof DOMException && error.name === 'AbortError';
}
