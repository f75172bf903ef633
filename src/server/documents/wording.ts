import { placeText } from '#ledger/position.ts';
import type { DocumentReceipt, FieldPair, FieldsBlock, Signature } from './model.ts';

/** What an unsigned paper says on every page. */
export const DRAFT_MARK = '草稿';

/** The line under the draft mark. */
export const DRAFT_LINE = '草稿（尚未签发，不具效力）';

/** Stands for a blank date to be filled in by hand. */
export const BLANK_DATE = '　　　年　　月　　日';

/** Invites the reader to check the paper against the ledger. */
export const RECEIPT_LINE = '扫描二维码或者打开核验网址，可以查验本文件与存证账本是否一致。';

/** 'YYYY-MM-DD' as official papers print it: no leading zeros, 2026年3月5日. */
export function chineseDate(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(year)}年${Number(month)}月${Number(date)}日`;
}

/** When a signature was given: a day, or an instant to the minute in Asia/Shanghai. */
export function signedAt(at: string | undefined): string {
  if (at === undefined) return BLANK_DATE;
  if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return chineseDate(at);
  const local = Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Shanghai');
  const minute = `${pad(local.hour)}:${pad(local.minute)}`;
  return `${chineseDate(local.toPlainDate().toString())} ${minute}`;
}

/** The three columns of a signature line: label, name (may be blank), time. */
export function signatureCells(signature: Signature): [string, string, string] {
  return [`${signature.label}：`, signature.name ?? '', signedAt(signature.at)];
}

/** The labelled lines of the receipt block, the same in every rendering. */
export function receiptLines(receipt: DocumentReceipt): [label: string, value: string][] {
  const index = receipt.index === undefined ? '等待入账' : placeText(receipt.index);
  return [
    ['存证编号', receipt.id],
    ['账本序号', index],
    ['核验网址', receipt.verifyUrl],
  ];
}

/**
 * The rows of a form: two pairs a row when it has four columns, except that a wide pair stands alone. A
 * row with one pair in a four-column form gives its value the rest of the width.
 */
export function formRows({ fields, columns }: FieldsBlock): FieldPair[][] {
  const rows: FieldPair[][] = [];
  let open: FieldPair[] | undefined;
  for (const field of fields) {
    const wide = columns !== 4 || field.wide === true;
    if (open !== undefined && !wide) {
      open.push(field);
      open = undefined;
      continue;
    }
    const row = [field];
    rows.push(row);
    open = wide ? undefined : row;
  }
  return rows;
}

/**
 * Makes any text safe to print: well-formed Unicode, line breaks as \n, and no control characters
 * (XML 1.0 cannot hold them) or invisible format characters (they could disguise a signed text).
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu, '');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
