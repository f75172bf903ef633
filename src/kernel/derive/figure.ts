import type { Instant } from '../calendar/plain-date.ts';
import type { ClauseId } from '../clause.ts';
import type { JsonObject } from '../json.ts';

/** An act as whoever reads the file sees it; what is withheld from the reader is not in its input. */
export interface DoneAct {
  readonly act: string;
  readonly at: Instant;
  readonly input: JsonObject;
}

/** What the acts of a proceeding amount to: named values, and where a value must lie within bounds, the bounds. */
export interface Figure {
  /** Chinese title. */
  readonly title: string;
  readonly basis: readonly ClauseId[];
  readonly lines: readonly FigureLine[];
  readonly range?: Range;
}

/** One named value in Chinese, with a sentence about it where one is needed. */
export interface FigureLine {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
}

/** A value between two bounds, both included; drawn as a scale. */
export interface Range {
  readonly lower: number;
  readonly upper: number;
  /** Absent where none is set yet. */
  readonly value?: number;
  readonly unit: string;
}
