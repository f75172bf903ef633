/**
 * What `datetime-local` shows for an instant: the time in China, whatever zone the browser is in.
 * @param instant ISO 8601 with zone.
 */
export function toLocal(instant: string | undefined): string {
  const ms = instant === undefined ? Number.NaN : Date.parse(instant);
  return Number.isNaN(ms) ? '' : new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
}

/** The instant that somebody in China means by a local date and time; undefined while it is incomplete. */
export function fromLocal(local: string): string | undefined {
  const ms = Date.parse(`${local}:00+08:00`);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
