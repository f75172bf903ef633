import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Tx } from '#db/transaction.ts';
import { knownContexts } from '#trace/epcis/context.ts';
import type { EpcisEvent } from '#trace/epcis/event.ts';
import { fingerprint, thingsOf } from '#trace/epcis/terms.ts';
import { translateUri } from '#trace/epcis/translate.ts';
import { bareWord, eventTypes } from '#trace/epcis/vocabulary.ts';
import { canonical } from '#trace/identifiers/identifier.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { signedInOf } from '../session/actor.ts';
import { answerEvents, eventQuery, parametersOf } from './ask.ts';
import { exceptionOf, sendException } from './exception.ts';
import { formatOf, sendJson } from './negotiate.ts';
import { badToken, pageQuery, perPageOf, readPlace, writePlace } from './page.ts';
import { hasWord, listTerms, listWords } from './queries.ts';
import { base, discoverable, guards, nextLink, tags } from './scope.ts';

/** A kind of thing by which events can be reached. */
interface Resource {
  readonly title: string;
  /** The parameter that stands for one of them. */
  readonly parameter: string;
  readonly list: (tx: Tx, after: string | number | undefined, limit: number) => Promise<Members>;
  /** The one spelling of a member. */
  readonly spelt: (text: string) => string;
  readonly exists: (tx: Tx, member: string) => Promise<boolean>;
}

interface Members {
  readonly members: readonly string[];
  /** Behind which the next page begins. */
  readonly last?: string | number | undefined;
}

/** The resources of the standard. */
const resources: Readonly<Record<string, Resource>> = {
  eventTypes: {
    title: '事件类型',
    parameter: 'eventType',
    list: () => Promise.resolve({ members: Object.keys(eventTypes) }),
    spelt: (text) => text,
    exists: (_tx, type) => Promise.resolve(Object.hasOwn(eventTypes, type)),
  },
  epcs: {
    title: '物品编码',
    parameter: 'MATCH_any',
    list: listThings,
    spelt: canonical,
    exists: async (tx, epc) => {
      const term = fingerprint(epc);
      const rows = await tx.rows('select 1 from epcis_mention where term = $1 limit 1', [term]);
      return rows.length > 0;
    },
  },
  bizSteps: words('业务步骤', 'bizStep', (text) => bareWord('bizStep', text)),
  bizLocations: words('业务地点', 'bizLocation', canonical),
  readPoints: words('读取点', 'readPoint', canonical),
  dispositions: words('状态', 'disposition', (text) => bareWord('disposition', text)),
};

function words(
  title: string,
  kind: 'bizStep' | 'disposition' | 'readPoint' | 'bizLocation',
  spelt: Resource['spelt'],
): Resource {
  return {
    title,
    parameter: `EQ_${kind}`,
    spelt,
    exists: (tx, word) => hasWord(tx, kind, word),
    list: async (tx, after, limit) => {
      const found = await listWords(tx, kind, String(after ?? ''), limit + 1);
      const members = found.slice(0, limit);
      return { members, last: found.length > limit ? members.at(-1) : undefined };
    },
  };
}

/** Identifiers in the order of their numbers; each is found in the text of an event that names it. */
async function listThings(
  tx: Tx,
  after: string | number | undefined,
  limit: number,
): Promise<Members> {
  const rows = await listTerms(tx, typeof after === 'number' ? after : -1, limit);
  const members = rows.flatMap(
    ({ term, body }) =>
      thingsOf(JSON.parse(body.toString()) as EpcisEvent).find((id) => fingerprint(id) === term) ??
      [],
  );
  return { members, last: rows.length === limit ? rows.at(-1)?.term : undefined };
}

/** Lists of what occurs in events, and the events of each. */
export function resourceRoutes(app: App, context: Context) {
  top(app, context);
  for (const [name, resource] of Object.entries(resources)) {
    discoverable(app, context, `/${name}`, ['GET']);
    discoverable(app, context, `/${name}/:member`, ['GET']);
    discoverable(app, context, `/${name}/:member/events`, ['GET']);
    const { title } = resource;
    const params = z.object({ member: z.string() });
    app.get(
      `${base}/${name}`,
      { ...guards(context), schema: { tags, summary: `${title}列表`, querystring: pageQuery } },
      (request, reply) => list(request, reply, context, resource),
    );
    app.get(
      `${base}/${name}/:member`,
      { ...guards(context), schema: { tags, summary: `一个${title}`, params } },
      async (request, reply) => {
        const member = resource.spelt(request.params.member);
        const exists = await context.database.as(signedInOf(request).scope, (tx) =>
          resource.exists(tx, member),
        );
        if (exists) return sendJson(request, reply, collection(['events']));
        return sendException(
          reply,
          exceptionOf('NoSuchNameException', `没有这个${title}。`),
          context,
        );
      },
    );
    app.get(
      `${base}/${name}/:member/events`,
      {
        ...guards(context),
        schema: { tags, summary: `${title}的事件`, params, querystring: eventQuery },
      },
      (request, reply) =>
        answerEvents(request, reply, context, {
          parameters: parametersOf(request.query),
          fixed: { [resource.parameter]: [request.params.member] },
        }),
    );
  }
}

function top(app: App, context: Context) {
  discoverable(app, context, '/', ['GET']);
  app.get(
    `${base}/`,
    { ...guards(context), schema: { tags, summary: '接口目录' } },
    (request, reply) =>
      sendJson(
        request,
        reply,
        collection(['events', ...Object.keys(resources), 'capture', 'queries']),
      ),
  );
}

async function list(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  resource: Resource,
) {
  const { perPage: asked, nextPageToken } = request.query as Record<string, string | undefined>;
  const [perPage, format] = [perPageOf(asked), formatOf(request)];
  if (typeof perPage === 'object') return sendException(reply, perPage, context);
  if (typeof format === 'object') return sendException(reply, format, context);
  const place = nextPageToken === undefined ? undefined : readPlace(nextPageToken, 1);
  if (nextPageToken !== undefined && place === undefined) {
    return sendException(reply, badToken(), context);
  }
  const { members, last } = await context.database.as(signedInOf(request).scope, (tx) =>
    resource.list(tx, place?.[0], perPage),
  );
  if (last !== undefined) reply.header('Link', nextLink(context, request, writePlace([last])));
  return sendJson(
    request,
    reply,
    collection(members.map((member) => translateUri(member, format))),
  );
}

function collection(member: readonly string[]) {
  return { '@context': knownContexts[0], type: 'Collection', member };
}
