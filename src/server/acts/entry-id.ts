import { hash, randomUUID } from 'node:crypto';
import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';

const pastDays = 400;
const futureHours = 24;

/** The time inside a UUID of version 7 in milliseconds since 1970; undefined where it is none. */
export function timeOfId(id: string): number | undefined {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))
    return undefined;
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

/**
 * Checks an id that a client made. Its time decides the monthly partition, so a phone whose clock is far off is told
 * to set it; the server's own time is what counts as the time of the act.
 */
export function checkEntryId(id: string, now: Instant): Refusal | undefined {
  const made = timeOfId(id);
  if (made === undefined) return refuse('invalid-input', '提交编号不是有效的UUIDv7。');
  const ahead = made - epochMs(now);
  if (ahead > futureHours * 3_600_000) {
    return refuse('clock-skew', '设备时间比北京时间快一天以上，请校正设备的日期和时间后重试。');
  }
  if (-ahead > pastDays * 86_400_000) {
    return refuse('clock-skew', '这条记录的设备时间早于一年以前，请校正设备的日期和时间后重试。');
  }
  return undefined;
}

/** A new id for an entry at a time; for entries that the server itself writes. */
export function newEntryId(now: Instant): string {
  const time = epochMs(now).toString(16).padStart(12, '0');
  // This one draws from a stock of random digits, where the others ask the system each time.
  const hex = randomUUID().replaceAll('-', '');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${hex[16]}${hex.slice(3, 6)}-${hex.slice(17, 29)}`;
}

/**
 * The id of what one entry causes: the same cause and key always give the same id, so that a repeated request can't
 * open a case twice. Keeps the cause's time, so that it falls into the same partition.
 */
export function causedId(cause: string, key: string): string {
  const digest = hash('sha256', `${cause}\n${key}`, 'hex');
  return `${cause.slice(0, 13)}-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
}
