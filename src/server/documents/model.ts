/**
 * Purpose: an official paper as data, so that one source gives both the DOCX an office edits and the
 * PDF it files. Nothing here knows fonts, files or the network. Page geometry follows GB/T 9704-2012.
 */

/** One document. Texts are plain: no markup of any kind is ever interpreted. `\n` is a line break. */
export interface OfficialDocument {
  /** What the paper is called, e.g. 责令改正通知书. */
  title: string;
  /** Document number as printed, e.g. 洪市监责改〔2026〕12号. */
  number?: string | undefined;
  /** The issuing party; printed above the title and above the date. */
  organisation: string;
  /** 'YYYY-MM-DD'. Printed in Chinese and used as the creation date of the PDF. */
  issuedOn?: string | undefined;
  blocks: readonly Block[];
  signatures?: readonly Signature[] | undefined;
  receipt?: DocumentReceipt | undefined;
  /** True until the paper is signed: it is then marked 草稿 on every page. */
  draft?: boolean | undefined;
}

/** What a paper is made of, in the order of the page. */
export type Block =
  | HeadingBlock
  | ParagraphBlock
  | FieldsBlock
  | TableBlock
  | ListBlock
  | PicturesBlock
  | NoteBlock;

/** A heading inside the paper; number it in the text (一、 or （一）) as official papers do. */
export interface HeadingBlock {
  kind: 'heading';
  text: string;
  /** 1 (default) is the larger. */
  level?: 1 | 2 | undefined;
}

/** Running text with a two-character first-line indent. */
export interface ParagraphBlock {
  kind: 'paragraph';
  text: string;
  /** False for a salutation or a line that starts at the margin. Default true. */
  indent?: boolean | undefined;
}

/** Label and value pairs drawn as a form. */
export interface FieldsBlock {
  kind: 'fields';
  /** 2 = one pair a row, 4 = two pairs a row. Default 2. */
  columns?: 2 | 4 | undefined;
  fields: readonly FieldPair[];
}

/** One label with its value. */
export interface FieldPair {
  label: string;
  value: string;
  /** In a four-column form: the value takes the whole row. */
  wide?: boolean | undefined;
}

/** A ruled table whose header row is repeated on each page. */
export interface TableBlock {
  kind: 'table';
  /** Printed above the table. */
  caption?: string | undefined;
  columns: readonly TableColumn[];
  /** Each row has exactly one text per column. */
  rows: readonly (readonly string[])[];
}

/** Head and shape of a column. */
export interface TableColumn {
  title: string;
  /** Share of the text width relative to the other columns. Default 1. */
  width?: number | undefined;
  align?: 'left' | 'center' | 'right' | undefined;
}

/** Items one below the other. */
export interface ListBlock {
  kind: 'list';
  /** True numbers the items 1. 2. 3. Default false (bullets). */
  ordered?: boolean | undefined;
  items: readonly string[];
}

/** Signatures as they were drawn, side by side, each over its label. */
export interface PicturesBlock {
  kind: 'pictures';
  pictures: readonly Picture[];
}

/** A drawing with its size in pixels. */
export interface Picture {
  label: string;
  width: number;
  height: number;
  /** The PNG in base64. */
  png: string;
}

/** Small print: the clauses relied upon, how to object, and the like. */
export interface NoteBlock {
  kind: 'note';
  text: string;
}

/** A line for a signature; without a name it stays blank to be signed by hand. */
export interface Signature {
  label: string;
  name?: string | undefined;
  /** 'YYYY-MM-DD' or an ISO instant; an instant is printed to the minute in Asia/Shanghai. */
  at?: string | undefined;
}

/** Where the paper can be checked against the ledger. */
export interface DocumentReceipt {
  id: string;
  /** Index in the log; absent while the entry waits to be sequenced. */
  index?: number | undefined;
  verifyUrl: string;
  /** A ready SVG for the PDF; by default one is made from `verifyUrl`. */
  qrSvg?: string | undefined;
}

/** A document that cannot be rendered, or a renderer that failed: a bug or an overload, never a refusal. */
export class DocumentFault extends Error {
  readonly reason: 'invalid' | 'too-large' | 'busy' | 'time-limit' | 'failed';

  constructor(reason: DocumentFault['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DocumentFault';
    this.reason = reason;
  }
}

/** Bounds of one document, so that one request cannot hold the renderer or its memory. */
export const DOCUMENT_LIMITS = {
  tableRows: 5_000,
  tableColumns: 16,
  blocks: 2_000,
  characters: 1_000_000,
} as const;

/**
 * Checks what the types cannot say, before any renderer starts.
 * @throws DocumentFault 'invalid' for a malformed document, 'too-large' beyond DOCUMENT_LIMITS.
 */
export function assertDocument(document: OfficialDocument): void {
  const { issuedOn, blocks } = document;
  if (document.title.trim() === '') throw new DocumentFault('invalid', 'a document needs a title');
  if (issuedOn !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(issuedOn)) {
    throw new DocumentFault('invalid', `issuedOn is not a date: ${issuedOn}`);
  }
  let rows = 0;
  for (const block of blocks) {
    if (block.kind !== 'table') continue;
    rows += block.rows.length;
    assertTable(block);
  }
  const tooLarge =
    rows > DOCUMENT_LIMITS.tableRows ||
    blocks.length > DOCUMENT_LIMITS.blocks ||
    JSON.stringify(document).length > DOCUMENT_LIMITS.characters;
  if (tooLarge) throw new DocumentFault('too-large', 'the document is beyond DOCUMENT_LIMITS');
}

function assertTable(table: TableBlock): void {
  const width = table.columns.length;
  if (width === 0 || width > DOCUMENT_LIMITS.tableColumns) {
    throw new DocumentFault('invalid', `a table has ${width} columns`);
  }
  if (table.columns.some((column) => column.width !== undefined && !(column.width > 0))) {
    throw new DocumentFault('invalid', 'a column width is not positive');
  }
  const wrong = table.rows.findIndex((row) => row.length !== width);
  if (wrong >= 0) throw new DocumentFault('invalid', `row ${wrong} does not have ${width} cells`);
}
