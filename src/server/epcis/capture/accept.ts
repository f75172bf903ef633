import type { Tx } from '#db/transaction.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { sha256 } from '#ledger/sha256.ts';
import { toHex } from '#ledger/bytes.ts';
import { submitRecord } from '../../acts/book.ts';
import { newEntryId } from '../../acts/entry-id.ts';
import type { Receipt } from '../../acts/present.ts';
import type { Context, SignedIn } from '../../context.ts';
import { cutPieces } from './document.ts';

/** What becomes of the rest where an event is wrong. */
export type Behaviour = 'rollback' | 'proceed';

/** A document or single event that is to be captured. */
export interface Capture {
  readonly bytes: Buffer;
  readonly spans: readonly number[];
  readonly kind: 'document' | 'event';
  readonly context: unknown;
  readonly behaviour: Behaviour;
  readonly creationDate?: string | undefined;
  readonly sender?: string | undefined;
}

/**
 * Takes a document in: the entry of the ledger with its hash, the document itself and the job, in one transaction.
 * @returns the receipt; its id is the capture's.
 */
export async function acceptCapture(
  context: Context,
  who: SignedIn,
  capture: Capture,
): Promise<Receipt | Refusal> {
  const now = context.now();
  const id = newEntryId(now);
  const hash = sha256(capture.bytes);
  const input = {
    // Not the bare digits: those are what uploaded files are named by.
    document: `sha256:${toHex(hash)}`,
    size: capture.bytes.length,
    events: capture.spans.length / 2,
    behaviour: capture.behaviour,
    ...(capture.creationDate === undefined ? {} : { createdAt: instant(capture.creationDate) }),
    ...(capture.sender === undefined ? {} : { sender: capture.sender.slice(0, 200) }),
  };
  return submitRecord(context, who, 'trace-capture', { id, input }, hash, async (tx) => {
    const organisation = who.actor.organisation!;
    await tx.run({
      sql: insertCapture,
      parameters: [
        organisation,
        id,
        who.account.id,
        now,
        capture.behaviour,
        capture.kind,
        JSON.stringify(capture.context ?? null),
        capture.bytes.length,
        hash,
        capture.spans.length / 2,
      ],
    });
    await writePieces(tx, organisation, id, capture);
  });
}

const piecesAtOnce = 200;

async function writePieces(tx: Tx, organisation: string, id: string, capture: Capture) {
  const ends = cutPieces(capture);
  for (let at = 0; at < ends.length; at += piecesAtOnce) {
    const part = ends.slice(at, at + piecesAtOnce);
    const bodies = part.map((end, index) => capture.bytes.subarray(ends[at + index - 1] ?? 0, end));
    await tx.run({ sql: insertPieces, parameters: [organisation, id, at, bodies] });
  }
}

/** Day and time as forms take them: in UTC, to the millisecond. */
function instant(text: string): string {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? text : new Date(ms).toISOString();
}

const insertCapture = `insert into epcis_capture (organisation_id, id, account_id, at, behaviour, kind, context, size,
  document_hash, events) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

const insertPieces = `insert into epcis_piece (organisation_id, capture_id, number, body)
  select $1, $2, $3::int + n - 1, body from unnest($4::bytea[]) with ordinality as p (body, n)`;
