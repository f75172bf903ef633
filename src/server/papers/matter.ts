import { dayOf } from '#kernel/calendar/plain-date.ts';
import { chineseDate } from '../documents/wording.ts';
import type { LoadedProceeding } from '../reading/load-proceeding.ts';

/**
 * What papers call a proceeding: as lists do, or, where its name is in the words of somebody who is protected, by the day
 * and a number.
 */
export function nameOnPapers({
  id,
  procedure,
  title,
  openedAt,
}: Pick<LoadedProceeding, 'id' | 'procedure' | 'title' | 'openedAt'>): string {
  if (procedure.onPapers === undefined) return title;
  // The end of the id is random; its beginning is the time.
  return `${procedure.title}（${chineseDate(dayOf(openedAt))}，编号${id.slice(-8).toUpperCase()}）`;
}
