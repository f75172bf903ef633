import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { namesOf } from '../reading/names.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import type { LotDetail, LotList } from './present.ts';
import { blocksOf, holdersOf, linksOf, listLots, stepsOf } from './queries.ts';

const listQuery = z.object({
  q: z.string().trim().max(100).optional(),
  left: z.enum(['true', 'false']).optional(),
  blocked: z.enum(['true', 'false']).optional(),
  holder: z.uuid().optional(),
  before: z
    .string()
    .regex(/^\d{4}-[-0-9T:.+Z]{6,40}_\d{1,18}$/)
    .optional(),
});

/** Lots: what an organisation holds, where it came from and where it went. */
export const lotsFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context);
  app.get(
    '/api/lots',
    { preHandler, schema: { tags: ['lots'], summary: '批次', querystring: listQuery } },
    async (request) => {
      const { scope, organisation } = signedInOf(request);
      const { left, blocked, holder, q, before } = request.query;
      const isOffice = scope.region.lo <= scope.region.hi;
      return context.database.as(scope, async (tx): Promise<LotList> => {
        const found = await listLots(tx, {
          q,
          before,
          left: left === 'true',
          blocked: blocked === 'true',
          holder: holder ?? (isOffice ? undefined : organisation?.id),
        });
        const ids = found.lots.flatMap((lot) => [lot.holder, lot.registeredBy, lot.receivedFrom]);
        return { ...found, names: await namesById(tx, ids) };
      });
    },
  );
  app.get(
    '/api/lots/:id',
    {
      preHandler,
      schema: { tags: ['lots'], summary: '批次详情', params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const { scope } = signedInOf(request);
      const detail = await context.database.as(scope, (tx) =>
        readLot(tx, request.params.id, scope.organisation),
      );
      if (detail !== undefined) return detail;
      const refusal = refuse('not-found', '没有找到这个批次，或者您无权查看。');
      return sendRefusal(reply, refusal, context.law.clauses);
    },
  );
};

async function readLot(tx: Tx, id: string, own: string | null): Promise<LotDetail | undefined> {
  const [holders, steps, parts, products, blocks] = await Promise.all([
    holdersOf(tx, id),
    stepsOf(tx, id),
    linksOf(tx, id, 'parent'),
    linksOf(tx, id, 'child'),
    blocksOf(tx, id),
  ]);
  const lot = holders.find(({ holder }) => holder === own) ?? holders[0];
  if (lot === undefined) return undefined;
  const ids = [
    ...holders.flatMap(({ holder, registeredBy }) => [holder, registeredBy]),
    ...steps.flatMap(({ by, to }) => [by, to]),
    ...[...parts, ...products].map(({ by }) => by),
  ];
  return { lot, holders, steps, parts, products, blocks, names: await namesById(tx, ids) };
}

async function namesById(tx: Tx, ids: readonly (string | undefined)[]) {
  return Object.fromEntries(await namesOf(tx, ids));
}
