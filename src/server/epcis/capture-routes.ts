import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { signedInOf } from '../session/actor.ts';
import { acceptCapture } from './capture/accept.ts';
import type { Behaviour } from './capture/accept.ts';
import { readDocument, receiveDocument } from './capture/document.ts';
import { runnerOf } from './capture/runner.ts';
import { exceptionFor, exceptionOf, grounded, isException, sendException } from './exception.ts';
import type { EpcisException } from './exception.ts';
import { limits } from './limits.ts';
import { behaviourOf, sendJson, versionHeaders } from './negotiate.ts';
import { badToken, capturePlace, pageQuery, perPageOf, writePlace } from './page.ts';
import { presentCapture } from './present.ts';
import { countUnfinished, listCaptures, readCapture } from './queries.ts';
import { base, discoverable, guards, nextLink, tags } from './scope.ts';

/** Handing documents in, and what became of them. */
export function captureRoutes(app: App, context: Context) {
  discoverable(app, context, '/capture', ['GET', 'POST'], true);
  discoverable(app, context, '/capture/:captureID', ['GET']);
  hand(app, context);
  jobs(app, context);
  oneJob(app, context);
  document(app, context);
}

function hand(app: App, context: Context) {
  app.post(
    `${base}/capture`,
    {
      ...guards(context),
      bodyLimit: limits.bytes,
      schema: {
        tags,
        summary: '提交追溯事件文件（EPCISDocument或者EPCISQueryDocument）',
        description:
          'Header GS1-Capture-Error-Behaviour: rollback (default) or proceed. Answers 202 with the job in Location.',
        consumes: ['application/json', 'application/ld+json'],
      },
    },
    async (request, reply) => {
      const behaviour = behaviourOf(request);
      if (typeof behaviour === 'object') return sendException(reply, behaviour, context);
      const taken = await takeIn(context, request, behaviour);
      if (isException(taken)) return sendException(reply, taken, context);
      const Location = `${base}/capture/${taken.captureID}`;
      return reply
        .status(202)
        .headers({ ...versionHeaders, Location })
        .send(taken);
    },
  );
}

/** Takes a document in and begins to work on it. @returns the id of the job. */
export async function takeIn(
  context: Context,
  request: FastifyRequest,
  behaviour: Behaviour,
): Promise<{ readonly captureID: string } | EpcisException> {
  const taken = await takeBody(context, request, behaviour);
  return isException(taken) ? grounded(context, taken) : taken;
}

async function takeBody(
  context: Context,
  request: FastifyRequest,
  behaviour: Behaviour,
): Promise<{ readonly captureID: string } | EpcisException> {
  const body = request.body as unknown;
  if (!Buffer.isBuffer(body)) {
    return exceptionOf('ValidationException', '没有收到文件，请在请求正文中提交JSON文件。');
  }
  const who = signedInOf(request);
  const waiting = await context.database.as(who.scope, countUnfinished);
  if (waiting >= limits.waiting) {
    const sentence = `还有${waiting}个文件没有采集完，请等完成后再提交。`;
    return exceptionOf('CaptureLimitExceededException', sentence);
  }
  const received = await receiveDocument(body);
  if (isException(received)) return received;
  const { envelope, bytes, spans } = received;
  const { context: prefixes, creationDate, sender } = envelope;
  const receipt = await acceptCapture(context, who, {
    bytes,
    spans,
    kind: 'document',
    context: prefixes,
    behaviour,
    creationDate,
    sender,
  });
  if (!receipt.ok) return exceptionFor(receipt);
  const organisation = who.actor.organisation!;
  runnerOf(context)
    .start({ id: receipt.id, organisation, account: who.account.id })
    .catch((error: unknown) => request.log.error({ err: error }, 'capture'));
  return { captureID: receipt.id };
}

function jobs(app: App, context: Context) {
  app.get(
    `${base}/capture`,
    { ...guards(context), schema: { tags, summary: '采集任务列表', querystring: pageQuery } },
    async (request, reply) => {
      const { perPage: asked, nextPageToken } = request.query;
      const perPage = perPageOf(asked);
      if (typeof perPage === 'object') return sendException(reply, perPage, context);
      const place = nextPageToken === undefined ? undefined : capturePlace(nextPageToken);
      if (nextPageToken !== undefined && place === undefined) {
        return sendException(reply, badToken(), context);
      }
      const rows = await context.database.as(signedInOf(request).scope, (tx) =>
        listCaptures(tx, place, perPage + 1),
      );
      const last = rows[perPage - 1];
      if (rows.length > perPage && last !== undefined) {
        reply.header('Link', nextLink(context, request, writePlace([last.at, last.id])));
      }
      return sendJson(
        request,
        reply,
        rows.slice(0, perPage).map((row) => presentCapture(row, context.law.clauses)),
      );
    },
  );
}

const captureParams = z.object({ captureID: z.string() });

function isId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}

function oneJob(app: App, context: Context) {
  app.get(
    `${base}/capture/:captureID`,
    {
      ...guards(context),
      schema: { tags, summary: '采集任务的进度和错误', params: captureParams },
    },
    async (request, reply) => {
      const { captureID } = request.params;
      const row = isId(captureID)
        ? await context.database.as(signedInOf(request).scope, (tx) => readCapture(tx, captureID))
        : undefined;
      if (row === undefined) return sendException(reply, unknownJob(), context);
      return sendJson(request, reply, presentCapture(row, context.law.clauses));
    },
  );
}

function unknownJob() {
  return exceptionOf('NoSuchNameException', '没有找到这个采集任务。');
}

function document(app: App, context: Context) {
  app.get(
    `${base}/capture/:captureID/document`,
    {
      ...guards(context),
      schema: { tags, summary: '采集的原文件（与提交的逐字节相同）', params: captureParams },
    },
    async (request, reply) => {
      const { captureID } = request.params;
      const bytes = isId(captureID)
        ? await context.database.as(signedInOf(request).scope, (tx) => readDocument(tx, captureID))
        : undefined;
      if (bytes === undefined || bytes.length === 0) {
        return sendException(reply, unknownJob(), context);
      }
      return reply
        .headers({
          ...versionHeaders,
          'content-disposition': `attachment; filename="epcis-${captureID}.json"`,
        })
        .type('application/json; charset=utf-8')
        .send(bytes);
    },
  );
}
