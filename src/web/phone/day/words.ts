import { dayOf, epochMs, weekday } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

/** 11月23日. */
export function dayTitle(day: PlainDate): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** 星期一. */
export function weekdayTitle(day: PlainDate): string {
  return `星期${weekdays[weekday(day) - 1] ?? ''}`;
}

/** 09:05 in China. */
export function clockTitle(at: string): string {
  return new Date(epochMs(at) + 8 * 3_600_000).toISOString().slice(11, 16);
}

/** 09:05, or with the day where that is not today: 11月22日 17:20. */
export function momentTitle(at: string, today: PlainDate): string {
  const day = dayOf(at);
  return day === today ? clockTitle(at) : `${dayTitle(day)} ${clockTitle(at)}`;
}
