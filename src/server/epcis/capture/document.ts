import { setImmediate as others } from 'node:timers/promises';
import type { Tx } from '#db/transaction.ts';
import { checkEnvelope } from '#trace/epcis/check/document.ts';
import type { Envelope } from '#trace/epcis/check/document.ts';
import { readContext } from '#trace/epcis/context.ts';
import type { Namespaces } from '#trace/epcis/context.ts';
import { scanDocument } from '#trace/epcis/scan.ts';
import { exceptionOf } from '../exception.ts';
import type { EpcisException } from '../exception.ts';
import { limits } from '../limits.ts';

/** A document whose frame is right and whose events are not yet looked at. */
export interface Received {
  readonly bytes: Buffer;
  /** First byte and the byte behind the last of each event. */
  readonly spans: readonly number[];
  readonly envelope: Envelope;
}

/** Looks at a document as far as must be known before it is accepted. Others get their turn in between. */
export async function receiveDocument(bytes: Buffer): Promise<Received | EpcisException> {
  const scan = await scanSlowly(bytes);
  if (!scan.ok) return exceptionOf('ValidationException', `无法读取文件：${scan.sentence}。`);
  const { spans, envelope: frame } = scan.value;
  const parsed = parse(bytes.length <= limits.readAtOnce ? bytes.toString() : frame);
  if (parsed === undefined)
    return exceptionOf('ValidationException', '文件不是有效的JSON，请检查后重新提交。');
  const checked = checkEnvelope(parsed);
  if (!checked.ok) {
    return exceptionOf(
      'ValidationException',
      '文件不符合EPCIS 2.0，请改正后重新提交。',
      checked.defects,
    );
  }
  if (spans.length / 2 > limits.events) {
    const sentence = `一个文件最多${limits.events}个事件，请分成几个文件提交。`;
    return exceptionOf('CaptureLimitExceededException', sentence);
  }
  return { bytes, spans, envelope: checked.envelope };
}

async function scanSlowly(bytes: Uint8Array) {
  const steps = scanDocument(bytes);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await others();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}

const pieceBytes = 16_000;

/** Cuts a document behind whole events into pieces of about 16 kB. @returns where each ends. */
export function cutPieces({ bytes, spans }: Pick<Received, 'bytes' | 'spans'>): number[] {
  const ends: number[] = [];
  let from = 0;
  for (let at = 1; at < spans.length; at += 2) {
    const end = spans[at] ?? 0;
    if (end - from < pieceBytes) continue;
    ends.push(end);
    from = end;
  }
  if (from < bytes.length) ends.push(bytes.length);
  return ends;
}

/** A piece as it lies in the database. */
export interface Piece {
  readonly id: number;
  readonly from: number;
  readonly end: number;
}

/** Where the pieces of a capture lie in its document. */
export async function readPieces(tx: Tx, capture: string): Promise<Piece[]> {
  const rows = await tx.rows<{ id: number; size: number }>(
    'select id, length(body) as size from epcis_piece where capture_id = $1 order by number',
    [capture],
  );
  let end = 0;
  return rows.map(({ id, size }) => {
    const from = end;
    end += size;
    return { id, from, end };
  });
}

/** The document of a capture, byte by byte as it came. */
export async function readDocument(tx: Tx, capture: string): Promise<Buffer> {
  const rows = await tx.rows<{ body: Buffer }>(
    'select body from epcis_piece where capture_id = $1 order by number',
    [capture],
  );
  return Buffer.concat(rows.map(({ body }) => body));
}

/** Where the events of a stored document lie, and what their prefixes mean. */
export async function placesOf(
  bytes: Buffer,
  kind: 'document' | 'event',
  context: unknown,
): Promise<{ readonly spans: readonly number[]; readonly namespaces: Namespaces }> {
  const namespaces = readContext(context);
  if (!namespaces.ok) throw new Error(`a stored context became unreadable: ${namespaces.sentence}`);
  if (kind === 'event') return { spans: [0, bytes.length], namespaces: namespaces.value };
  const scan = await scanSlowly(bytes);
  if (!scan.ok) throw new Error(`a stored document became unreadable: ${scan.sentence}`);
  return { spans: scan.value.spans, namespaces: namespaces.value };
}
