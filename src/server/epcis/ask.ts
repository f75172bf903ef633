import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { readQuery } from '#trace/epcis/query/parameters.ts';
import type { EventQuery, Parameters } from '#trace/epcis/query/parameters.ts';
import type { Context } from '../context.ts';
import { signedInOf } from '../session/actor.ts';
import { exceptionOf, isException, sendException } from './exception.ts';
import type { EpcisException } from './exception.ts';
import { findPage, queryDocument } from './find.ts';
import { extensionsOf, formatOf, sendJson } from './negotiate.ts';
import { perPageOf } from './page.ts';
import { nextLink } from './scope.ts';

/** The parameters that are asked for most; further ones follow the patterns of the standard. */
export const eventQuery = z.looseObject({
  eventType: z.string().optional().describe('several values are joined by |'),
  GE_eventTime: z.string().optional(),
  LT_eventTime: z.string().optional(),
  GE_recordTime: z.string().optional(),
  LT_recordTime: z.string().optional(),
  EQ_action: z.string().optional(),
  EQ_bizStep: z.string().optional(),
  EQ_disposition: z.string().optional(),
  EQ_readPoint: z.string().optional(),
  WD_readPoint: z.string().optional(),
  EQ_bizLocation: z.string().optional(),
  WD_bizLocation: z.string().optional(),
  MATCH_epc: z.string().optional(),
  MATCH_anyEPC: z.string().optional(),
  MATCH_parentID: z.string().optional(),
  MATCH_inputEPC: z.string().optional(),
  MATCH_outputEPC: z.string().optional(),
  MATCH_epcClass: z.string().optional(),
  MATCH_anyEPCClass: z.string().optional(),
  EQ_eventID: z.string().optional(),
  EXISTS_errorDeclaration: z.string().optional(),
  orderBy: z.string().optional().describe('eventTime or recordTime'),
  orderDirection: z.string().optional(),
  eventCountLimit: z.string().optional(),
  maxEventCount: z.string().optional(),
  perPage: z.string().optional(),
  nextPageToken: z.string().optional(),
});

const ofThePage = new Set(['perPage', 'nextPageToken']);

/** Takes the parameters out of an address: lists are joined by bars. */
export function parametersOf(query: unknown): Parameters {
  const pairs = Object.entries(query as Record<string, string | string[]>)
    .filter(([name]) => !ofThePage.has(name))
    .map(([name, value]) => [name, [value].flat().flatMap((one) => one.split('|'))] as const);
  return Object.fromEntries(pairs);
}

/** What is asked, whatever way it came. */
export interface Asked {
  readonly parameters: Parameters;
  /** Parameters that the address itself stands for, e.g. the place in `/bizLocations/…/events`. */
  readonly fixed?: Parameters;
  /** The name under which the answer goes. */
  readonly name?: string;
  /** What prefixes mean, where it is not the request that says so. */
  readonly namespaces?: ReadonlyMap<string, string>;
}

/** Reads a query. */
export function readAsked(request: FastifyRequest, asked: Asked): EventQuery | EpcisException {
  const namespaces = asked.namespaces ?? extensionsOf(request);
  if ('exception' in namespaces) return namespaces;
  const double = Object.keys(asked.fixed ?? {}).find((name) => name in asked.parameters);
  if (double !== undefined) {
    return exceptionOf('QueryParameterException', `网址已经限定了${double}，不能再作为参数。`);
  }
  const query = readQuery({ ...asked.parameters, ...asked.fixed }, namespaces);
  return query.ok ? query.value : exceptionOf('QueryParameterException', `${query.sentence}。`);
}

/** Answers a query with a page of events. */
export async function answerEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  context: Context,
  asked: Asked,
) {
  const { perPage: wanted, nextPageToken: token } = request.query as Record<
    string,
    string | undefined
  >;
  const [query, format, perPage] = [
    readAsked(request, asked),
    formatOf(request),
    perPageOf(wanted),
  ];
  if (isException(query)) return sendException(reply, query, context);
  if (typeof format === 'object') return sendException(reply, format, context);
  if (typeof perPage === 'object') return sendException(reply, perPage, context);
  const identity = JSON.stringify(
    Object.entries({ ...asked.parameters, ...asked.fixed }).toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    ),
  );
  const page = await context.database.as(
    signedInOf(request).scope,
    (tx) => findPage(tx, query, identity, { perPage, token }),
    { plans: 'custom' },
  );
  if (isException(page)) return sendException(reply, page, context);
  if (page.next !== undefined) reply.header('Link', nextLink(context, request, page.next));
  const name = asked.name ?? 'SimpleEventQuery';
  return sendJson(request, reply, queryDocument(page.events, { name, now: context.now(), format }));
}
