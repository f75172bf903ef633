import { unguard, visibleText } from './cell-text.ts';
import { refuse, refuseAt } from './refuse.ts';
import {
  type Grid,
  type GridRow,
  SPARE_ROWS,
  type TableLimits,
  type TableRefusal,
} from './table.ts';

/**
 * Reads CSV or tab-separated text by RFC 4180, strictly: a quote where none belongs is refused with its
 * row, not guessed at. `line` counts records, which is the row number a spreadsheet program shows.
 * @param bytes UTF-8 (with or without mark), UTF-16LE with mark, or GB18030 (thereby GBK and GB 2312)
 */
export function readCsv(bytes: Uint8Array, limits: TableLimits): Grid | TableRefusal {
  const text = decode(bytes);
  if (text === undefined) return refuse('encoding');
  const rows: GridRow[] = [];
  for (const record of records(text, delimiterOf(text))) {
    if (!Array.isArray(record)) return record;
    if (record.length > limits.maxColumns * 2) return refuse('too-many-columns', limits.maxColumns);
    const line = rows.length + 1;
    const formula = record.findIndex((cell) => /^=(?!"[^"]*"$)/.test(cell.trim()));
    if (formula >= 0) return refuseAt('formula', { line, column: formula });
    rows.push({ line, cells: record.map(cellText) });
    if (line > limits.maxRows + SPARE_ROWS) return refuse('too-many-rows', limits.maxRows);
  }
  return { ok: true, rows, ignoredSheets: [] };
}

/** `="00123"` is how spreadsheet programs are made to keep leading zeros in a CSV. */
function cellText(cell: string): string {
  const kept = /^="([^"]*)"$/.exec(cell.trim());
  return unguard(visibleText(kept?.[1] ?? cell));
}

function decode(bytes: Uint8Array): string | undefined {
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  for (const encoding of little ? ['utf-16le'] : ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Binary files often decode as GB18030; a table never holds control characters.
      return /(?![\t\n\r])\p{Cc}/u.test(text) ? undefined : text;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return undefined;
}

/** Comma, unless the first line has more tabs. */
function delimiterOf(text: string): ',' | '\t' {
  const [first = ''] = text.split(/\r|\n/, 1);
  const plain = first.replace(/"[^"]*"/g, '');
  return plain.split('\t').length > plain.split(',').length ? '\t' : ',';
}

function* records(text: string, delimiter: string): Generator<string[] | TableRefusal> {
  let [at, line, record]: [number, number, string[]] = [0, 1, []];
  const unquotedEnd = new RegExp(`[${delimiter}\r\n"]|$`, 'g');
  while (at < text.length || record.length > 0) {
    const quoted = text[at] === '"';
    const field = quoted ? quotedField(text, at) : unquotedField(text, at, unquotedEnd);
    if (field === undefined) {
      yield refuseAt('quotes', { line });
      return;
    }
    record.push(field.value);
    at = field.end;
    const next = text[at];
    if (next === delimiter) {
      at++;
      continue;
    }
    if (next !== undefined && next !== '\r' && next !== '\n') {
      yield refuseAt('quotes', { line, column: record.length - 1 });
      return;
    }
    at += next === '\r' && text[at + 1] === '\n' ? 2 : 1;
    yield record;
    record = [];
    line++;
  }
}

function quotedField(text: string, start: number): { value: string; end: number } | undefined {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

function unquotedField(text: string, start: number, end: RegExp): { value: string; end: number } {
  end.lastIndex = start;
  const stop = end.exec(text)?.index ?? text.length;
  return { value: text.slice(start, stop), end: stop };
}
