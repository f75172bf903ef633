/** The code at an enterprise's gate: inspectors scan it when they enter (inspection-2024-54/scan). */
export interface VisitCode {
  /** The page that the code opens. */
  readonly address: string;
  /** The code as SVG. */
  readonly qr: string;
}

/** How often an enterprise was visited this year, by each authority, against how often it may be. */
export interface VisitCounts {
  readonly year: string;
  /** Visits of its own choice that one authority may make in a year. */
  readonly cap: number;
  /** Why it is so many. */
  readonly policy: string;
  /** The reader's own authority first, though it made none; the others by number. */
  readonly authorities: readonly {
    readonly name: string;
    readonly done: number;
    readonly own?: true;
  }[];
}
