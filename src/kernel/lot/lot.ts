import type { PlainDate } from '../calendar/plain-date.ts';

/**
 * A lot that an input names, as the acting organisation holds it. Quantities are decimal strings in the lot's unit.
 */
export interface LotFacts {
  readonly id: string;
  /** The number that its maker gave it. */
  readonly number: string;
  readonly product: string;
  readonly model?: string;
  /** Id of the product class, where the maker named one. */
  readonly productClass?: string;
  /** The proceeding that is its product's file, where its maker named one. */
  readonly file?: string;
  readonly unit: string;
  readonly madeOn?: PlainDate;
  /** The organisation that registered it: its maker, or whoever brought it onto the platform. */
  readonly registeredBy: string;
  /** The maker's name, where it came from outside the platform. */
  readonly origin?: string;
  /** Whom the organisation got it from last, where that is on the platform. */
  readonly receivedFrom?: string;
  /** Whether the organisation made it itself. */
  readonly own: boolean;
  /** All that it ever got, by making or receiving. */
  readonly got: string;
  /** What passed its inspection: what was made may leave, what was received may be used. */
  readonly released: string;
  /** What is still there. */
  readonly onHand: string;
  /** What went into other lots there. */
  readonly used: string;
  /** What was sold on to organisations of the register. */
  readonly passed: string;
  /** What was sold to others, by their names, consumers under an empty one; only acts of proceedings are told. */
  readonly sold?: readonly LotSale[];
  /** What went back, and what was destroyed. */
  readonly returned: string;
  readonly destroyed: string;
  /** What passed and is still there: it may leave where nothing keeps it back. */
  readonly available: string;
  /** Whether a recall, a seizure or its holder keeps it back. */
  readonly blocked: boolean;
  /**
   * Numbers of the certificates of conformity by which it was released or accepted there; empty texts where that named
   * none. Absent where nobody asked.
   */
  readonly certificates?: readonly string[];
}

/** So much of a lot went to a buyer outside the register. */
export interface LotSale {
  readonly name: string;
  readonly quantity: string;
}

/** Part of a lot. */
export interface LotPart {
  readonly lot: string;
  readonly quantity: string;
}

/** Who gets goods: an organisation of the register, or somebody outside by name; a consumer's name is not kept. */
export type LotReceiver =
  | { readonly organisation: string }
  | { readonly outside: string }
  | { readonly consumer: true };

/**
 * What happened to lots; the graph of lots is the sum of these. The acting organisation is the holder.
 * - `made`: a new lot, from parts of others that its maker held; with `origin` it came from outside. With `adds` it is
 *   more of one that an event of its maker began and to which nothing has happened since.
 * - `released`: so much of it passed its inspection.
 * - `shipped`, `returned`: so much went to somebody, who holds it from then on. What is `late` left before the lot was kept
 *   back and is written down only by the answer to a recall's notice.
 * - `destroyed`: so much is gone for good.
 * - `coded`: its public code and serial numbers go onto the goods; only what was released gets any.
 * - `blocked`, `unblocked`: nothing of it may leave or be used, at any holder, until the same cause lets it go.
 */
export type LotEvent =
  | {
      readonly kind: 'made';
      /** Distinguishes several lots of one entry; part of the derived id. */
      readonly key?: string;
      /** The lot of its maker that it is more of: all else says what that lot is, and how much is added of which parts. */
      readonly adds?: string | undefined;
      readonly number: string;
      readonly product: string;
      readonly model?: string | undefined;
      readonly productClass?: string | undefined;
      readonly file?: string | undefined;
      readonly unit: string;
      readonly quantity: string;
      readonly madeOn?: PlainDate | undefined;
      readonly origin?: string | undefined;
      /** A GS1 Digital Link of the lot. */
      readonly identifier?: string | undefined;
      readonly parts?: readonly LotPart[];
      /** So much of it is released at once: it was accepted as it came in. */
      readonly released?: string;
    }
  | ({ readonly kind: 'released' | 'destroyed' } & LotPart)
  | ({
      readonly kind: 'shipped' | 'returned';
      readonly to: LotReceiver;
      readonly on: PlainDate;
      readonly late?: true;
    } & LotPart)
  | { readonly kind: 'coded'; readonly lot: string; readonly serials: number }
  | { readonly kind: 'blocked'; readonly lots: readonly string[] }
  | {
      readonly kind: 'unblocked';
      readonly lots: readonly string[];
      /** The entry that kept them back, where it is another one that lets them go: a retest answers its inspection. */
      readonly of?: string;
    };
