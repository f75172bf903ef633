import type { Instant } from '#kernel/calendar/plain-date.ts';

/** An act as it was submitted. */
export interface ActRequest {
  readonly id: string;
  readonly act: string;
  readonly input: unknown;
  readonly clientAt?: Instant | undefined;
}

/** The opening of a proceeding: the procedure, and the registered organisation or the place that it is about. */
export interface OpeningRequest extends ActRequest {
  readonly procedure: string;
  readonly subject?: string | undefined;
  readonly region?: number | undefined;
  /** Seats that the opening effect fills. */
  readonly seats?: Readonly<Record<string, string>> | undefined;
  /** Id of the new proceeding; derived from the entry's where it is left out. */
  readonly proceeding?: string | undefined;
  readonly cause?: string | undefined;
}
