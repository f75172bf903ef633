/** Trial start: everything from one folder, with the invented world on an empty database. */
import { join } from 'node:path';
import { startEmbedded } from '#db/embedded.ts';
import { buildWebApart } from './build.ts';

const began = performance.now();
const folder = process.env['SIFANG_DATA'] ?? 'data';
const port = Number(process.env['PORT'] ?? 8080);
// What other processes do is begun first; the application is loaded meanwhile.
const pages = buildWebApart();
// Where it fails everything ends, and not only when the world has been acted out.
pages.catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
const databaseServer =
  process.env['DATABASE_URL'] === undefined
    ? startEmbedded({ folder: join(folder, 'postgres') })
    : undefined;
const [embedded, { startService }, { startDemoWitnesses }, { settingsFrom }, { law }, world] =
  await Promise.all([
    databaseServer,
    import('#server/main.ts'),
    import('#server/ledger/demo-witnesses.ts'),
    import('#server/settings.ts'),
    import('#law/all.ts'),
    import('#world/trial.ts'),
  ]);
const { demoPassword, performIfEmpty, showcase } = world;
const databaseUrl = process.env['DATABASE_URL'] ?? embedded!.url;
const baseUrl = `http://localhost:${port}`;
const service = await startService({
  databaseUrl,
  folder,
  host: process.env['HOST'] ?? '127.0.0.1',
  port,
  law,
  settings: {
    ...settingsFrom(process.env, folder, { baseUrl, demo: true }),
    demoPassword,
    showcase,
  },
  prepare: async (context, key) => {
    const startedAt = performance.now();
    const places = { databaseUrl, files: join(folder, 'files') };
    if (await performIfEmpty(context, key, places)) {
      console.log(`  demo world acted out in ${secondsSince(startedAt)} s`);
    }
    await pages;
  },
});
const witnesses = await startDemoWitnesses(service.context, {
  folder: join(folder, 'witnesses'),
  log: service.logKey,
  baseUrl: service.address,
});
const stop = async () => {
  await witnesses.stop();
  await service.stop();
  await embedded?.stop();
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());

console.log(`\n  Sifang 四方  ${baseUrl}   (ready in ${secondsSince(began)} s)\n`);
console.log(`  workbench ${baseUrl}/app   phone ${baseUrl}/phone/   verify ${baseUrl}/verify\n`);
console.log(`  demo sign-ins, password ${demoPassword}:`);
for (const { login, about } of showcase) console.log(`    ${login.padEnd(34)} ${about}`);

function secondsSince(startedAt: number): string {
  return ((performance.now() - startedAt) / 1000).toFixed(1);
}
