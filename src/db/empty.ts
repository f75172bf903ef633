import type { OwnerConnection } from './owner.ts';

/**
 * Empties every table of the application; migrations stay done. It cannot be undone, so it is only for a database that
 * is known to hold nothing but what can be made again.
 */
export async function emptyTables(owner: OwnerConnection): Promise<void> {
  // Partitions are emptied with their table.
  const tables = await owner.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname <> 'sifang_migration'`,
  );
  if (tables.length === 0) return;
  await owner.query(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity`);
}
