import type { PhoneItem, PhoneToday } from '#server/phone/present.ts';

/** One line of the risk control list that is due every day. */
export interface RiskLine extends PhoneItem {
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

/** What the server tells the phone once a day. */
export type Today = PhoneToday;
