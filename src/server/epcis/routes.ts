import type { FastifyError } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { App, Feature } from '../feature.ts';
import { captureRoutes } from './capture-routes.ts';
import { runnerOf } from './capture/runner.ts';
import { eventRoutes } from './event-routes.ts';
import { exceptionOf, sendException } from './exception.ts';
import { limits } from './limits.ts';
import { queryRoutes } from './query-routes.ts';
import { resourceRoutes } from './resource-routes.ts';
import { workbenchRoutes } from './workbench-routes.ts';

/** Capture and query of trace events by EPCIS 2.0. */
export const epcisFeature: Feature = async (app, context) => {
  await app.register(async (child) => {
    const scope = child.withTypeProvider<ZodTypeProvider>() as App;
    // Documents are kept byte by byte: nobody reads them before they are cut up.
    scope.removeContentTypeParser(['application/json', 'text/plain']);
    scope.addContentTypeParser(
      ['application/json', 'application/ld+json'],
      { parseAs: 'buffer' },
      (_request, body, done) => done(null, body),
    );
    const beyond = scope.errorHandler;
    scope.setErrorHandler((error: FastifyError, request, reply) => {
      if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
        const most = Math.floor((request.routeOptions.bodyLimit ?? limits.bytes) / 1_000_000);
        const sentence = `提交的内容超过${most}MB，请分成几次提交。`;
        return sendException(
          reply,
          exceptionOf('CaptureLimitExceededException', sentence),
          context,
        );
      }
      if (error.statusCode === 415) {
        const sentence = '只接收application/json和application/ld+json。';
        return sendException(
          reply,
          exceptionOf('UnsupportedMediaTypeException', sentence),
          context,
        );
      }
      return beyond.call(scope, error, request, reply);
    });
    captureRoutes(scope, context);
    eventRoutes(scope, context);
    resourceRoutes(scope, context);
    queryRoutes(scope, context);
    workbenchRoutes(scope, context);
  });
  app.addHook('onClose', () => runnerOf(context).stop());
};
