import { z } from 'zod';
import { endOf, isPlainDate, startOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import { placeTest } from '#trace/epcis/query/pattern.ts';
import { readQuery } from '#trace/epcis/query/parameters.ts';
import type { EventQuery } from '#trace/epcis/query/parameters.ts';
import { thingsOf } from '#trace/epcis/terms.ts';
import type { Outcome } from '#trace/identifiers/outcome.ts';
import { canonical, readIdentifier } from '#trace/identifiers/identifier.ts';
import { levelOf } from '#trace/identifiers/identity.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { takeIn } from './capture-routes.ts';
import { isException, sendException } from './exception.ts';
import { eventWithId, findPage } from './find.ts';
import { limits } from './limits.ts';
import { presentFound } from './present.ts';
import { lotsOfEvent } from './lots/of-event.ts';
import type { EventDetail, EventList } from './present.ts';

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
  token: z.string().max(600).optional(),
});

/** What the page 追溯事件 reads, beside the interface of the standard. */
export function workbenchRoutes(app: App, context: Context) {
  const guard = { onRequest: requireSignedIn(context) };
  app.get(
    '/api/trace/events',
    { ...guard, schema: { tags, summary: '追溯事件列表', querystring: listQuery } },
    async (request, reply): Promise<EventList | undefined> => {
      const { token, ...filters } = request.query;
      const query = queryOf(filters);
      if (!query.ok) {
        const refusal = refuse('invalid-input', `${query.sentence}。`);
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const page = await context.database.as(
        signedInOf(request).scope,
        (tx) => findPage(tx, query.value, JSON.stringify(filters), { perPage: 20, token }),
        { plans: 'custom' },
      );
      if (isException(page)) return sendException(reply, page, context);
      const { events, next } = page;
      return { events: events.map(presentFound), ...(next === undefined ? {} : { next }) };
    },
  );
  app.get(
    '/api/trace/events/:id',
    { ...guard, schema: { tags, summary: '一个追溯事件', params: z.object({ id: z.string() }) } },
    async (request, reply): Promise<EventDetail | undefined> => {
      const { id } = request.params;
      const who = signedInOf(request);
      const [events, register] = await Promise.all([
        eventWithId(context, who, id),
        context.database.as(who.scope, (tx) => lotsOfEvent(tx, id)),
      ]);
      if (events.length > 0) return { events: events.map(presentFound), register };
      return sendRefusal(reply, refuse('not-found', '没有找到这个事件。'), context.law.clauses);
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
