import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';

// Types of answers whose presenters do not export them from a `present.ts` yet.

/** Something that waits for the reader, by its clock or without one (`GET /api/to-do`). */
export interface TodoItem {
  readonly proceeding: string;
  readonly procedureTitle: string;
  readonly title: string;
  readonly subject?: string;
  readonly deadline: string;
  readonly due?: PlainDate;
  readonly until?: Instant;
  readonly overdue: boolean;
  readonly paused: boolean;
  readonly nature: string;
}

/** A message to the reader or to a post that the reader holds (`GET /api/notices`). */
export interface PresentedNotice {
  readonly id: string;
  readonly title: string;
  readonly at: Instant;
  readonly read: boolean;
  readonly proceeding?: string;
  readonly entry?: string;
}

/** A way into the demonstration (`GET /api/demo/sign-ins`). */
export interface DemoSignIn {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly organisation: string;
  readonly kindTitle: string;
  readonly post: string;
  /** What there is to see; only for those that a newcomer should try first. */
  readonly about?: string;
}
