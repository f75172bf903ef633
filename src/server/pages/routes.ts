import fastifyStatic from '@fastify/static';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App, Feature } from '../feature.ts';

/** Where the build puts the pages. */
export const webFolder = fileURLToPath(new URL('../../../dist/web', import.meta.url));

/** Serves the built pages: the workbenches, the officer's phone, the verification page. */
export const pagesFeature: Feature = async (app) => {
  icon(app);
  if (!existsSync(webFolder)) return;
  await app.register(fastifyStatic, {
    root: webFolder,
    prefix: '/assets/',
    wildcard: true,
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
    allowedPath: (path) => !path.endsWith('.html') && !path.includes('/.'),
  });
  page(app, ['/app', '/app/*'], 'workbench');
  page(app, ['/phone', '/phone/'], 'phone');
  page(app, ['/verify'], 'verify');
  worker(app, '/phone/service-worker.js', 'service-worker.js');
  worker(app, '/app/spot-checks/service-worker.js', 'sampling-service-worker.js');
};

/** A script that answers for the pages below its own address. */
function worker(app: App, url: string, file: string) {
  app.get(url, { schema: { hide: true } }, async (_request, reply) => {
    const script = await readFile(join(webFolder, file));
    return reply.type('text/javascript').header('cache-control', 'no-cache').send(script);
  });
}

/** The site's own sign. Browsers ask for the old name wherever a page, or a file that they show, names none. */
function icon(app: App) {
  const file = fileURLToPath(new URL('../../web/kit/favicon.svg', import.meta.url));
  for (const url of ['/favicon.svg', '/favicon.ico']) {
    app.get(url, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type('image/svg+xml')
        .header('cache-control', 'public, max-age=86400')
        .send(await readFile(file)),
    );
  }
}

function page(app: App, urls: readonly string[], name: string) {
  const file = join(webFolder, name, 'index.html');
  if (!existsSync(file)) return;
  for (const url of urls) {
    app.get(url, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-cache')
        .send(await readFile(file)),
    );
  }
}
