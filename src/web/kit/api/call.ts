import { offline, readProblem } from './problem.ts';
import type { Answer } from './problem.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

let signedOut: () => void = () => undefined;

/** Says what to do when the server no longer knows who is asking; the shell leads to the sign-in page. */
export function onSignedOut(act: () => void): void {
  signedOut = act;
}

/**
 * Asks the server. A refusal is a value, and so is a network that does not answer.
 * @param body goes as JSON; a Blob goes as it is, under its own type.
 */
export async function call<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
  const isRaw = body instanceof Blob;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
        ...(isRaw ? { 'content-type': body.type } : {}),
      },
      ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { ok: false, problem: offline };
  }
  const said = await readBody(response);
  if (response.ok) return { ok: true, value: said as T };
  const problem = readProblem(response.status, said);
  if (problem.code === 'not-signed-in') signedOut();
  return { ok: false, problem };
}

/** An address with its query; empty values are left out. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  return given.length === 0 ? path : `${path}?${search.toString()}`;
}

async function readBody(response: Response): Promise<unknown> {
  if (!/json/.test(response.headers.get('content-type') ?? '')) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
