import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Law } from '#kernel/law.ts';
import { features } from '#law/features.ts';
import type { Lock } from './lock.ts';
import type { Sources } from './pages.ts';

/** The root of the repository. */
export const root = join(import.meta.dirname, '../..');

/** Where the generated documents are kept. */
export const generatedFolder = join(root, 'docs/generated');

/** Where the hashes of published versions are kept. */
export const lockFile = join(root, 'src/law/definitions.lock.json');

/** Loads the law, its features and, where the server describes itself, its OpenAPI document. */
export async function loadSources(): Promise<Sources> {
  const { law } = (await load('src/law/all.ts')) as { law: Law };
  if (!existsSync(join(root, 'src/server/openapi.ts'))) return { law, features };
  const { buildOpenApi } = (await load('src/server/openapi.ts')) as {
    buildOpenApi: () => Promise<object>;
  };
  return { law, features, openApi: await buildOpenApi() };
}

/** Reads the lock of published versions. */
export async function loadLock(): Promise<Lock> {
  return JSON.parse(await readFile(lockFile, 'utf8')) as Lock;
}

function load(path: string): Promise<unknown> {
  return import(pathToFileURL(join(root, path)).href);
}
