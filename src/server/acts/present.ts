import type { Instant } from '#kernel/calendar/plain-date.ts';

/** What the client gets: enough to find the entry again and to check that nothing was changed. */
export interface Receipt {
  readonly ok: true;
  readonly id: string;
  readonly at: Instant;
  readonly late: boolean;
  /** SHA-256 over salt and canonical value, hex. */
  readonly contentHash: string;
  readonly proceeding?: string;
  /** True where this id had been accepted before. */
  readonly repeated: boolean;
}
