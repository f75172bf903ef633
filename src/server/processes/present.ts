import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Charted, Measurement } from '#law/enterprise/process/charting.ts';

/** A process characteristic that stands, by the entry that measurements name. */
export interface Characteristic extends Charted {
  readonly entry: string;
  readonly number: string;
  readonly title: string;
  readonly productName: string;
  readonly process: string;
  readonly unit?: string;
  readonly plan?: string;
}

/** A measurement with its place on the chart. */
export interface Measured extends Measurement {
  readonly entry: string;
  readonly takenAt: Instant;
  readonly note?: string;
}

/** A characteristic with what was measured of it, oldest first; the latest five hundred. */
export interface CharacteristicDetail {
  readonly characteristic: Characteristic;
  readonly measurements: readonly Measured[];
}
