import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import { HASH_BYTES } from '#ledger/bytes.ts';
import { parseTilePath } from '#ledger/tile.ts';
import { attachment } from '../attachment.ts';
import type { Context } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { keepCosignatures } from './cosignatures.ts';
import { headToCosign, latestHead, readTile } from './heads.ts';
import type { Head } from './heads.ts';
import { webFolder } from '../pages/routes.ts';
import { findLogged } from './logged.ts';
import { readPolicy } from './registered.ts';
import { packVerifyPage } from './verify-page.ts';
import { verifyWorkerScript } from './verify-worker.ts';
import { wordsOf } from './present.ts';

const plainText = 'text/plain; charset=utf-8';
const unknownEntry = refuse('not-found', '没有这个编号的记录，请核对编号是否完整。');
const emptyLog = refuse('not-found', '账本中还没有记录，尚无检查点。');

/** The public face of the log, formats of C2SP tlog-tiles: everything that a witness or verifier needs, no sign-in. */
export const ledgerFeature: Feature = (app, context) => {
  checkpoint(app, context, '/ledger/checkpoint', '最新检查点', latestHead);
  checkpoint(app, context, '/ledger/checkpoint/to-cosign', '请见证方签名的检查点', headToCosign);
  tiles(app, context);
  policy(app, context);
  logged(app, context);
  cosignatures(app, context);
  verifyPage(app, context);
};

function checkpoint(
  app: App,
  context: Context,
  url: string,
  summary: string,
  find: (tx: Parameters<typeof latestHead>[0]) => Promise<Head | undefined>,
) {
  app.get(url, { schema: { tags: ['ledger'], summary } }, async (_request, reply) => {
    const head = await context.database.asSystem('public', find);
    if (head === undefined) return sendRefusal(open(reply), emptyLog, context.law.clauses);
    return open(reply).header('cache-control', 'no-cache').type(plainText).send(head.note);
  });
}

/** A tile never changes at the width it was asked for, although the stored one may have grown since. */
function tiles(app: App, context: Context) {
  app.get(
    '/ledger/tile/*',
    {
      schema: {
        tags: ['ledger'],
        summary: '账本的哈希瓦片（C2SP tlog-tiles）',
        params: z.object({ '*': z.string().max(80) }),
      },
    },
    async (request, reply) => {
      const tile = parseTilePath(`tile/${request.params['*']}`);
      const hashes =
        tile && tile.level < 8
          ? await context.database.asSystem('public', (tx) => readTile(tx, tile.level, tile.index))
          : undefined;
      const wanted = (tile?.width ?? 0) * HASH_BYTES;
      if (hashes === undefined || hashes.length < wanted) {
        const refusal = refuse('not-found', '账本中没有这个瓦片。');
        return sendRefusal(open(reply), refusal, context.law.clauses);
      }
      return open(reply)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .type('application/octet-stream')
        .send(Buffer.from(hashes.subarray(0, wanted)));
    },
  );
}

function policy(app: App, context: Context) {
  app.get(
    '/ledger/policy.json',
    { schema: { tags: ['ledger'], summary: '核验回执的信任策略（宜从其他渠道核对）' } },
    async (_request, reply) => {
      const file = await context.database.asSystem('public', readPolicy);
      if (file === undefined) return sendRefusal(open(reply), emptyLog, context.law.clauses);
      return open(reply).header('cache-control', 'no-cache').send(file);
    },
  );
  const words = wordsOf(context.law);
  app.get(
    '/ledger/words.json',
    { schema: { tags: ['ledger'], summary: '记录中各编号的中文名称（仅供显示）' } },
    async (_request, reply) =>
      open(reply).header('cache-control', 'public, max-age=3600').send(words),
  );
}

/** For the page that the code on a paper leads to: it proves that the entry is there and discloses nothing of it. */
function logged(app: App, context: Context) {
  app.get(
    '/ledger/entries/:id',
    {
      config: { rateLimit: { max: 120, timeWindow: '1 minute' } },
      schema: {
        tags: ['ledger'],
        summary: '按存证编号查询是否入账（附入账证明，不含记录内容）',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const found = await context.database.asSystem('public', (tx) =>
        findLogged(tx, request.params.id),
      );
      if (found === undefined) return sendRefusal(open(reply), unknownEntry, context.law.clauses);
      return open(reply).header('cache-control', 'no-store').send(found);
    },
  );
}

function cosignatures(app: App, context: Context) {
  app.post(
    '/ledger/cosignatures',
    {
      bodyLimit: 20_000,
      config: { rateLimit: { max: 600, timeWindow: '1 minute' } },
      schema: {
        tags: ['ledger'],
        summary: '提交见证签名（C2SP tlog-cosignature）',
        description: 'text/plain: the text of the checkpoint, a blank line, signature lines',
        body: z.string(),
      },
    },
    async (request, reply) => {
      const outcome = await context.database.asSystem('sequencer', (tx) =>
        keepCosignatures(tx, request.body, context.now()),
      );
      if (!outcome.ok) return sendRefusal(reply, outcome, context.law.clauses);
      return { size: outcome.size, accepted: outcome.accepted };
    },
  );
}

/** What the page `/verify` needs beside itself: its copy as one file, and the script that keeps that copy. */
function verifyPage(app: App, context: Context) {
  app.get('/verify/offline.html', { schema: { hide: true } }, async (_request, reply) => {
    const policy = await context.database.asSystem('public', readPolicy);
    const saved = { policy, words: wordsOf(context.law), since: context.now() };
    const page = policy && (await packVerifyPage(webFolder, saved));
    if (page === undefined) return sendRefusal(reply, emptyLog, context.law.clauses);
    return attachment(reply, '离线验证页.html', 'text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page);
  });
  app.get('/verify/service-worker.js', { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('service-worker-allowed', '/verify')
      .header('cache-control', 'no-cache')
      .type('text/javascript; charset=utf-8')
      .send(verifyWorkerScript()),
  );
}

/** Verifiers may be pages of other origins; nothing here depends on who asks. */
function open(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*');
}
