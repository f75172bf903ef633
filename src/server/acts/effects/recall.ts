import type { Effect } from '#kernel/effect.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../../context.ts';
import type { Cause } from '../effects.ts';

/** Why a recall can't take hold of lots, as the database says. */
const hindrances = {
  unknown: ['not-found', '没有找到这些批次，或者它们不属于本次召回。', ['order-19/18']],
  nothing: ['condition-unmet', '没有列明存在缺陷的批次。', ['order-19/18']],
  differs: [
    'condition-unmet',
    '按批次重算的召回范围与所交的校验值不一致，请重新计算后再报告。',
    ['order-19/18'],
  ],
  unbalanced: ['condition-unmet', '各项数量之和须等于购进数量。', ['order-19/16']],
  incomplete: [
    'condition-unmet',
    '通知所列批次还有没有答复的，请补齐，或者选择“部分批次”。',
    ['order-19/16'],
  ],
} as const;

/**
 * Lets a recall take hold of lots over all their holders: the database finds them past row security, for the producer
 * and the regulators of this recall alone. Telling the holders is work in the background (`recalls/tell.ts`), which is woken.
 * @returns why it can't be.
 */
export async function carryOutRecall(
  tx: Tx,
  context: Pick<Context, 'wakeTeller'>,
  { event }: Extract<Effect, { do: 'recall' }>,
  { entry, proceeding }: Cause,
): Promise<Refusal | undefined> {
  const ask = async (call: string, values: readonly unknown[]) => {
    const [row] = await tx.rows<{ found: keyof typeof hindrances | null }>(
      `select ${call} as found`,
      [proceeding ?? null, ...values],
    );
    if (row?.found === undefined || row.found === null) return undefined;
    const [code, sentence, basis] = hindrances[row.found];
    return refuse(code, sentence, basis);
  };
  // Whom it concerns is told right after the commit: the goods stand still already.
  context.wakeTeller();
  switch (event.kind) {
    case 'stop':
      return ask('stop_recall($1,$2,$3::uuid[],$4)', [entry.id, event.lots, entry.at]);
    case 'freeze': {
      const values = [entry.id, event.lots, event.hash, entry.at];
      return ask('freeze_recall($1,$2,$3::uuid[],$4,$5)', values);
    }
    case 'answer': {
      const values = [entry.id, JSON.stringify(event.answers), event.whole, entry.at];
      return ask('answer_recall($1,$2,$3::jsonb,$4,$5)', values);
    }
    case 'release':
      return ask('release_recall($1,$2::uuid[])', [event.lots]);
    case 'end':
      return ask('end_recall($1,$2,$3)', [event.defective, entry.at]);
  }
}
