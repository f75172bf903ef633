import type { FastifyReply } from 'fastify';

/**
 * Makes an answer a file to be kept under a name. Names come from people: a slash, a quote or a blank must not end up in
 * a file name, nor a sign beyond ASCII in a header.
 */
export function attachment(reply: FastifyReply, name: string, type: string): FastifyReply {
  const encoded = encodeURIComponent(name.replaceAll(/[\\/:*?"<>|\s]/g, '_'));
  return reply.type(type).header('content-disposition', `attachment; filename*=UTF-8''${encoded}`);
}
