import { parseQuantity, quantityText, sumOf } from '#kernel/lot/quantity.ts';
import type { TimelineItem } from '#server/proceedings/present.ts';
import type { NoticeLot } from '#server/recalls/present.ts';

/** A buyer outside the platform, as it is typed. */
export interface BuyerRow {
  readonly name: string;
  readonly contact: string;
  readonly quantity: string;
  readonly told: boolean;
  readonly recovered: string;
}

/** What is typed for a lot. */
export interface LotRow {
  readonly found: string;
  readonly consumers: string;
  readonly returned: string;
  readonly destroyed: string;
  readonly recovered: string;
  readonly buyers: readonly BuyerRow[];
}

/** What a lot starts with: the last answer, or what the holder's own records say; where it moved since, those again. */
export function startOf(lot: NoticeLot): LotRow {
  const { answered } = lot;
  const still = answered?.stale === true ? undefined : answered;
  return {
    found: still?.found ?? lot.onHand,
    consumers: answered?.consumers ?? lot.consumers,
    returned: still?.returned ?? lot.returned,
    destroyed: still?.destroyed ?? lot.destroyed,
    recovered: '0',
    buyers: lot.buyers.map(({ name, quantity }) => ({
      name,
      contact: '',
      quantity,
      told: false,
      recovered: '0',
    })),
  };
}

/** What is still missing from the sum, negative where it is too much; undefined while something is no number. */
export function gapOf(lot: NoticeLot, row: LotRow): string | undefined {
  const parts = [row.found, row.consumers, row.returned, row.destroyed, outsideOf(row)];
  if (parts.some((part) => part === undefined || !isAmount(part))) return undefined;
  const said = parseQuantity(sumOf(parts.filter((part) => part !== undefined)));
  const due = parseQuantity(lot.got) - parseQuantity(lot.used) - parseQuantity(lot.passed);
  return quantityText(due - said);
}

/** What went to buyers outside the platform; undefined while something is no number. */
export function outsideOf({ buyers }: LotRow): string | undefined {
  const amounts = buyers.map(({ quantity }) => quantity);
  return amounts.every(isAmount) ? sumOf(amounts) : undefined;
}

/** Whether a text is a quantity that can be counted. */
export function isAmount(text: string): boolean {
  return /^\d{1,14}(\.\d{1,4})?$/.test(text);
}

/** The rows of the act's form. */
export function answersOf(lots: readonly NoticeLot[], rows: Readonly<Record<string, LotRow>>) {
  const typed = lots.flatMap((lot) => {
    const row = rows[lot.id];
    return row === undefined ? [] : [{ lot: lot.id, row }];
  });
  return {
    items: typed.map(({ lot, row }) => ({
      lot,
      found: row.found,
      outside: outsideOf(row) ?? '',
      consumers: row.consumers,
      returned: row.returned,
      destroyed: row.destroyed,
      recovered: row.recovered,
    })),
    buyers: typed.flatMap(({ lot, row }) => row.buyers.map((buyer) => ({ lot, ...buyer }))),
  };
}

/** What is typed of the consumers who bought. */
export interface ConsumersRow {
  readonly people: string;
  readonly isUnknown: boolean;
  readonly why: string;
}

/** Whether anything went to consumers; what is no number is not counted. */
export function soldToConsumers(rows: Readonly<Record<string, LotRow>>): boolean {
  return Object.values(rows).some(
    ({ consumers }) => isAmount(consumers) && parseQuantity(consumers) > 0n,
  );
}

/** The fields of the act's form about consumers. */
export function consumersOf(
  rows: Readonly<Record<string, LotRow>>,
  { people, isUnknown, why }: ConsumersRow,
) {
  if (!soldToConsumers(rows)) return { consumerCount: 0 };
  if (isUnknown && why.trim() !== '') return { consumersUnknown: why.trim() };
  return { consumerCount: isUnknown ? 0 : Number(people) };
}

/** The day on which the holder last said that it stopped. */
export function stoppedBefore(timeline: readonly TimelineItem[]): string | undefined {
  const on = timeline.findLast(({ input }) => typeof input['stoppedOn'] === 'string')?.input;
  return on?.['stoppedOn'] as string | undefined;
}
