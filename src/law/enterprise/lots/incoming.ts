import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { isWhole, notWhole } from './guards.ts';

/** What an incoming inspection says of the goods. */
interface Delivery {
  /** The lot that a supplier on the platform shipped. */
  readonly lot?: string | undefined;
  readonly productName: string;
  readonly specification: string;
  readonly batch: string;
  readonly unit: string;
  readonly quantity: string;
  readonly supplier: string;
  readonly receivedOn: string;
}

/** What was accepted may be used or sold from now on: a lot that the supplier shipped, or one that begins here. */
export function accepted({ lot, quantity, ...input }: Delivery): readonly Effect[] {
  if (lot !== undefined) return [{ do: 'lot', event: { kind: 'released', lot, quantity } }];
  const { productName: product, specification: model, batch: number, unit, supplier } = input;
  const made = { product, model, number, unit, quantity, origin: supplier, released: quantity };
  return [{ do: 'lot', event: { kind: 'made', ...made } }];
}

/** Of a lot that a supplier shipped, what was not accepted goes back or is destroyed; what is isolated stays. */
export function sentAway(
  facts: Pick<DutyFacts, 'lots'>,
  { lot, quantity, receivedOn: on }: Delivery,
  disposal: 'return' | 'isolate' | 'destroy',
): readonly Effect[] {
  if (lot === undefined || disposal === 'isolate') return [];
  if (disposal === 'destroy') return [{ do: 'lot', event: { kind: 'destroyed', lot, quantity } }];
  const from = facts.lots?.find(({ id }) => id === lot)?.receivedFrom;
  if (from === undefined) return [];
  return [
    { do: 'lot', event: { kind: 'returned', lot, quantity, to: { organisation: from }, on } },
  ];
}

/** Pieces come in whole, whether the platform knows their lot or it begins here. */
export function notWholeDelivery(
  facts: Pick<DutyFacts, 'lots'>,
  { lot, quantity, unit }: Pick<Delivery, 'lot' | 'quantity' | 'unit'>,
): string | undefined {
  if (lot !== undefined) return notWhole(facts, [{ lot, quantity }]);
  return isWhole(quantity, unit) ? undefined : `按${unit}计数的，数量应为整数。`;
}
