import { idSql } from '../population.ts';
import type { UnderTest } from '../under-test.ts';

/**
 * Lots as their makers hold them, one after another over the enterprises, every fifth blocked.
 * Enterprises must have been settled; rows only, no entries stand behind them.
 */
export async function settleHoldings(
  under: UnderTest,
  count: number,
  enterprises: number,
): Promise<void> {
  const maker = idSql('enterprise', `1 + (n::bigint * 7919 % ${enterprises})`);
  await under.sql(`
    insert into lot (id, organisation_id, entry_id, number, product, unit, quantity, at)
    select gen_random_uuid(), ${maker}, gen_random_uuid(), 'L' || n, '产品' || n % 100, '个', 5,
      now() - n * interval '1 second'
    from generate_series(1, ${count}) n;
    insert into holding (organisation_id, lot, own, got, released, last_at)
    select organisation_id, seq, true, 5, 5, at from lot;
    insert into lot_block (lot, cause, entry_id, at)
    select seq, gen_random_uuid(), gen_random_uuid(), now() from lot where seq % 5 = 0`);
}
