import type { Me } from '#server/session/present.ts';
import { parcels } from '../store/drafts.ts';
import { ask } from './ask.ts';
import { send } from './send.ts';
import type { Outcome } from './send.ts';

/** What a round came to: the worst outcome first, `idle` where nothing was to be sent, `busy` where another window sends. */
export type Round = Outcome | 'idle' | 'busy';

const lock = 'sifang-phone-outbox';
let isUnderWay = false;

/**
 * Sends whatever waits, one record after the other. Of all windows and the worker only one does so at a time; where the
 * browser has no locks, the ids still keep the server from writing anything twice.
 */
export async function drain(): Promise<Round> {
  if (isUnderWay) return 'busy';
  isUnderWay = true;
  try {
    if (navigator.locks === undefined) return await round();
    return await navigator.locks.request(lock, { ifAvailable: true }, (held) =>
      held === null ? 'busy' : round(),
    );
  } finally {
    isUnderWay = false;
  }
}

async function round(): Promise<Round> {
  const waiting = (await parcels()).filter(({ refused }) => refused === undefined);
  if (waiting.length === 0) return 'idle';
  const me = await ask<Me>('GET', '/api/me');
  if (!me.ok) {
    const { code } = me.problem;
    return code === 'not-signed-in' ? 'signed-out' : code === 'offline' ? 'offline' : 'later';
  }
  // First the password is changed, at a desk; the page says so.
  if (me.value.mustDo !== null) return 'idle';
  const outcomes: Outcome[] = [];
  // A record is signed by who filled it in: those of a colleague wait until the colleague signs in.
  for (const parcel of waiting.filter(({ account }) => account === me.value.account.id)) {
    const outcome = await send(parcel);
    outcomes.push(outcome);
    if (!['sent', 'refused'].includes(outcome)) break;
  }
  const worst = ['signed-out', 'offline', 'later', 'refused', 'sent'] as const;
  return worst.find((outcome) => outcomes.includes(outcome)) ?? 'idle';
}
