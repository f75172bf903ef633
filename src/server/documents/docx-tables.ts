import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  type ITableBordersOptions,
  type ITableCellOptions,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { STYLE, TEXT_WIDTH } from './docx-styles.ts';
import type { DocumentReceipt, FieldsBlock, Signature, TableBlock, TableColumn } from './model.ts';
import { formRows, printable, RECEIPT_LINE, receiptLines, signatureCells } from './wording.ts';

const LABEL_FILL = { type: ShadingType.CLEAR, fill: 'F5F5F5' };
const NONE = { style: BorderStyle.NONE };
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '999999' };
const NO_BORDERS: ITableBordersOptions = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};
const ALIGNMENT = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
};

/** Plain text as runs: cleaned, with `\n` as a line break. */
export function textRuns(text: string): ParagraphChild[] {
  return printable(text)
    .split('\n')
    .map((line, index) => new TextRun({ text: line, ...(index > 0 && { break: 1 }) }));
}

/** A form of two or four columns, labels shaded. */
export function fieldsTable(block: FieldsBlock): Table {
  const four = block.columns === 4;
  const widths = share(four ? [17, 33, 17, 33] : [22, 78]);
  const rows = formRows(block).map(
    (pairs) =>
      new TableRow({
        cantSplit: pairs.every((pair) => pair.value.length < 400),
        children: pairs.flatMap((pair) => {
          const span = four && pairs.length === 1 ? 3 : 1;
          return [
            cell(pair.label, STYLE.label, { shading: LABEL_FILL }),
            cell(pair.value, STYLE.cell, { columnSpan: span }),
          ];
        }),
      }),
  );
  return grid(widths, rows);
}

/** A ruled table whose header row is repeated on each page. */
export function dataTable(block: TableBlock): Table {
  const widths = share(block.columns.map((column) => column.width ?? 1));
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map((column) =>
      cell(column.title, STYLE.label, { shading: LABEL_FILL }),
    ),
  });
  const rows = block.rows.map(
    (row) =>
      new TableRow({
        cantSplit: row.every((text) => text.length < 400),
        children: row.map((text, index) => cell(text, STYLE.cell, {}, block.columns[index]?.align)),
      }),
  );
  return grid(widths, [header, ...rows]);
}

/** Lines to sign: label, name over a rule, date. */
export function signatureTable(signatures: readonly Signature[]): Table {
  const rows = signatures.map((signature) => {
    const [label, name, at] = signatureCells(signature);
    return new TableRow({
      cantSplit: true,
      children: [
        cell(label, STYLE.signature),
        cell(name, STYLE.signature, { borders: { bottom: LINE } }),
        cell(at, STYLE.signature, {}, 'right'),
      ],
    });
  });
  return grid(share([24, 36, 40]), rows, NO_BORDERS);
}

/** The box with the code and the address where the paper can be checked. */
export function receiptTable(receipt: DocumentReceipt, qrPng: Buffer): Table {
  const qr = new ImageRun({
    type: 'png',
    data: qrPng,
    transformation: { width: 96, height: 96 },
    altText: { name: '二维码', description: '核验网址的二维码' },
  });
  const lines = [RECEIPT_LINE, ...receiptLines(receipt).map((line) => line.join('　'))];
  const row = new TableRow({
    cantSplit: true,
    children: [
      new TableCell({
        verticalAlign: 'center',
        children: [new Paragraph({ style: STYLE.cell, alignment: 'center', children: [qr] })],
      }),
      new TableCell({
        verticalAlign: 'center',
        children: lines.map(
          (line) => new Paragraph({ style: STYLE.cell, children: textRuns(line) }),
        ),
      }),
    ],
  });
  const box = { top: LINE, bottom: LINE, left: LINE, right: LINE, insideVertical: NONE };
  return grid(share([20, 80]), [row], box);
}

function cell(
  text: string,
  style: string,
  options: Partial<ITableCellOptions> = {},
  align?: TableColumn['align'],
): TableCell {
  const alignment = align === undefined ? {} : { alignment: ALIGNMENT[align] };
  return new TableCell({
    verticalAlign: 'center',
    ...options,
    children: [new Paragraph({ style, ...alignment, children: textRuns(text) })],
  });
}

function grid(widths: number[], rows: TableRow[], borders?: ITableBordersOptions): Table {
  return new Table({
    columnWidths: widths,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { left: 80, right: 80, top: 0, bottom: 0 },
    ...(borders && { borders }),
    rows,
  });
}

function share(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.round((weight / total) * TEXT_WIDTH));
}
