import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Notification } from '#db/types.ts';

/** A message to the reader or to a post that the reader holds. */
export interface PresentedNotice {
  readonly id: string;
  readonly title: string;
  readonly at: Instant;
  readonly read: boolean;
  readonly proceeding?: string;
  readonly entry?: string;
  /** The organisation that it is about, where neither of them leads there. */
  readonly organisation?: string;
}

/** A message as its table holds it. */
export type NoticeRow = Pick<
  Notification,
  'id' | 'title' | 'at' | 'read_at' | 'proceeding_id' | 'entry_id' | 'about_id'
>;

/** Presents a message. */
export function presentNotice(row: NoticeRow): PresentedNotice {
  return {
    id: row.id,
    title: row.title,
    at: row.at,
    read: row.read_at !== null,
    ...(row.proceeding_id === null ? {} : { proceeding: row.proceeding_id }),
    ...(row.entry_id === null ? {} : { entry: row.entry_id }),
    ...(row.about_id === null ? {} : { organisation: row.about_id }),
  };
}
