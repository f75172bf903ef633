import type { ClauseIndex } from '#kernel/clause.ts';
import { toHex } from '#ledger/bytes.ts';
import type { EpcisEvent } from '#trace/epcis/event.ts';
import { keyOf } from './capture/prepare.ts';
import { idOf } from './find.ts';
import type { FoundEvent } from './find.ts';
import { presentCitation } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { Reason } from './lots/outcome.ts';
import type { CaptureRow } from './queries.ts';

/** A capture job as the standard shows it, with what people want to know beside it. */
export interface PresentedCapture {
  readonly captureID: string;
  readonly createdAt: string;
  readonly finishedAt?: string;
  readonly running: boolean;
  readonly success: boolean;
  readonly captureErrorBehaviour: 'rollback' | 'proceed';
  /** The first thousand. */
  readonly errors: readonly PresentedError[];
  readonly counts: {
    readonly events: number;
    readonly done: number;
    readonly captured: number;
    /** There before, equal in content. */
    readonly repeated: number;
    readonly rejected: number;
  };
  /** What became of those that tell of goods. */
  readonly lots: {
    /** Part of the register of lots from now on. */
    readonly taken: number;
    /** Captured, and yet not part of the register; the first 200 with their reasons. */
    readonly leftOut: number;
    readonly reasons: readonly LeftOut[];
  };
  readonly document: { readonly size: number; readonly sha256: string; readonly href: string };
  /** Under this id the capture is an entry of the ledger, with a receipt. */
  readonly entry: string;
  /** The provisions that its errors and reasons rest on, each once. */
  readonly provisions: Problem['basis'];
  readonly capturedBy: string;
}

/** An error of an event: problem details, with its place. */
export interface PresentedError {
  readonly type: 'epcisException:ValidationException';
  readonly title: string;
  readonly status: 400;
  readonly detail: string;
  /** Place of the event in the document, counted from 0. */
  readonly event: number;
  readonly path: string;
  /** Ids of the provisions that it rests on. */
  readonly basis: readonly string[];
}

/** An event that the register of lots could not take. */
export interface LeftOut {
  /** Place of the event in the document, counted from 0. */
  readonly event: number;
  readonly detail: string;
  /** Ids of the provisions that it rests on. */
  readonly basis: readonly string[];
}

/** Presents a job. */
export function presentCapture(row: CaptureRow, clauses: ClauseIndex): PresentedCapture {
  const { id, events, done, captured, repeated, rejected } = row;
  return {
    captureID: id,
    createdAt: row.at,
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
    running: row.finished_at === null,
    success: rejected === 0,
    captureErrorBehaviour: row.behaviour,
    errors: byPlace(row.errors).map(({ event, path, sentence, basis = [] }) => ({
      basis,
      type: 'epcisException:ValidationException',
      title: `第${event + 1}个事件有误`,
      status: 400,
      detail: path === '' ? `${sentence}。` : `${path}：${sentence}。`,
      event,
      path: pathOf(row.kind, event, path),
    })),
    counts: { events, done, captured, repeated, rejected },
    lots: {
      taken: row.taken,
      leftOut: row.left_out,
      reasons: byPlace(row.reasons).map(({ event, sentence, basis = [] }) => ({
        event,
        detail: `${sentence}。`,
        basis,
      })),
    },
    document: {
      size: row.size,
      sha256: toHex(row.document_hash),
      href: `/api/epcis/capture/${id}/document`,
    },
    entry: id,
    provisions: cited(
      [...row.errors, ...row.reasons].flatMap(({ basis = [] }) => basis),
      clauses,
    ),
    capturedBy: row.account_name ?? '',
  };
}

/** As they stand in the document, in whatever order its events were taken over. */
function byPlace<T extends { readonly event: number }>(list: readonly T[]): readonly T[] {
  return list.toSorted((one, other) => one.event - other.event);
}

function cited(ids: readonly string[], clauses: ClauseIndex): Problem['basis'] {
  return [...new Set(ids)].flatMap((id) => {
    const found = clauses.find(id);
    return found === undefined ? [] : [presentCitation(found)];
  });
}

/** The whole path from the top of the document. */
function pathOf(kind: CaptureRow['kind'], event: number, path: string): string {
  if (kind === 'event') return path;
  return `epcisBody.eventList[${event}]${path === '' || path.startsWith('[') ? '' : '.'}${path}`;
}

/** An event as the page of the enterprise shows it. */
export interface PresentedEvent {
  readonly id: string;
  /** As it was handed in. */
  readonly event: EpcisEvent;
  readonly recordTime: string;
  /** The job, and the entry of the ledger, that brought it. */
  readonly capture: string;
  /** Why it is not part of the register of lots, where it tells of some. */
  readonly leftOut?: { readonly sentence: string; readonly basis: Problem['basis'] };
}

/** What an event did to lots; absent parts of it were not written, or taken back. */
export interface LotsOfEvent {
  /** Whether it is part of the register, no longer is because it was declared an error, or never was. */
  readonly state: 'taken' | 'undone' | 'none';
  readonly lots: readonly {
    readonly lot: string;
    readonly product: string;
    readonly number: string;
    readonly kind: string;
    readonly quantity: string;
    readonly unit: string;
  }[];
}

/** The events under one id, and what they did to lots. */
export interface EventDetail {
  readonly events: readonly PresentedEvent[];
  readonly register: LotsOfEvent;
}

/** A page of the list. */
export interface EventList {
  readonly events: readonly PresentedEvent[];
  readonly next?: string;
}

/** Presents an event as it was handed in. */
export function presentFound(
  found: FoundEvent,
  reasons: ReadonlyMap<string, Reason>,
  clauses: ClauseIndex,
): PresentedEvent {
  const { event, recordTime, capture } = found;
  const leftOut = reasons.get(foundKey(found));
  return {
    id: idOf(found),
    event,
    recordTime,
    capture,
    ...(leftOut === undefined
      ? {}
      : { leftOut: { sentence: `${leftOut.sentence}。`, basis: cited(leftOut.basis, clauses) } }),
  };
}

/** The key of an event that was found. */
export function foundKey(found: FoundEvent): string {
  return keyOf(idOf(found), found.event.errorDeclaration !== undefined);
}

/** A page of captures. */
export interface CaptureList {
  readonly captures: readonly PresentedCapture[];
  readonly next?: string;
}
