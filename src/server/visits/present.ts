/** The code at an enterprise's gate: inspectors scan it when they enter (inspection-2024-54/scan). */
export interface VisitCode {
  /** The page that the code opens. */
  readonly address: string;
  /** The code as SVG. */
  readonly qr: string;
}
