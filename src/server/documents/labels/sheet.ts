/** A sheet of codes to print. Texts are plain. */
export interface LabelSheet {
  readonly title: string;
  /** At most {@link mostLabels}. */
  readonly labels: readonly Label[];
}

/** One code with what is read beside it. */
export interface Label {
  /** The address behind the code. */
  readonly url: string;
  /** The code in letters, for those who type it. */
  readonly text: string;
  readonly lines: readonly string[];
}

/** So many codes fit into one file; 27 a page. */
export const mostLabels = 540;
