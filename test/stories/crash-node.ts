/**
 * One node of the service in a process of its own, for the tests that kill it: the database comes from DATABASE_URL, the
 * data folder from SIFANG_DATA, and the clock runs SIFANG_TEST_OFFSET milliseconds ahead of the system's. Writes its
 * address when it listens.
 */
import { law } from '#law/all.ts';
import { startService } from '#server/main.ts';
import { settingsFrom } from '#server/settings.ts';

const {
  DATABASE_URL: databaseUrl = '',
  SIFANG_DATA: folder = '',
  SIFANG_TEST_OFFSET = '0',
} = process.env;
const offset = Number(SIFANG_TEST_OFFSET);
const { address } = await startService({
  databaseUrl,
  folder,
  host: '127.0.0.1',
  port: 0,
  law,
  now: () => new Date(Date.now() + offset).toISOString(),
  settings: settingsFrom({}, folder, { baseUrl: 'http://127.0.0.1', demo: false }),
});
process.stdout.write(`${address}\n`);
