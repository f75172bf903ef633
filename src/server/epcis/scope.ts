import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { requireSignedIn } from '../session/actor.ts';
import { sendException } from './exception.ts';
import { discoveryHeaders, notAcceptable } from './negotiate.ts';

/** Where the interface of the standard begins. */
export const base = '/api/epcis';
/** Heading under which the documentation lists it. */
export const tags = ['epcis'];

/** Guards of every route: somebody with an account or a key, who speaks a version that is spoken here. */
export function guards(context: Context) {
  const speaks = (request: FastifyRequest, reply: FastifyReply) => {
    const refused = notAcceptable(request);
    return Promise.resolve(
      refused === undefined ? undefined : sendException(reply, refused, context),
    );
  };
  return { onRequest: [requireSignedIn(context), speaks] };
}

/** Adds the OPTIONS of a resource. */
export function discoverable(
  app: App,
  context: Context,
  path: string,
  methods: readonly string[],
  isCapture = false,
) {
  app.options(
    `${base}${path}`,
    { ...guards(context), schema: { tags, summary: '支持的版本和方法' } },
    (_request, reply) => reply.status(204).headers(discoveryHeaders(methods, isCapture)).send(),
  );
}

/** The Link header that leads to the next page. */
export function nextLink({ settings }: Context, request: FastifyRequest, token: string): string {
  const url = new URL(request.url, `${settings.baseUrl}/`);
  url.searchParams.set('nextPageToken', token);
  return `<${url.href}>; rel="next"`;
}
