import type { Role } from '#kernel/definition.ts';
import type { Tx } from '#db/transaction.ts';

/**
 * The organisation that a role falls to by place while nobody has taken it up: of the right kind and level, the county's
 * before the city's before the province's.
 */
export async function competentFor(
  tx: Tx,
  role: Pick<Role, 'kinds' | 'level'>,
  region: number,
): Promise<string | undefined> {
  const [found] = await tx.rows<{ id: string }>(
    `select id from organisation where kind = any($1::text[]) and ($2::text is null or level = $2)
       and region in ($3::int, $3::int / 100 * 100, $3::int / 10000 * 10000)
     order by region desc, name limit 1`,
    [role.kinds, role.level ?? null, region],
  );
  return found?.id;
}
