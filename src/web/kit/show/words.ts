import { daysBetween, epochMs, weekday } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** A point in time as it reads in China, `2026-11-23 09:05`. */
export function momentText(at: Instant): string {
  return chinaTime(at).slice(0, 16).replace('T', ' ');
}

/** The same to the second, for proofs. */
export function exactText(at: Instant): string {
  return chinaTime(at).slice(0, 19).replace('T', ' ');
}

/** A day with its weekday, 2026年11月23日(周一). */
export function dayText(day: PlainDate): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日(周${weekdays[weekday(day) - 1]})`;
}

/** A day without its year, 11月23日. */
export function shortDayText(day: PlainDate): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** A month, 2026年11月. */
export function monthText(month: PlainDate): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;
}

/** A period of a duty: one day, a week from its Monday to its Sunday, or a month. */
export function periodText(
  every: 'day' | 'week' | 'month',
  period: { readonly from: PlainDate; readonly to: PlainDate },
): string {
  if (every === 'month') return monthText(period.from);
  if (every === 'day' || period.from === period.to) return dayText(period.from);
  return `${period.from} 至 ${period.to}`;
}

/** How far a due day is away, e.g. 还有3天, 今天到期, 已逾期5天. */
export function remainingText(due: PlainDate, today: PlainDate): string {
  const days = daysBetween(today, due);
  if (days === 0) return '今天到期';
  return days > 0 ? `还有${days}天` : `已过${-days}天`;
}

/** By how much a due day was missed; a period of hours can be missed on the day itself. */
export function overdueText(due: PlainDate, today: PlainDate): string {
  const days = daysBetween(due, today);
  return days <= 0 ? '已逾期' : `逾期${days}天`;
}

/** A number with its thousands apart; decimals stay as they were written. */
export function amountText(amount: number | string): string {
  const [whole = '', ...fraction] = String(amount).split('.');
  return [whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}

/**
 * A share in percent with one decimal place. It is cut, not rounded: 100% means all of it, and 0% none.
 * @returns a dash where there is nothing to share.
 */
export function percentText(part: number, whole: number): string {
  if (whole === 0) return '—';
  if (part >= whole) return '100%';
  const cut = Math.floor((part / whole) * 1000) / 10;
  return `${part > 0 && cut === 0 ? '0.1' : cut.toFixed(1)}%`;
}

/** A count with separators of thousands. */
export function countText(value: number): string {
  return value.toLocaleString('zh-CN');
}

/** An amount in yuan, in 万元 or 亿元 where it is large. */
export function yuanText(yuan: number): string {
  if (yuan >= 100_000_000) return `${trim(yuan / 100_000_000)}亿元`;
  return yuan >= 10_000 ? `${trim(yuan / 10_000)}万元` : `${countText(yuan)}元`;
}

function trim(value: number): string {
  return (Math.floor(value * 100) / 100).toLocaleString('zh-CN');
}

/** China Standard Time is UTC+8 all the year. */
function chinaTime(at: Instant): string {
  return new Date(epochMs(at) + 8 * 3_600_000).toISOString();
}
