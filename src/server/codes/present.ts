import type { Instant } from '#kernel/calendar/plain-date.ts';

/** The codes of a lot, as its maker sees them. */
export interface LotCodes {
  /** Address behind the lot's code; absent before it got one. */
  readonly address?: string;
  /** The lot's own code as an image, SVG. */
  readonly qr?: string;
  readonly ranges: readonly {
    readonly entry: string;
    readonly first: number;
    /** One below `first` where only the lot got its code. */
    readonly last: number;
    readonly at: Instant;
  }[];
}

/** Goods behind a code, as the form of a complaint begins with them. */
export interface ScannedGoods {
  readonly maker: { readonly id: string; readonly name: string; readonly region: string };
  readonly product: string;
  readonly number: string;
}
