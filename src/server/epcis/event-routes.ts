import { z } from 'zod';
import { knownContexts, readContext } from '#trace/epcis/context.ts';
import { valueDefect } from '#trace/epcis/scan.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App } from '../feature.ts';
import { signedInOf } from '../session/actor.ts';
import { answerEvents, eventQuery, parametersOf } from './ask.ts';
import { acceptCapture } from './capture/accept.ts';
import { prepareEvent } from './capture/prepare.ts';
import { runnerOf } from './capture/runner.ts';
import { exceptionFor, exceptionOf, grounded, isException, sendException } from './exception.ts';
import type { EpcisException } from './exception.ts';
import { eventWithId, queryDocument } from './find.ts';
import type { FoundEvent } from './find.ts';
import { limits } from './limits.ts';
import { formatOf, sendJson, versionHeaders } from './negotiate.ts';
import { isCaptured, readCapture } from './queries.ts';
import { base, discoverable, guards, tags } from './scope.ts';

/** Events: asking for them, one of them, and handing a single one in. */
export function eventRoutes(app: App, context: Context) {
  discoverable(app, context, '/events', ['GET', 'POST']);
  discoverable(app, context, '/events/:eventID', ['GET']);
  app.get(
    `${base}/events`,
    { ...guards(context), schema: { tags, summary: '查询追溯事件', querystring: eventQuery } },
    (request, reply) =>
      answerEvents(request, reply, context, { parameters: parametersOf(request.query) }),
  );
  one(app, context);
  single(app, context);
}

function one(app: App, context: Context) {
  app.get(
    `${base}/events/:eventID`,
    {
      ...guards(context),
      schema: {
        tags,
        summary: '一个追溯事件和对它的更正',
        params: z.object({ eventID: z.string() }),
      },
    },
    async (request, reply) => {
      const format = formatOf(request);
      if (typeof format === 'object') return sendException(reply, format, context);
      const events = await eventWithId(context, signedInOf(request), request.params.eventID);
      if (events.length === 0) {
        return sendException(
          reply,
          exceptionOf('NoSuchNameException', '没有找到这个事件。'),
          context,
        );
      }
      const now = context.now();
      return sendJson(request, reply, queryDocument(events, { name: 'eventID', now, format }));
    },
  );
}

function single(app: App, context: Context) {
  app.post(
    `${base}/events`,
    {
      ...guards(context),
      bodyLimit: limits.readAtOnce,
      schema: {
        tags,
        summary: '提交一个追溯事件',
        description:
          'Answers 201 with the event in Location, 409 for one that was captured before.',
        consumes: ['application/json', 'application/ld+json'],
      },
    },
    async (request, reply) => {
      const made = await capture(context, signedInOf(request), request.body as unknown);
      if (isException(made)) return sendException(reply, grounded(context, made), context);
      const format = formatOf(request);
      if (typeof format === 'object') return sendException(reply, format, context);
      const document = queryDocument([made], { name: 'eventID', now: context.now(), format });
      const { '@context': names, epcisBody } = JSON.parse(document) as QueryDocument;
      const [event] = epcisBody.queryResults.resultsBody.eventList;
      return sendJson(
        request,
        reply.status(201).headers({
          ...versionHeaders,
          Location: `${base}/events/${encodeURIComponent(event?.eventID ?? '')}`,
        }),
        { '@context': names, ...event },
      );
    },
  );
}

interface QueryDocument {
  readonly '@context': unknown;
  readonly epcisBody: {
    readonly queryResults: {
      readonly resultsBody: { readonly eventList: readonly { readonly eventID: string }[] };
    };
  };
}

async function capture(
  context: Context,
  who: SignedIn,
  body: unknown,
): Promise<FoundEvent | EpcisException> {
  if (!Buffer.isBuffer(body)) return exceptionOf('ValidationException', '没有收到事件。');
  const standard = readContext(knownContexts[0]);
  if (!standard.ok) throw new Error(standard.sentence);
  const unreadable = valueDefect(body);
  if (unreadable !== undefined) {
    return exceptionOf('ValidationException', `无法读取事件：${unreadable}。`);
  }
  const prepared = prepareEvent(body.toString(), standard.value, context.now(), false);
  if (!('key' in prepared)) {
    return exceptionOf('ValidationException', '事件不符合EPCIS 2.0，请改正后重新提交。', prepared);
  }
  const repeated = exceptionOf('ResourceAlreadyExistsException', '这个事件已经采集过。');
  if (await context.database.as(who.scope, (tx) => isCaptured(tx, prepared.key))) return repeated;
  const receipt = await acceptCapture(context, who, {
    bytes: body,
    spans: [0, body.length],
    kind: 'event',
    context: knownContexts[0],
    behaviour: 'rollback',
  });
  if (!receipt.ok) return exceptionFor(receipt);
  const organisation = who.actor.organisation!;
  await runnerOf(context).start({ id: receipt.id, organisation, account: who.account.id });
  const job = await context.database.as(who.scope, (tx) => readCapture(tx, receipt.id));
  const [wrong] = job?.errors ?? [];
  if (wrong !== undefined) {
    return exceptionOf('ValidationException', `${wrong.sentence}。`, [], wrong.basis);
  }
  if (job?.captured !== 1) return repeated;
  const event = JSON.parse(body.toString()) as FoundEvent['event'];
  const read = readContext(event['@context'] ?? knownContexts[0]);
  return {
    event,
    namespaces: read.ok ? read.value : standard.value,
    context: knownContexts[0],
    recordTime: job.at,
    capture: receipt.id,
  };
}
