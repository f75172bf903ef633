import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Receipt } from '#server/acts/present.ts';
import { call } from './call.ts';
import { now } from './clock.ts';
import { newId } from './id.ts';
import type { Answer } from './problem.ts';

/** One submission under way: what was sent under which id, until the server has said yes or no. */
interface Attempt {
  readonly id: string;
  readonly clientAt: string;
  readonly body: string;
}

/** Where attempts outlive a reload of the page; one tab's own. */
export interface Keep {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Submits something once. As long as no answer arrived, the same content goes out again under the same id and with the
 * same client time, byte for byte, so that the server recognises it; other content under that id would be refused as
 * `id-conflict`. After a refusal nothing was written, and the next try is a new submission.
 * @param key names the form on this page, e.g. `duty/weekly-screening/2026-11-16`.
 */
export async function submitOnce(
  key: string,
  path: string,
  content: Readonly<Record<string, unknown>>,
  keep: Keep = sessionStorage,
): Promise<Answer<Receipt>> {
  const attempt = attemptFor(key, JSON.stringify({ path, content }), keep);
  keep.setItem(storageKey(key), JSON.stringify(attempt));
  const { id, clientAt } = attempt;
  const answer = await call<Receipt>('POST', path, { id, clientAt, ...content });
  if (answer.ok || isDecided(answer.problem.code)) keep.removeItem(storageKey(key));
  return answer.ok || answer.problem.code !== 'id-conflict'
    ? answer
    : { ok: false, problem: { ...answer.problem, entry: id } };
}

/** The attempt that goes out: the one under way, or a new one. */
export function attemptFor(key: string, body: string, keep: Keep): Attempt {
  const before = keep.getItem(storageKey(key));
  const attempt = before === null ? undefined : (JSON.parse(before) as Attempt);
  if (attempt === undefined) return { id: newId(epochMs(now())), clientAt: now(), body };
  return attempt.body === body ? attempt : { ...attempt, clientAt: now(), body };
}

/** Whether the answer says for certain that nothing was written under this id, or that it was written before. */
function isDecided(code: string): boolean {
  return code !== 'offline' && code !== 'fault' && code !== 'too-many-requests';
}

function storageKey(key: string): string {
  return `submission:${key}`;
}
