import type { Block, OfficialDocument, TableColumn } from './model.ts';
import {
  BLANK_DATE,
  chineseDate,
  DRAFT_LINE,
  DRAFT_MARK,
  formRows,
  printable,
  RECEIPT_LINE,
  receiptLines,
  signatureCells,
} from './wording.ts';

/** Width of the text area of an official paper, in points (156 mm, GB/T 9704-2012 §5.2). */
const TEXT_WIDTH_PT = 442;
/** Half-width characters of 16 pt text that fit on a line, a cautious guess. */
const LINE_CAPACITY = 40;
/** Printed for a character that the font does not have (the traditional placeholder). */
const PLACEHOLDER = '〓';
/** Tells the template where a line may break inside a long word; never in user text, which is cleaned. */
const BREAK = '\u200B';

/**
 * Lays out a document for the Typst template: every text cleaned, unknown characters replaced by 〓 and
 * listed in a closing note, and break points put into words that would overflow their column.
 * @param qrSvg the code of the receipt's address, if the document has a receipt
 * @param covers whether the font has a glyph for a code point
 * @returns what `official.typ` reads, to be passed as JSON
 */
export function pdfInput(
  document: OfficialDocument,
  qrSvg: string | undefined,
  covers: (codePoint: number) => boolean,
): Record<string, unknown> {
  const missing = new Set<string>();
  const fit = (text: string, capacity = LINE_CAPACITY): string =>
    breakable(substitute(printable(text), covers, missing), capacity);
  const { receipt } = document;
  const input = {
    title: fit(document.title, 18),
    metadataTitle: printable(document.title),
    number: document.number === undefined ? null : fit(document.number),
    organisation: fit(document.organisation, 24),
    date: document.issuedOn?.split('-').map(Number) ?? null,
    dateText: document.issuedOn === undefined ? BLANK_DATE : chineseDate(document.issuedOn),
    blocks: document.blocks.map((block) => fitBlock(block, fit)),
    signatures: (document.signatures ?? []).map((signature) =>
      signatureCells(signature).map((cell) => fit(cell, 20)),
    ),
    receipt:
      receipt === undefined
        ? null
        : {
            lines: receiptLines(receipt).map(([label, value]) => [label, fit(value, 46)]),
            line: RECEIPT_LINE,
            qr: qrSvg,
          },
    draft: document.draft === true ? { mark: DRAFT_MARK, line: DRAFT_LINE } : null,
  };
  return { ...input, missing: missingNote(missing) };
}

function fitBlock(block: Block, fit: (text: string, capacity?: number) => string): unknown {
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', level: block.level ?? 1, text: fit(block.text) };
    case 'paragraph':
      return { kind: 'paragraph', text: fit(block.text), indent: block.indent ?? true };
    case 'note':
      return { kind: 'note', text: fit(block.text, 60) };
    case 'list':
      return {
        kind: 'list',
        ordered: block.ordered ?? false,
        items: block.items.map((item) => fit(item)),
      };
    case 'pictures':
      return {
        kind: 'pictures',
        pictures: block.pictures.map(({ label, png }) => ({
          label: fit(label, 24),
          png: [...Buffer.from(png, 'base64')],
        })),
      };
    case 'fields': {
      const four = block.columns === 4;
      const rows = formRows(block).map((pairs) =>
        pairs.map((pair) => ({
          label: fit(pair.label, 10),
          value: fit(pair.value, four && pairs.length === 2 ? 18 : 46),
        })),
      );
      return { kind: 'fields', columns: block.columns ?? 2, rows };
    }
    case 'table': {
      const capacities = columnCapacities(block.columns);
      const row = (cells: readonly string[]): string[] =>
        cells.map((cell, index) => fit(cell, capacities[index]));
      return {
        kind: 'table',
        caption: block.caption === undefined ? null : fit(block.caption),
        widths: block.columns.map((column) => column.width ?? 1),
        aligns: block.columns.map((column) => column.align ?? 'left'),
        header: row(block.columns.map((column) => column.title)),
        rows: block.rows.map(row),
      };
    }
  }
}

/** How many half-width characters of 10.5 pt text fit into each column. */
function columnCapacities(columns: readonly TableColumn[]): number[] {
  const total = columns.reduce((sum, column) => sum + (column.width ?? 1), 0);
  return columns.map((column) => {
    const widthPt = ((column.width ?? 1) / total) * TEXT_WIDTH_PT - 9;
    return Math.max(1, Math.floor(widthPt / (10.5 * 0.6)));
  });
}

function substitute(
  text: string,
  covers: (codePoint: number) => boolean,
  missing: Set<string>,
): string {
  let result = '';
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const drawn = character === '\n' || isVariationSelector(codePoint) || covers(codePoint);
    if (!drawn) missing.add(`U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`);
    result += drawn ? character : PLACEHOLDER;
  }
  return result;
}

function isVariationSelector(codePoint: number): boolean {
  return codePoint >> 4 === 0xfe0 || (codePoint >= 0xe0100 && codePoint <= 0xe01ef);
}

/** Chinese breaks anywhere; only unbroken runs of other letters can overflow. */
function breakable(text: string, capacity: number): string {
  return text.replace(/[^\s\u2E80-\uFFFF]+/g, (run) =>
    run.length > capacity ? Array.from(run).join(BREAK) : run,
  );
}

function missingNote(missing: Set<string>): string | null {
  if (missing.size === 0) return null;
  const listed = [...missing].slice(0, 20).join('、');
  return `文中的${PLACEHOLDER}代替字库中没有的字符，其编码为：${listed}。`;
}
