import type { Periodic } from '#law/enterprise/daily/periodic.ts';
import type { PhoneItem, PhoneToday } from '#server/phone/present.ts';

/** One line of the risk control list that the day's page shows. */
export interface RiskLine extends PhoneItem {
  /** Answered in an earlier record although it is not due every day: the draw of the photo leaves it out. */
  readonly extra?: true;
  /** A weekly or monthly line whose time draws to an end: the day presses for it and can be handed in without. */
  readonly due?: Periodic;
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
