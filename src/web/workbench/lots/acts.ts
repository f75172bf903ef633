import { parseQuantity, quantityText } from '#kernel/lot/quantity.ts';
import type { LotSummary } from '#server/lots/present.ts';
import type { Values } from '../../kit/form/values.ts';

/** A record that can be made of a lot: its book, what the button says, what the form starts with. */
export interface LotAct {
  readonly book: string;
  readonly label: string;
  readonly given: Values;
}

/** How much of a lot is there and has not passed its inspection yet. */
export function waitingOf(lot: LotSummary): string {
  const { onHand, own, got, released, returned, destroyed } = lot;
  const open = parseQuantity(got) - parseQuantity(released);
  const there = parseQuantity(onHand);
  const gone = own ? 0n : parseQuantity(returned) + parseQuantity(destroyed);
  const waits = open - gone < there ? open - gone : there;
  return quantityText(waits < 0n ? 0n : waits);
}

/** What its holder can do with a lot as it stands now, the likeliest first. */
export function actsOf(lot: LotSummary, supplier: string | undefined): readonly LotAct[] {
  const { id, own, onHand, available, blocked, product, model, number, unit } = lot;
  const waits = waitingOf(lot);
  const isThere = parseQuantity(onHand) > 0n;
  const mayLeave = parseQuantity(available) > 0n && !blocked;
  const acts: LotAct[] = [];
  if (!own && waits !== '0') {
    const given = {
      lot: id,
      productName: product,
      specification: model ?? '',
      quantity: waits,
      unit,
      batch: number,
      ...(supplier === undefined ? {} : { supplier }),
    };
    acts.push({ book: 'incoming-inspection', label: '进货查验', given });
  }
  if (own && waits !== '0' && !blocked) {
    acts.push({ book: 'lot-release', label: '检验放行', given: { lot: id, quantity: waits } });
  }
  if (mayLeave) {
    acts.push({ book: 'sales-record', label: '登记销售', given: { items: [{ lot: id }] } });
  }
  if (mayLeave || (own && isThere && !blocked)) {
    acts.push({ book: 'lot-registration', label: '用于生产', given: { parts: [{ lot: id }] } });
  }
  if (own && isThere && parseQuantity(lot.released) > 0n && !blocked) {
    acts.push({ book: 'code-issue', label: '赋码', given: { lot: id, serials: 0 } });
  }
  if (isThere) {
    const way = own ? 'destroy' : 'return';
    const label = own ? '销毁' : '退回或者销毁';
    acts.push({ book: 'lot-disposal', label, given: { lot: id, way, quantity: onHand } });
  }
  return acts;
}
