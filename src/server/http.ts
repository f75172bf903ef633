import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import fastify from 'fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { randomUUID } from 'node:crypto';
import { formSchema } from '#kernel/derive/json-schema.ts';
import type { Law } from '#kernel/law.ts';
import { refusalStatus, refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context } from './context.ts';
import type { App } from './feature.ts';
import { features } from './features.ts';
import { isReadByPerson, refusalPage } from './portal/refusal.ts';
import { sendRefusal } from './problem.ts';
import { isStorable } from './storable.ts';

const bodyLimitBytes = 1_000_000;

/** Builds the server with all its features; it listens nowhere yet. */
export async function buildServer(
  context: Context,
  logger: boolean | object = false,
): Promise<App> {
  const app = fastify({
    logger: withoutAddress(logger),
    bodyLimit: bodyLimitBytes,
    genReqId: () => randomUUID(),
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 300 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Sifang 四方', version: '0.1.0', description: openApiDescription },
      components: { schemas: actSchemas(context.law) },
    },
    transform: jsonSchemaTransform,
  });
  guard(app, context);
  for (const feature of features) await feature(app as App, context);
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return app as App;
}

const openApiDescription =
  'Every refusal is application/problem+json: `code` from a closed list, `detail` a Chinese sentence, `basis` the clauses; `issues` name each place by its path and, where it is one of a form, by its title.';

/** A log of requests that says nothing of where they came from: beside a report it would tell who reported. */
function withoutAddress(logger: boolean | object): false | object {
  if (logger === false) return false;
  const req = ({ method, url, host }: FastifyRequest) => ({ method, url, host });
  return { ...(logger === true ? {} : logger), serializers: { req } };
}

/** The form of every act of every procedure, named `procedure.act` (with the day in force for former versions). */
function actSchemas(law: Law): Record<string, object> {
  const schemas = law.procedures.flatMap((procedure) => {
    const former = procedure.inForce.to === undefined ? '' : `.${procedure.inForce.from}`;
    return Object.entries(procedure.acts).map(([id, act]) => [
      `${procedure.id}.${id}${former}`,
      { ...formSchema(act.form), title: `${procedure.title}:${act.title}` },
    ]);
  });
  return Object.fromEntries(schemas) as Record<string, object>;
}

/** Headers, origin check and the two ends of a failed request: refusal or fault. */
function guard(app: FastifyInstance, context: Context) {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'content-security-policy':
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'",
      'x-request-id': request.id,
    });
    const refusal = foreign(request) ?? garbled(request.url);
    if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
  });
  app.addHook('preValidation', async (request, reply) => {
    if (Buffer.isBuffer(request.body) || isStorable(request.body)) return;
    const refusal = refuse('invalid-input', '内容中含有无法保存的字符，请删除后重新提交。');
    return sendRefusal(reply, refusal, context.law.clauses);
  });
  app.setNotFoundHandler((_request, reply) =>
    answer(reply, refuse('not-found', '没有这个地址。'), context),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = expected(error, request, reply);
    if (refusal !== undefined) return answer(reply, refusal, context);
    request.log.error({ err: error }, 'fault');
    if (context.settings.demo || request.server.log.level === 'silent')
      reportFault(error, request.id);
    return reply
      .status(500)
      .type('application/problem+json; charset=utf-8')
      .send({
        type: 'urn:sifang:fault',
        title: '系统故障',
        status: 500,
        detail: `系统出现故障，您的操作没有生效，请稍后重试。报修时请提供编号${request.id}。`,
        code: 'fault',
        basis: [],
        requestId: request.id,
      });
  });
}

/** A refusal for whoever asked: a page for a person, problem details for a program. */
function answer(reply: FastifyReply, refusal: Refusal, { law }: Context) {
  if (!isReadByPerson(reply.request)) return sendRefusal(reply, refusal, law.clauses);
  return reply
    .status(refusalStatus[refusal.code])
    .type('text/html; charset=utf-8')
    .send(refusalPage(refusal));
}

/** What another site makes a browser send. Its origin may be `null` (sandboxed frames, data: pages) or no URL at all. */
function foreign({ method, headers }: FastifyRequest): Refusal | undefined {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method) || headers.origin === undefined) return undefined;
  if (URL.parse(headers.origin)?.host === headers.host) return undefined;
  return refuse('not-entitled', '请求来自其他网站，已拒绝。');
}

/** No name or text has a NUL in it, and the database takes none. */
function garbled(url: string): Refusal | undefined {
  return /%00/.test(url) ? refuse('invalid-input', '网址中含有无法识别的字符。') : undefined;
}

/** Faults must be seen even where no logger is set up. */
function reportFault(error: Error, requestId: string) {
  process.stderr.write(`fault ${requestId}: ${error.stack ?? error.message}\n`);
}

/** Which limit a body went over: photos, papers and tables have another than what forms send. */
function tooLarge({ headers }: FastifyRequest): string {
  const isFile = !/^(application\/json|text\/plain)/.test(headers['content-type'] ?? '');
  return isFile
    ? '文件超过10MB，请压缩照片或者拆分表格后重新上传。'
    : '提交的内容超过1MB，请减少内容，分次提交。';
}

/** Turns what the framework refuses on its own into refusals of the closed list. */
function expected(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): Refusal | undefined {
  if (error.validation !== undefined) {
    const issues = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      sentence: /[一-鿿]/.test(issue.message ?? '') ? (issue.message ?? '') : '填写有误',
    }));
    return refuse('invalid-input', '请求的内容填写有误，请改正后重新提交。', [], issues);
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return refuse('file-too-large', tooLarge(request));
  }
  if (error.statusCode === 429) {
    const minutes = Math.max(1, Math.ceil(Number(reply.getHeader('retry-after') ?? 0) / 60));
    return refuse('too-many-requests', `操作过于频繁，请在${minutes}分钟后再试。`);
  }
  if (error.statusCode === 415) return refuse('file-type', '不支持这种内容格式。');
  if (error.statusCode === 400) return refuse('invalid-input', '请求格式有误，无法读取。');
  return undefined;
}
