import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { webFolder } from '../pages/routes.ts';
import { Html, page } from '../portal/html.ts';
import { sendRefusal } from '../problem.ts';
import { bundleOf, readPublicDraw } from './bundle.ts';
import { drawPage, listPage } from './pages.ts';
import { committedFile, poolType } from './pool-files.ts';
import { listPublic, publicFiles, publicRows } from './queries.ts';
import { readShown } from './shown.ts';

const drawId = z.object({ id: z.uuid() });
const noDraw = refuse('not-found', '没有这次抽取，或者尚未公告。');
const htmlType = 'text/html; charset=utf-8';

/** Pages and files for everybody: the list, one draw, and what is needed to compute it again. No sign-in. */
export function publicRoutes(app: App, context: Context) {
  pages(app, context);
  files(app, context);
}

function pages(app: App, context: Context) {
  const querystring = z.object({ page: z.coerce.number().int().min(1).max(10_000).default(1) });
  app.get('/draws', { schema: { hide: true, querystring } }, async (request, reply) => {
    const at = request.query.page;
    const rows = await context.database.asSystem('public', (tx) => listPublic(tx, { page: at }));
    const more = (rows[0]?.total ?? 0) > at * publicRows;
    return reply.type(htmlType).send(page('抽查公示', listPage(context.law, rows, { at, more })));
  });
  app.get('/draws/:id', { schema: { hide: true, params: drawId } }, async (request, reply) => {
    const { id } = request.params;
    const found = await context.database.asSystem('public', async (tx) => {
      const [row] = await listPublic(tx, { id });
      const open = row && (await readPublicDraw(tx, id));
      if (row === undefined || open === undefined) return undefined;
      return { row, record: open.record, files: await publicFiles(tx, id) };
    });
    if (found === undefined) {
      const body = new Html('<h1>没有这次抽取</h1><p>它不存在，或者尚未公告。</p>');
      return reply.status(404).type(htmlType).send(page('抽查公示', body));
    }
    const shown = await readShown(context, found.record, found.files);
    const body = drawPage(context.law, found.row, found.record, shown);
    return reply.type(htmlType).send(page(found.row.title, body, await scriptTags()));
  });
}

function files(app: App, context: Context) {
  app.get(
    '/draws/:id/bundle.json',
    { schema: { tags: ['draws'], summary: '重算一次抽取所需的记录和证明', params: drawId } },
    async (request, reply) => {
      const { id } = request.params;
      const bundle = await context.database.asSystem('public', async (tx) => {
        const open = await readPublicDraw(tx, id);
        return open && bundleOf(tx, id, open);
      });
      if (bundle === undefined) return sendRefusal(reply, noDraw, context.law.clauses);
      return reply
        .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
        .send(bundle);
    },
  );
  app.get(
    '/draws/:id/files/:hash',
    {
      schema: {
        tags: ['draws'],
        summary: '公开的名录库和抽取结果',
        params: drawId.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      },
    },
    async (request, reply) => {
      const { id, hash } = request.params;
      const open = await context.database.asSystem('public', (tx) => publicFiles(tx, id));
      const bytes = open.includes(hash) ? await committedFile(context, hash) : undefined;
      if (bytes === undefined) return sendRefusal(reply, noDraw, context.law.clauses);
      return reply
        .headers({
          'access-control-allow-origin': '*',
          'cache-control': 'public, max-age=31536000, immutable',
        })
        .type(poolType)
        .send(bytes);
    },
  );
}

/** The built script's tags; without a build the page stands without them. */
async function scriptTags(): Promise<Html | undefined> {
  try {
    const built = await readFile(join(webFolder, 'draw', 'index.html'), 'utf8');
    const tags = built.match(/<(script|link)\b[^>]*\/assets\/[^>]*>(<\/script>)?/g) ?? [];
    return new Html(tags.join(''));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
