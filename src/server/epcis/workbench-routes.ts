import { z } from 'zod';
import { endOf, isPlainDate, startOf } from '#kernel/calendar/plain-date.ts';
import type { ClauseIndex } from '#kernel/clause.ts';
import { refuse } from '#kernel/refusal.ts';
import { placeTest } from '#trace/epcis/query/pattern.ts';
import { readQuery } from '#trace/epcis/query/parameters.ts';
import type { EventQuery } from '#trace/epcis/query/parameters.ts';
import { thingsOf } from '#trace/epcis/terms.ts';
import type { Outcome } from '#trace/identifiers/outcome.ts';
import { canonical, readIdentifier } from '#trace/identifiers/identifier.ts';
import { levelOf } from '#trace/identifiers/identity.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { takeIn } from './capture-routes.ts';
import { isException, sendException } from './exception.ts';
import { eventWithId, findPage } from './find.ts';
import type { EventPage } from './find.ts';
import { limits } from './limits.ts';
import { reasonsFor } from './lots/left-out-rows.ts';
import { lotsOfEvent } from './lots/of-event.ts';
import { badToken, capturePlace, writePlace } from './page.ts';
import { foundKey, presentCapture, presentFound } from './present.ts';
import type { CaptureList, EventDetail, EventList } from './present.ts';
import { listCaptures } from './queries.ts';

const tags = ['trace'];
const day = z.string().refine(isPlainDate, '日期应为年-月-日').optional();
const listQuery = z.object({
  type: z.string().max(40).optional(),
  step: z.string().max(200).optional(),
  thing: z
    .string()
    .max(300)
    .optional()
    .describe('a Digital Link: the thing, or the kind with its lots'),
  from: day,
  to: day,
  left: z.literal('1').optional().describe('only what the register of lots could not take'),
  token: z.string().max(600).optional(),
});

const captureQuery = z.object({ token: z.string().max(600).optional() });
const capturesAtOnce = 5;

/** What the page 追溯事件 reads, beside the interface of the standard. */
export function workbenchRoutes(app: App, context: Context) {
  eventRoutes(app, context);
  captureRoutes(app, context);
}

function eventRoutes(app: App, context: Context) {
  const guard = { onRequest: requireSignedIn(context) };
  app.get(
    '/api/trace/events',
    { ...guard, schema: { tags, summary: '追溯事件列表', querystring: listQuery } },
    async (request, reply): Promise<EventList | undefined> => {
      const { token, ...filters } = request.query;
      const query = queryOf(filters);
      const onlyLeftOut = filters.left !== undefined;
      if (!query.ok) {
        const refusal = refuse('invalid-input', `${query.sentence}。`);
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const page = await context.database.as(
        signedInOf(request).scope,
        async (tx) => {
          const asked = { ...query.value, onlyLeftOut };
          const found = await findPage(tx, asked, JSON.stringify(filters), { perPage: 20, token });
          return isException(found) ? found : presentPage(tx, context.law.clauses, found);
        },
        { plans: 'custom' },
      );
      return isException(page) ? sendException(reply, page, context) : page;
    },
  );
  app.get(
    '/api/trace/events/:id',
    { ...guard, schema: { tags, summary: '一个追溯事件', params: z.object({ id: z.string() }) } },
    async (request, reply): Promise<EventDetail | undefined> => {
      const { id } = request.params;
      const who = signedInOf(request);
      const found = await eventWithId(context, who, id);
      const [{ events }, register] = await context.database.as(who.scope, (tx) =>
        Promise.all([presentPage(tx, context.law.clauses, { events: found }), lotsOfEvent(tx, id)]),
      );
      if (events.length > 0) return { events, register };
      return sendRefusal(reply, refuse('not-found', '没有找到这个事件。'), context.law.clauses);
    },
  );
}

function captureRoutes(app: App, context: Context) {
  const guard = { onRequest: requireSignedIn(context) };
  app.get(
    '/api/trace/captures',
    { ...guard, schema: { tags, summary: '采集任务，最近的在前', querystring: captureQuery } },
    async (request, reply): Promise<CaptureList | undefined> => {
      const { token } = request.query;
      const place = token === undefined ? undefined : capturePlace(token);
      if (token !== undefined && place === undefined) {
        return sendException(reply, badToken(), context);
      }
      const rows = await context.database.as(signedInOf(request).scope, (tx) =>
        listCaptures(tx, place, capturesAtOnce + 1),
      );
      const captures = rows
        .slice(0, capturesAtOnce)
        .map((row) => presentCapture(row, context.law.clauses));
      const last = rows[capturesAtOnce - 1];
      const isMore = rows.length > capturesAtOnce && last !== undefined;
      return { captures, ...(isMore ? { next: writePlace([last.at, last.id]) } : {}) };
    },
  );
  app.post(
    '/api/trace/documents',
    {
      ...guard,
      bodyLimit: limits.bytes,
      schema: {
        tags,
        summary: '上传追溯事件文件',
        consumes: ['application/json', 'application/ld+json'],
        querystring: z.object({ behaviour: z.enum(['rollback', 'proceed']) }),
      },
    },
    async (request, reply) => {
      const taken = await takeIn(context, request, request.query.behaviour);
      return isException(taken)
        ? sendException(reply, taken, context)
        : reply.status(202).send(taken);
    },
  );
}

async function presentPage(
  tx: Tx,
  clauses: ClauseIndex,
  { events, next }: EventPage,
): Promise<EventList> {
  const reasons = await reasonsFor(tx, events.map(foundKey));
  return {
    events: events.map((found) => presentFound(found, reasons, clauses)),
    ...(next === undefined ? {} : { next }),
  };
}

function queryOf(filters: Omit<z.output<typeof listQuery>, 'token'>): Outcome<EventQuery> {
  const { type, step, thing, from, to } = filters;
  const query = readQuery(
    {
      ...(type === undefined ? {} : { eventType: [type] }),
      ...(step === undefined ? {} : { EQ_bizStep: [step] }),
      ...(from === undefined ? {} : { GE_eventTime: [startOf(from)] }),
      ...(to === undefined ? {} : { LT_eventTime: [endOf(to)] }),
    },
    new Map(),
  );
  if (!query.ok || thing === undefined) return query;
  const { matches } = placeTest(thing);
  const read = readIdentifier(thing);
  // A kind of product is found with its lots and pieces; a lot or piece by the index.
  const isExact = read.ok && levelOf(read.value) !== 'class';
  return {
    ok: true,
    value: {
      ...query.value,
      tests: [...query.value.tests, (event) => thingsOf(event).some(matches)],
      named: isExact ? [...query.value.named, [canonical(thing)]] : query.value.named,
    },
  };
}
