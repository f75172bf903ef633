import type { LotEvent, LotFacts } from './lot.ts';
import { parseQuantity, quantityText } from './quantity.ts';

/** A lot after so much was added to what was got, released, and is there. */
function changed(lot: LotFacts, by: Partial<Record<Sum, bigint>>): LotFacts {
  const sum = (name: Sum) => parseQuantity(lot[name]) + (by[name] ?? 0n);
  const there = sum('onHand');
  const free = sum('available');
  return {
    ...lot,
    got: quantityText(sum('got')),
    released: quantityText(sum('released')),
    used: quantityText(sum('used')),
    destroyed: quantityText(sum('destroyed')),
    onHand: quantityText(there),
    // What is not there cannot leave, however much was released.
    available: quantityText(free < there ? free : there),
  };
}

type Sum = 'got' | 'released' | 'used' | 'destroyed' | 'onHand' | 'available';

/**
 * What a house holds after something happened there, as far as rules read it; for records that are judged one after the
 * other before any of them is written. The database holds the sums.
 * @param id of the lot that a `made` event makes.
 */
export function afterEvent(
  stock: Map<string, LotFacts>,
  event: LotEvent,
  id: string,
  house: string,
): void {
  const change = (lot: string, by: Parameters<typeof changed>[1]) => {
    const own = stock.get(lot);
    if (own !== undefined) stock.set(lot, changed(own, by));
  };
  if (event.kind === 'made') {
    for (const { lot, quantity } of event.parts ?? []) {
      const used = parseQuantity(quantity);
      // Of a lot of one's own, what is used in the house needs no release.
      const less = stock.get(lot)?.own === true ? {} : { available: -used };
      change(lot, { used, onHand: -used, ...less });
    }
    const more = parseQuantity(event.quantity);
    if (event.adds === undefined) stock.set(id, madeLot(event, id, house));
    else change(event.adds, { got: more, onHand: more });
    return;
  }
  if ('lots' in event) {
    for (const lot of event.lots) {
      const own = stock.get(lot);
      if (own !== undefined) stock.set(lot, { ...own, blocked: event.kind === 'blocked' });
    }
    return;
  }
  if (event.kind === 'coded') return;
  const amount = parseQuantity(event.quantity);
  if (event.kind === 'released') change(event.lot, { released: amount, available: amount });
  else if (event.kind === 'shipped') change(event.lot, { onHand: -amount, available: -amount });
  else
    change(event.lot, {
      onHand: -amount,
      ...(event.kind === 'destroyed' && { destroyed: amount }),
    });
}

function madeLot(event: Extract<LotEvent, { kind: 'made' }>, id: string, house: string): LotFacts {
  const { number, product, model, unit, quantity, madeOn, origin, released = '0' } = event;
  return {
    id,
    number,
    product,
    unit,
    registeredBy: house,
    own: origin === undefined,
    got: quantity,
    released,
    onHand: quantity,
    available: released,
    used: '0',
    passed: '0',
    returned: '0',
    destroyed: '0',
    blocked: false,
    ...(model === undefined ? {} : { model }),
    ...(madeOn === undefined ? {} : { madeOn }),
    ...(origin === undefined ? {} : { origin }),
  };
}
