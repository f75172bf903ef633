import { dayOf, epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';

let aheadMs = 0;

/** Sets the page's clock by the server's: days are counted there, and a desk's clock may be off. */
export function learnNow(now: Instant): void {
  aheadMs = epochMs(now) - Date.now();
}

/** The time now by the server's clock, as far as the page has learnt it. */
export function now(): Instant {
  return new Date(Date.now() + aheadMs).toISOString();
}

/** Today in China by the server's clock. */
export function today(): PlainDate {
  return dayOf(now());
}
