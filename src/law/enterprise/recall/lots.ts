import type { RecitedAct } from '#kernel/paper/words.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';

/** Lots with the defect, from which the platform finds everything that they went into. */
export function seedRows(hint?: string) {
  return field.rows(
    '存在缺陷的批次（平台登记）',
    { lot: field.lot('批次') },
    { max: 100, ...(hint === undefined ? {} : { hint }) },
  );
}

/** The ids in such rows; none where the field was left out. */
export function lotsIn(seeds: readonly { readonly lot: string }[] | undefined): readonly string[] {
  return [...new Set((seeds ?? []).map(({ lot }) => lot))];
}

/** Refuses lots that the actor does not hold; what it does not know it can't say anything of. */
export function unknownLot(
  facts: Pick<ProceedingFacts, 'lots'>,
  seeds: readonly { readonly lot: string }[] | undefined,
): string | undefined {
  const held = facts.lots.map(({ id }) => id);
  return lotsIn(seeds).every((lot) => held.includes(lot))
    ? undefined
    : '所选批次不在本单位登记的批次中，请重新选择。';
}

/** Whether lots of the platform stand still for this recall: its plan must then name what they went into. */
export function hasStopped(facts: ProceedingFacts): boolean {
  const stopping = [...facts.all('stop'), ...facts.all('recordOrder')];
  return stopping.some(({ input }) => hasSeeds(input));
}

function hasSeeds({ seeds }: JsonObject): boolean {
  return Array.isArray(seeds) && seeds.length > 0;
}

/** Which goods a paper of the recall is about, as they were first named. */
export const recalledGoods: RecitedAct = {
  act: ['discover', 'find'],
  fields: ['productName', 'model', 'lots', 'quantity'],
};

/** The notice or order that a producer's paper answers. */
export const summons: readonly RecitedAct[] = [
  { act: 'noticeRecall', fields: ['noticeNumber'] },
  { act: 'recordOrder', fields: [{ field: 'orderNumber', as: '责令召回通知书文号' }] },
];
