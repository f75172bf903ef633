import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyPeriod } from '#server/duties/present.ts';

/** One line of the risk control list that is due every day. */
export interface RiskLine {
  readonly code: string;
  readonly keyLink: string;
  readonly riskPoint: string;
  readonly measure: string;
  readonly photoRequired: boolean;
  /** Answered in an earlier record although it is not due every day: the draw of the photo leaves it out. */
  readonly extra?: true;
}

/** A version of the risk control list. */
export interface RiskList {
  /** Entry that recorded it. */
  readonly record: string;
  readonly at: string;
  readonly items: readonly RiskLine[];
}

/** What the server tells the phone once a day; the answer of `GET /api/phone/today`, held together by a test. */
export interface Today {
  readonly person: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly today: PlainDate;
  /** The server's clock at the time of the answer. */
  readonly now: string;
  readonly duty: {
    readonly title: string;
    readonly record: string;
    /** Hash of the form's version. */
    readonly form: string;
    readonly basis: readonly {
      readonly id: string;
      readonly title: string;
      readonly summary: string;
    }[];
  };
  readonly list?: RiskList;
  readonly checkpoint?: { readonly size: number; readonly root: string; readonly at: string };
  /** The last fourteen days, oldest first. */
  readonly days: readonly DutyPeriod[];
  /** Days that can still be recorded late. */
  readonly missing: readonly PlainDate[];
  readonly openFindings: number;
  /** Whether the reader may record it. */
  readonly mine: boolean;
}
