import { epochMs } from '#kernel/calendar/plain-date.ts';
import { call } from '../../../kit/api/call.ts';
import { now } from '../../../kit/api/clock.ts';
import { newId } from '../../../kit/api/id.ts';
import type { Answer, Problem } from '../../../kit/api/problem.ts';
import type { Receipt } from '#server/acts/present.ts';
import type { Values } from '../../../kit/form/values.ts';
import { drop, get, parcelsOf, put } from './keep.ts';
import type { Parcel } from './keep.ts';

/** What a round came to. */
export type Round = 'sent' | 'waits' | 'refused' | 'idle';

/** Puts an act on its way; it stays in the browser until the server has confirmed its very id. */
export async function handIn(
  own: { readonly proceeding: string; readonly account: string; readonly act: string },
  title: string,
  input: Values,
): Promise<void> {
  const id = newId(epochMs(now()));
  const body = JSON.stringify({ id, clientAt: now(), input });
  const photos = [...new Set(body.match(/\b[0-9a-f]{64}\b/g) ?? [])];
  const parcel: Parcel = { ...own, id, title, body, photos };
  await put('parcel', parcel);
}

/**
 * Sends what waits, one act after the other: first its pictures, by their content, then the act under its own id. All
 * of it may be repeated at will. What the server refuses stays, and nothing that was done after it goes out.
 */
export async function drain(proceeding: string, account: string): Promise<Round> {
  const send = () => round(proceeding, account);
  if (navigator.locks === undefined) return send();
  return navigator.locks.request(`sampling/${proceeding}`, send);
}

async function round(proceeding: string, account: string): Promise<Round> {
  const waiting = (await parcelsOf(proceeding)).filter((parcel) => parcel.account === account);
  for (const parcel of waiting) {
    if (parcel.refused !== undefined) return 'refused';
    const problem = await sendOne(parcel);
    if (problem === undefined) continue;
    if (isPassing(problem)) return 'waits';
    await put('parcel', { ...parcel, refused: problem });
    return 'refused';
  }
  return waiting.length === 0 ? 'idle' : 'sent';
}

async function sendOne(parcel: Parcel): Promise<Problem | undefined> {
  for (const hash of parcel.photos) {
    const blob = await get<Blob>('photo', hash);
    // A picture that is not kept here lies on the server already.
    if (blob === undefined) continue;
    const answer = await call<{ hash: string }>('PUT', '/api/files', blob);
    if (!answer.ok) return answer.problem;
  }
  const path = `/api/proceedings/${parcel.proceeding}/acts/${parcel.act}`;
  const answer: Answer<Receipt> = await call('POST', path, JSON.parse(parcel.body) as unknown);
  if (!answer.ok) return answer.problem;
  await drop('parcel', parcel.id);
  await Promise.all(parcel.photos.map((hash) => drop('photo', hash)));
  return undefined;
}

/** Whether the same act may succeed later: nobody said no to what it says. */
function isPassing({ code, status }: Problem): boolean {
  const passing = ['offline', 'fault', 'too-many-requests', 'not-signed-in', 'second-factor'];
  return passing.includes(code) || status >= 500;
}
