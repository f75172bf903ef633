import { createHash } from 'node:crypto';
import { migrate, migrationFolder, readMigrations } from '#db/migrate.ts';
import { asOwner, withDatabase } from '#db/owner.ts';

/** Any fixed number; makes concurrent test processes build a template once. */
const lockKey = 7_434_122;

/**
 * A migrated, empty database to copy from, made on first use and named after the migrations' contents.
 * @param server url of a server whose role may create databases and roles.
 * @returns the template's name.
 */
export function migratedTemplate(
  server: string,
  folder: string = migrationFolder,
): Promise<string> {
  const checksums = readMigrations(folder).map(({ checksum }) => checksum);
  const digest = createHash('sha256').update(checksums.join()).digest('hex');
  const template = `sifang_template_${digest.slice(0, 12)}`;
  return asOwner(server, async (connection) => {
    await connection.query(`select pg_advisory_lock(${lockKey})`);
    const found = await connection.query('select from pg_database where datname = $1', [template]);
    if (found.length > 0) return template;
    // Renamed when complete, so that an interrupted run leaves no half template behind.
    const partial = `${template}_partial`;
    await connection.query(`drop database if exists ${partial} with (force)`);
    await connection.query(
      `create database ${partial} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
    );
    const url = withDatabase(server, partial);
    await asOwner(url, (fresh) =>
      fresh.query(
        'create extension pg_trgm; create extension btree_gist; create extension pgcrypto;',
      ),
    );
    await migrate(url, { folder });
    await connection.query(`alter database ${partial} rename to ${template}`);
    return template;
  });
}
