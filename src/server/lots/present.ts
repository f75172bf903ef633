import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';

/** A lot in a list, as its holder sees it; of what is kept back nothing is `available`. */
export interface LotSummary extends LotFacts {
  readonly holder: string;
  readonly lastAt: Instant;
}

/** A lot that a code names, as the acting house holds it. */
export interface FoundLot extends LotSummary {
  /** Number of the certificate under which it was released last. */
  readonly certificate?: string;
}

/** Lots, those that moved last first. */
export interface LotList {
  readonly lots: readonly LotSummary[];
  /** Names of organisations by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Hand it in as `before` to read on; absent on the last page. */
  readonly next?: string;
}

/** Something that happened to a lot. */
export interface LotStep {
  readonly entry: string;
  readonly kind: 'made' | 'released' | 'shipped' | 'returned' | 'destroyed';
  readonly quantity: string;
  readonly on: PlainDate;
  readonly at: Instant;
  /** Who did it, by id. */
  readonly by: string;
  /** Who got it: an organisation by id, or somebody outside by name; a consumer has neither. */
  readonly to?: string;
  readonly toName?: string;
  /** Id of the event of the own house that told it, where its entry is a captured document. */
  readonly event?: string;
}

/** A lot that went into another one, or came out of it. */
export interface LotLink {
  readonly lot: string;
  readonly product: string;
  readonly number: string;
  readonly unit: string;
  readonly quantity: string;
  readonly by: string;
}

/** A record that judged a lot. */
export interface LotInspection {
  readonly entry: string;
  /** Title of the book. */
  readonly title: string;
  readonly on: PlainDate;
  /** The result in the words of the form. */
  readonly result: string;
  /** Whose record it is, by id. */
  readonly by: string;
}

/** Everything about a lot that the reader may know: one step up and one down. */
export interface LotDetail {
  readonly lot: LotSummary;
  readonly holders: readonly LotSummary[];
  readonly steps: readonly LotStep[];
  readonly inspections: readonly LotInspection[];
  readonly parts: readonly LotLink[];
  readonly products: readonly LotLink[];
  /** Where its maker named no file of its product: the maker's files of that name and model, as far as the reader sees them. */
  readonly files: readonly { readonly id: string; readonly title: string }[];
  readonly blocks: readonly {
    readonly cause: string;
    readonly entry: string;
    readonly at: Instant;
    /** A recall, the record of a holder that found it wanting, or another case. */
    readonly kind: 'recall' | 'record' | 'case';
    /** The notice of the recall to a holder that the reader sees, the own one first. */
    readonly notice?: string;
    /** The case that keeps it back, where the reader sees it; a record's cause is the record itself. */
    readonly proceeding?: string;
    /** Title of the procedure or the book, and of the case. */
    readonly title?: string;
  }[];
  readonly names: Readonly<Record<string, string>>;
}

/** A delivery as the sales ledger lists it, however it was written down: by hand, by a table, by a captured event. */
export interface Sale {
  readonly lot: string;
  readonly product: string;
  readonly model: string;
  readonly number: string;
  readonly madeOn?: PlainDate;
  readonly quantity: string;
  readonly unit: string;
  readonly on: PlainDate;
  /** Who got it; absent where it was a consumer, whose name is in the record alone. */
  readonly buyer?: string;
  /** What its record says, or where it is an event's the last release of the lot. */
  readonly certificate?: string;
  readonly place?: string;
  /** The record or the captured document. */
  readonly entry: string;
  /** Id of the event that told it. */
  readonly event?: string;
  /** What the ledger has to hold (guidance 2.5) and nobody wrote down. */
  readonly lacks: readonly ('buyer' | 'contact' | 'certificate' | 'place')[];
}

/** A page of the sales ledger, the latest first. */
export interface SalesLedger {
  readonly sales: readonly Sale[];
  /** Hand it in as `before` to read on; absent on the last page. */
  readonly next?: string;
}
