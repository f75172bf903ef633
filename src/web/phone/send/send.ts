import type { Problem } from '#web/kit/api/problem.ts';
import type { Kept, Parcel } from '../store/drafts.ts';
import { keepReceipt, noteTry } from '../store/drafts.ts';
import { findPhoto } from '../store/photos.ts';
import { ask } from './ask.ts';

/** What became of one try: confirmed, refused for good, to be tried again, or to be tried after signing in. */
export type Outcome = 'sent' | 'refused' | 'later' | 'offline' | 'signed-out';

interface Confirmed {
  readonly id: string;
  readonly at: string;
  readonly late: boolean;
  readonly contentHash: string;
}

/**
 * Sends one record: its photos first, by content, then the record under its own id. Both may be repeated at will. The
 * record leaves the phone only when a receipt for its very id is there.
 */
export async function send(parcel: Parcel): Promise<Outcome> {
  const uploaded = [...parcel.uploaded];
  for (const hash of parcel.photos.filter((photo) => !uploaded.includes(photo))) {
    const blob = await findPhoto(hash);
    // A photo of an earlier record lies on the server already.
    if (blob !== undefined) {
      const answer = await ask<{ hash: string }>('PUT', '/api/files', blob);
      if (!answer.ok) return failed(parcel, answer.problem);
      if (answer.value.hash !== hash) return failed(parcel, garbled);
    }
    uploaded.push(hash);
    await noteTry(parcel.id, { uploaded });
  }
  const answer = await ask<Confirmed>('POST', '/api/duties/daily-control/records', parcel.body);
  if (!answer.ok) return failed(parcel, answer.problem);
  if (answer.value.id !== parcel.id) return failed(parcel, garbled);
  await keepReceipt(receiptOf(parcel, answer.value));
  return 'sent';
}

function receiptOf(parcel: Parcel, { at, late, contentHash }: Confirmed): Kept {
  const { id, account, day, kind, findings, lines, draft } = parcel;
  const { corrects } = draft;
  const plain = { id, account, day, kind, findings, lines, at, late, contentHash };
  return corrects === undefined ? plain : { ...plain, corrects };
}

async function failed(parcel: Parcel, problem: Problem): Promise<Outcome> {
  if (['not-signed-in', 'second-factor'].includes(problem.code)) return 'signed-out';
  const tries = parcel.tries + 1;
  if (isPassing(problem)) {
    await noteTry(parcel.id, { tries, fault: problem.detail });
    return problem.code === 'offline' ? 'offline' : 'later';
  }
  const { code, detail, issues, basis } = problem;
  await noteTry(parcel.id, { tries, refused: { code, detail, issues, basis } });
  return 'refused';
}

/** Whether the same record may succeed later: nobody said no to what it says. */
function isPassing({ code, status }: Problem): boolean {
  return ['offline', 'fault', 'too-many-requests'].includes(code) || status >= 500;
}

const garbled: Problem = {
  status: 0,
  code: 'fault',
  detail: '服务器的回复不完整，稍后自动重试。',
  basis: [],
  issues: [],
};
