import type { PlainDate } from '../calendar/plain-date.ts';
import type { DutyFacts } from '../facts.ts';
import type { Objection } from '../refusal.ts';
import type { LotEvent, LotReceiver } from './lot.ts';

/** What an event of a firm's own system says happened to goods, in the words of the register of lots. */
export type ToldKind = 'made' | 'packed' | 'shipped' | 'sold' | 'received' | 'destroyed';

/** Goods of one lot, as an event names them. */
export interface ToldGoods {
  /** GS1 Digital Link of the lot, in its one spelling. */
  readonly link: string;
  /** Number of the article, 14 digits. */
  readonly gtin: string;
  /** The number that the maker gave the lot. */
  readonly number: string;
  /** Absent where the event doesn't say, or says more places than lots are counted with. */
  readonly quantity?: string | undefined;
  /** UN/ECE Recommendation 20. */
  readonly unit: string;
  /**
   * Lots that the house holds or held and that may be meant: those that bear the link; where none does, those that bear
   * none and have the number.
   */
  readonly lots: readonly string[];
}

/** One event, with what the register knows of its goods and its parties. */
export interface Told {
  readonly kind: ToldKind;
  /** What was made, packed, moved or destroyed; each lot once. */
  readonly goods: readonly ToldGoods[];
  /** What was used up for it. */
  readonly used: readonly ToldGoods[];
  /** How much of the goods that are packed lies in logistic units of the house already. */
  readonly packed?: readonly ToldGoods[];
  /** The organisation of the register that gave the goods away, where the event leads to one. */
  readonly from?: string | undefined;
  /** Why more came out than went in, where the event says so. */
  readonly gain?: string | undefined;
  /** Absent where the event doesn't say. */
  readonly to?: LotReceiver | undefined;
  /** The event says that the owner stays the same, and the holder too: goods between places of the house. */
  readonly isWithin?: boolean;
  readonly on: PlainDate;
}

/** A lot that an event began. */
export interface BegunLot {
  /** Whether a record judges it: an inspection, a release. */
  readonly isJudged: boolean;
}

/** What rules about told events may know: the house, the lots that may be meant and its products of those articles. */
export type TakingFacts = Required<Pick<DutyFacts, 'lots' | 'products'>> & {
  readonly organisation: Pick<DutyFacts['organisation'], 'id'>;
  /** Which of the lots events of the house began; the others were begun by forms, or elsewhere. `then` knows none. */
  readonly begun: ReadonlyMap<string, BegunLot>;
};

/** What the gate may know besides: what the house deals in, and its certificates. */
export type GateFacts = TakingFacts &
  Pick<DutyFacts, 'certificates'> & {
    readonly organisation: Pick<DutyFacts['organisation'], 'id' | 'productClasses'>;
  };

/**
 * How events that a book's documents tell become facts of the register of lots. Like effects of records, `then` may depend
 * on what a lot is and where it came from, never on how much of it there was.
 */
export interface Taking {
  /** Why goods may not have left: the event itself is refused. */
  readonly gate: (facts: GateFacts, told: Told) => Objection | undefined;
  /** Why the register can't take it, although it may have happened: it is kept, and its house is told. */
  readonly when: (facts: TakingFacts, told: Told) => Objection | undefined;
  readonly then: (facts: TakingFacts, told: Told) => readonly LotEvent[];
}
