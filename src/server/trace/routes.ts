import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { lotsOfCase, looksOf, traceForCase, traceSeen } from './queries.ts';
import { flowTable, traceTable } from './table.ts';

const mostSeeds = 50;
const lotIds = z.array(z.uuid()).min(1).max(mostSeeds);
const asked = z.object({
  lot: z
    .string()
    .max(37 * mostSeeds)
    .transform((text) => text.split(','))
    .pipe(lotIds)
    .describe('ids of lots, separated by commas'),
});
const caseId = z.object({ id: z.uuid() });

const notSeen = refuse('not-found', '没有找到这些批次，或者您无权查看。');
const notOpened = refuse(
  'not-entitled',
  '这一事项不能用来跨单位追溯这些批次：须是在办的召回、抽查、处罚或者联合调查事项，且批次由事项所涉单位持有过。',
  ['guidance/2.5'],
);

/** Where lots came from and where they went: in the own house, and for a case through every house. */
export const traceFeature: Feature = (app, context) => {
  ownTrace(app, context);
  caseTrace(app, context);
};

function ownTrace(app: App, context: Context) {
  app.get(
    '/api/trace',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['lots'], summary: '追溯：本单位及上下一步', querystring: asked },
    },
    async (request, reply) => {
      const trace = await read(context, signedInOf(request), request.query.lot, undefined);
      return trace ?? sendRefusal(reply, notSeen, context.law.clauses);
    },
  );
  app.get(
    '/api/trace/export.xlsx',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['lots'],
        summary: '导出追溯（XLSX）',
        description: 'With a proceeding it is a look for that case, and written down as one.',
        querystring: asked.extend({
          proceeding: z.uuid().optional(),
          what: z.enum(['holdings', 'flows']).default('holdings'),
        }),
      },
    },
    async (request, reply) => {
      const { lot, proceeding, what } = request.query;
      const trace = await read(context, signedInOf(request), lot, proceeding);
      if (trace === undefined) {
        const refusal = proceeding === undefined ? notSeen : notOpened;
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const table = what === 'flows' ? flowTable(trace) : traceTable(trace);
      return sendTable(reply, table, `${table.sheet}${dayOf(context.now())}`);
    },
  );
}

function caseTrace(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  app.post(
    '/api/proceedings/:id/trace',
    {
      preHandler,
      schema: {
        tags: ['lots'],
        summary: '办案追溯：全部来源和去向',
        description: 'Every look is written down with who looked, for which case, and when.',
        params: caseId,
        body: z.strictObject({ lots: lotIds }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const trace = await read(context, signedInOf(request), request.body.lots, id);
      return trace ?? sendRefusal(reply, notOpened, context.law.clauses);
    },
  );
  app.get(
    '/api/proceedings/:id/trace/lots',
    {
      preHandler,
      schema: {
        tags: ['lots'],
        summary: '可以开始追溯的批次',
        params: caseId,
        querystring: z.object({ q: z.string().trim().max(60).default('') }),
      },
    },
    async (request) => ({
      lots: await context.database.as(signedInOf(request).scope, (tx) =>
        lotsOfCase(tx, request.params.id, request.query.q),
      ),
    }),
  );
  app.get(
    '/api/proceedings/:id/trace/looks',
    { preHandler, schema: { tags: ['lots'], summary: '本单位的追溯查看记录', params: caseId } },
    async (request) => ({
      looks: await context.database.as(signedInOf(request).scope, (tx) =>
        looksOf(tx, request.params.id),
      ),
    }),
  );
}

function read(
  context: Context,
  { scope }: SignedIn,
  lots: readonly string[],
  proceeding: string | undefined,
) {
  return context.database.as(scope, (tx) =>
    proceeding === undefined
      ? traceSeen(tx, lots)
      : traceForCase(tx, proceeding, lots, context.now()),
  );
}
