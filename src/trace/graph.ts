/** A lot among those around the ones that were asked about. Quantities are decimal strings in the lot's unit. */
export interface TracedLot {
  readonly id: string;
  /** How many steps of making lie between; negative where it went into them. */
  readonly depth: number;
  readonly number: string;
  readonly product: string;
  readonly model: string;
  readonly unit: string;
  readonly quantity: string;
  readonly madeOn: string | null;
  /** Day on which it came onto the platform: of what came from outside that of its inspection. */
  readonly begunOn?: string | null;
  readonly registeredBy: string;
  /** The maker outside the platform; empty where it was made on it. */
  readonly origin: string;
  /** Id of the event of the reader's own house that told of its making; null where a form did, or somebody else. */
  readonly event: string | null;
  readonly blocked: boolean;
}

/** How much of a lot somebody got, and where it went. */
export interface TracedHolding {
  readonly lot: string;
  readonly holder: string;
  readonly own: boolean;
  readonly got: string;
  readonly used: string;
  readonly shipped: string;
  readonly returned: string;
  readonly destroyed: string;
  readonly onHand: string;
}

/** So much of one lot went into another. */
export interface TracedPart {
  readonly parent: string;
  readonly child: string;
  readonly by: string;
  readonly quantity: string;
}

/** So much of a lot went from one to the other, in so many deliveries. */
export interface TracedMove {
  readonly lot: string;
  readonly kind: 'shipped' | 'returned';
  readonly from: string;
  /** Null outside the platform. */
  readonly to: string | null;
  /** Name of the receiver outside the platform; empty for consumers. */
  readonly toName: string;
  readonly quantity: string;
  readonly times: number;
  readonly first: string;
  readonly last: string;
}

/** Lots with their holders, what was made of what, and what went to whom. */
export interface TraceGraph {
  /** How many lots there are; `lots` may hold the nearest only. */
  readonly total: number;
  readonly lots: readonly TracedLot[];
  readonly holdings: readonly TracedHolding[];
  readonly parts: readonly TracedPart[];
  readonly moves: readonly TracedMove[];
}
