import { drain } from './drain.ts';
import type { Round } from './drain.ts';

const delaysMs = [3_000, 10_000, 30_000, 60_000, 120_000, 300_000];
const tag = 'sifang-phone-outbox';

/** Keeps the outbox moving while the page is open. */
export interface Sync {
  /** Tries now; a later try is planned where it fails. */
  push(): Promise<void>;
}

/**
 * Tries when the network comes back, when the page is looked at again, and on a timer that slows down. Where the browser
 * can, the worker also tries after the page was closed.
 * @param onRound told after each round.
 */
export function startSync(onRound: (round: Round) => void): Sync {
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const push = async () => {
    clearTimeout(timer);
    const round = await drain();
    onRound(round);
    const isFailed = round === 'later' || round === 'offline';
    failures = isFailed ? failures + 1 : 0;
    if (!isFailed && round !== 'busy') return;
    timer = setTimeout(() => void push(), delaysMs[Math.min(failures, delaysMs.length - 1)]);
    await askForBackground();
  };
  const pushAtOnce = () => {
    failures = 0;
    void push();
  };
  addEventListener('online', pushAtOnce);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') pushAtOnce();
  });
  return { push };
}

/** Background Sync, where there is a worker that has it (Chromium). */
async function askForBackground(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/phone/');
  const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
  try {
    await sync?.register(tag);
  } catch {
    // The person may have forbidden it; the page's own timer goes on.
    return;
  }
}
