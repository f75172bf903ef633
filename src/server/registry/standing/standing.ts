import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { closings } from '#law/regulator/registration/standing-rules.ts';
import { submitRecord } from '../../acts/book.ts';
import type { Intake } from '../../acts/book.ts';
import { newEntryId } from '../../acts/entry-id.ts';
import { requestHash } from '../../acts/entry.ts';
import type { Receipt } from '../../acts/present.ts';
import type { Context, SignedIn } from '../../context.ts';
import type { App } from '../../feature.ts';
import { sendRefusal } from '../../problem.ts';
import { requirePerson, signedInOf } from '../../session/actor.ts';
import { forgetAccount } from '../../session/identify.ts';
import { recomputeChanged } from '../../sweep/recompute.ts';
import { isFirm } from '../firm.ts';
import { findOrganisation } from '../queries.ts';

const standingChange = z.strictObject({
  change: z.enum(['reject', 'close', 'reopen'], '请选择驳回、终止或者恢复'),
  cause: z.enum(Object.keys(closings) as [keyof typeof closings], '请选择终止情形').optional(),
  on: z.string().max(10).optional(),
  reason: z.string().trim().max(500, '理由最多500个字').optional(),
});

/** The regulator of the place rejects a registration, closes a firm and opens it again. */
export function firmStandingRoutes(app: App, context: Context) {
  app.post(
    '/api/organisations/:id/standing',
    {
      preHandler: requirePerson(context),
      schema: {
        tags: ['registry'],
        summary: '驳回自行注册、终止（注销、吊销、迁出、重复登记）或者恢复单位',
        params: z.object({ id: z.uuid() }),
        body: standingChange,
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const outcome = await changeStanding(context, who, request.params.id, request.body);
      if (outcome !== undefined) return sendRefusal(reply, outcome, context.law.clauses);
      return reply.status(204).send();
    },
  );
}

async function changeStanding(
  context: Context,
  who: SignedIn,
  id: string,
  input: z.output<typeof standingChange>,
): Promise<Refusal | undefined> {
  if (who.organisation?.kind !== 'market-regulator') {
    return refuse('not-entitled', '单位的登记状态由所在地市场监管部门办理。');
  }
  const seen = await context.database.as(who.scope, (tx) => findOrganisation(tx, id));
  if (seen === undefined || !isFirm(seen.kind)) {
    return refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。');
  }
  const people = await context.database.as(who.scope, (tx) =>
    tx.rows<{ id: string }>('select id from account where organisation_id = $1', [id]),
  );
  const outcome = await recordStanding(context, who, id, input);
  if (!outcome.ok) return outcome;
  for (const person of people) forgetAccount(person.id);
  // The sweep would do it within a minute; who changed it looks at the duties at once.
  await recomputeChanged(context.database, context.law, context.now());
  return undefined;
}

/** Writes a record of a firm's standing, with what comes with it in the same transaction. */
export async function recordStanding(
  context: Context,
  who: SignedIn,
  organisation: string,
  given: object,
  intake: Intake = async () => undefined,
): Promise<Receipt | Refusal> {
  const book = context.law.books.find((one) => one.standing === true);
  if (book === undefined) throw new Error('no book holds how a firm stands in the register');
  const input = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ''),
  );
  const request = { id: newEntryId(context.now()), organisation, input };
  return submitRecord(context, who, book.id, request, requestHash(request), intake);
}
