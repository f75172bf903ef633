import { dayOf, epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';

let ahead = 0;

/**
 * Sets the page's clock by the server's: days are counted there, and a desk's clock may be off.
 * @param now what the server said.
 * @param arrivedMs when its answer arrived by this device's clock, milliseconds since 1970: an answer that was kept for
 * a while must not set the clock back.
 */
export function learnNow(now: Instant, arrivedMs: number = Date.now()): void {
  ahead = epochMs(now) - arrivedMs;
}

/** How much the server's clock is ahead of this device's, in milliseconds; negative where the device is fast. */
export function aheadMs(): number {
  return ahead;
}

/** The time now by the server's clock, as far as the page has learnt it. */
export function now(): Instant {
  return new Date(Date.now() + ahead).toISOString();
}

/** Today in China by the server's clock. */
export function today(): PlainDate {
  return dayOf(now());
}

/** How far a device's clock is off, as a sentence; undefined within five minutes. */
export function clockWarning(offMs: number, device: '手机' | '电脑'): string | undefined {
  const minutes = Math.round(Math.abs(offMs) / 60_000);
  if (minutes <= 5) return undefined;
  const amount = minutes < 120 ? `${minutes}分钟` : `约${Math.round(minutes / 60)}小时`;
  return `${device}时间比北京时间${offMs > 0 ? '慢' : '快'}${amount}，请在系统设置中校正。提交时间以服务器为准。`;
}
