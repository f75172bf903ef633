import { startService } from '#server/main.ts';
import { settingsFrom } from '#server/settings.ts';
import { law } from '#law/all.ts';
import { buildWeb } from './build.ts';

/** Production start: an own database, no demo world, no default passwords. The first administrator comes from `npm run admin`. */
const databaseUrl = process.env['DATABASE_URL'];
if (databaseUrl === undefined) {
  console.error(
    'npm run serve needs DATABASE_URL (PostgreSQL 15 or later). For a trial without one: npm start',
  );
  process.exit(2);
}
const port = Number(process.env['PORT'] ?? 8080);
const folder = process.env['SIFANG_DATA'] ?? 'data';
await buildWeb();
const service = await startService({
  databaseUrl,
  folder,
  host: process.env['HOST'] ?? '0.0.0.0',
  port,
  law,
  settings: settingsFrom(process.env, folder, { baseUrl: `http://localhost:${port}`, demo: false }),
  logger: { level: process.env['LOG_LEVEL'] ?? 'info' },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void service.stop().then(() => process.exit(0)));
}
console.log(`Sifang 四方 listens on ${service.address}`);
