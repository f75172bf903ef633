import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { RecallAccount } from '#kernel/lot/recall.ts';

/** What a recall would take hold of now: sums, nobody by name. */
export interface RecallPreview {
  /** What the plan has to carry. */
  readonly hash: string;
  readonly lots: number;
  readonly holders: number;
  readonly tiers: readonly {
    readonly tier: number;
    readonly product: string;
    readonly unit: string;
    readonly holders: number;
    readonly lots: number;
    readonly got: string;
    readonly onHand: string;
    readonly used: string;
    readonly passed: string;
    readonly outside: string;
    readonly consumers: string;
    readonly returned: string;
    readonly destroyed: string;
  }[];
}

/** How far a recall has come with one product; quantities are decimal strings in a unit. */
export interface RecallSums {
  readonly product: string;
  readonly unit: string;
  /** What ended somewhere: on hand, sold outside, destroyed. */
  readonly placed: string;
  /** Found, destroyed or recovered by the holders' answers. */
  readonly secured: string;
  readonly open: string;
}

/** A tier: so many deliveries away from whoever made the lots with the defect. */
export interface RecallTier extends RecallSums {
  readonly tier: number;
  readonly holders: number;
  readonly told: number;
  readonly answered: number;
  readonly got: string;
  readonly found: string;
  readonly destroyed: string;
  readonly outside: string;
  readonly consumers: string;
  readonly recovered: string;
}

/** A holder of recalled lots of one product in one unit. */
export interface RecallHolder extends RecallSums {
  readonly id: string;
  readonly name: string;
  readonly tier?: number;
  readonly region?: { readonly code: number; readonly name: string };
  readonly state: 'untold' | 'told' | 'stopped' | 'answered' | 'kept' | 'ended';
  /** Whether goods went back or away since it answered: its answer no longer says where they are. */
  readonly stale: boolean;
  readonly lots: number;
  readonly got: string;
  readonly toldAt?: Instant;
  readonly answeredAt?: Instant;
  readonly due?: { readonly day: PlainDate; readonly overdue: boolean };
  /** The notice, where the reader may open it. */
  readonly notice?: string;
}

/** Open quantity by city or county. */
export interface RecallPlace {
  readonly code: number;
  readonly name: string;
  readonly holders: number;
  readonly silent: number;
  /** What is open there, by product and unit, with the part of what ended there. */
  readonly sums: readonly RecallSums[];
  readonly tile?: { readonly row: number; readonly column: number };
}

/** The recall cockpit: of the producer the sums and its own receivers, of the regulators everybody. */
export interface RecallCockpit {
  readonly id: string;
  readonly title: string;
  readonly producer: string;
  readonly state: string;
  readonly isProducer: boolean;
  /** Whether the list of holders is the whole one. */
  readonly isWhole: boolean;
  readonly scope?: {
    readonly frozen: boolean;
    readonly hash: string;
    readonly at: Instant;
    readonly lots: number;
    readonly holders: number;
  };
  /** Work in the background: so many holders have been told, whatever they hold. */
  readonly told: number;
  readonly tiers: readonly RecallTier[];
  readonly totals: readonly RecallSums[];
  /** What summaries are judged by; absent where no lots of the platform are recalled. */
  readonly recalled?: RecallAccount;
  readonly places: readonly RecallPlace[];
  readonly holders: readonly RecallHolder[];
  /** Rows of the list: a holder of several products has several. */
  readonly total: number;
  /** Holders in the list. */
  readonly houses: number;
}

/** A lot of a notice, with what the holder said of it last. */
export interface NoticeLot extends LotFacts {
  /** Sold to consumers by the holder's own records. */
  readonly consumers: string;
  /** Buyers outside the platform by the holder's own records. */
  readonly buyers: readonly { readonly name: string; readonly quantity: string }[];
  readonly answered?: {
    readonly got: string;
    readonly found: string;
    readonly outside: string;
    readonly consumers: string;
    readonly returned: string;
    readonly destroyed: string;
    readonly recovered: string;
    readonly at: Instant;
    /** Whether the goods have moved since. */
    readonly stale: boolean;
  };
}

/** A notice as its holder answers it. */
export interface NoticeSheet {
  readonly id: string;
  readonly lots: readonly NoticeLot[];
  readonly total: number;
}

/** What came of a table of recalls that were published elsewhere. */
export interface BulletinImport {
  readonly ok: boolean;
  readonly imported: boolean;
  readonly rows: number;
  readonly issues: readonly {
    readonly line: number;
    readonly column: string;
    readonly sentence: string;
  }[];
  readonly proceeding?: string;
}
