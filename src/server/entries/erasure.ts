import { z } from 'zod';
import { findErasable, refusalOf } from '../acts/effects/erase.ts';
import { newEntryId } from '../acts/entry-id.ts';
import { requestHash } from '../acts/entry.ts';
import type { Receipt } from '../acts/present.ts';
import { openProceeding } from '../acts/proceeding.ts';
import { receiptSchema } from '../acts/routes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, signedInOf } from '../session/actor.ts';

/** The procedure by which contents are erased. */
export const erasureProcedure = 'entry-erasure';

/** What a request to erase says; the law's own form judges it. */
const erasureRequest = z.strictObject({
  id: z.uuid().optional().describe('UUIDv7 made by the client'),
  ground: z.string(),
  basis: z.string(),
  reason: z.string(),
  request: z.array(z.string()).default([]),
});
/** A request to erase the content of an entry. */
export type ErasureRequest = z.output<typeof erasureRequest>;

/** Asks for the content of an entry to be erased: opens the proceeding in which another person approves it. */
export function erasureRoute(app: App, context: Context) {
  app.post(
    '/api/entries/:id/erasure',
    {
      preHandler: requirePerson(context),
      schema: {
        tags: ['entries'],
        summary: '提出删除一条记录的内容（须另一人审批）',
        params: z.object({ id: z.uuid() }),
        body: erasureRequest,
        response: { 201: receiptSchema },
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const outcome = await requestErasure(context, who, request.params.id, request.body);
      if (!outcome.ok) return sendRefusal(reply, outcome, context.law.clauses);
      const { ok: _, ...receipt } = outcome;
      return reply.status(201).send(receipt);
    },
  );
}

/** The same for other ways in. An entry that cannot be erased is refused at once. */
export async function requestErasure(
  context: Context,
  who: SignedIn,
  entry: string,
  { id, ...input }: ErasureRequest,
): Promise<Receipt | Refusal> {
  const found = await context.database.as(who.scope, (tx) => findErasable(tx, entry));
  const refusal = refusalOf(found, erasureProcedure);
  if (refusal !== undefined) return refusal;
  const opening = {
    id: id ?? newEntryId(context.now()),
    procedure: erasureProcedure,
    act: 'request',
    input: { ...input, entry: entry.toLowerCase() },
  };
  return openProceeding(context, who, opening, requestHash(opening));
}
