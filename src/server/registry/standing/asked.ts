import { z } from 'zod';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { endingsOf } from '#law/enterprise/profile/endings.ts';
import { profileForm, registeredOf } from '#law/enterprise/profile/form.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../../context.ts';
import type { App } from '../../feature.ts';
import { sendRefusal } from '../../problem.ts';
import { requirePerson, signedInOf } from '../../session/actor.ts';
import { changeEnterprise } from '../change.ts';
import type { AskedChange } from '../present.ts';
import { recordStanding } from './standing.ts';

const answer = z.strictObject({
  /** The entry and not the firm is named: another version may wait since the page was opened. */
  entry: z.uuid(),
  reason: z.string().trim().max(500, '理由最多500个字').optional(),
});

const answers = {
  confirm: '确认企业减少义务的变更，自即日起生效',
  decline: '不同意企业减少义务的变更，登记信息和义务不变',
} as const;

const gone = refuse('not-found', '没有找到待确认的变更，它可能已经办理，或者不在您的管辖范围内。');

/** The regulator of the place confirms or declines a change that takes duties away from a firm. */
export function askedRoutes(app: App, context: Context) {
  for (const verdict of ['confirm', 'decline'] as const) {
    app.post(
      `/api/organisations/:id/asked/${verdict}`,
      {
        preHandler: requirePerson(context),
        schema: {
          tags: ['registry'],
          summary: answers[verdict],
          params: z.object({ id: z.uuid() }),
          body: answer,
        },
      },
      async (request, reply) => {
        const who = signedInOf(request);
        const refusal = await decide(context, who, request.params.id, verdict, request.body);
        if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
        return reply.status(204).send();
      },
    );
  }
}

async function decide(
  context: Context,
  who: SignedIn,
  id: string,
  verdict: keyof typeof answers,
  { entry, reason }: z.output<typeof answer>,
): Promise<Refusal | undefined> {
  if (who.organisation?.kind !== 'market-regulator') {
    return refuse('not-entitled', '减少义务的变更由单位所在地市场监管部门确认。');
  }
  const asked = await context.database.as(who.scope, (tx) => findAsked(tx, id));
  if (asked?.entry !== entry) return gone;
  if (verdict === 'decline') {
    const outcome = await recordStanding(context, who, id, { change: 'decline', reason });
    return outcome.ok ? undefined : outcome;
  }
  const registered = registeredOf(asked.input);
  const given = {
    ...registered,
    productClasses: [...registered.productClasses],
    creditCode: asked.creditCode,
    note: `确认本单位申报的变更：${asked.input.note ?? ''}`.slice(0, 500),
  };
  return changeEnterprise(context, who, id, given, who.scope.region);
}

interface Asked {
  readonly entry: string;
  readonly at: Instant;
  readonly creditCode: string;
  readonly input: z.output<typeof profileForm>;
}

/** The version of a firm's profile that waits for its regulator. */
export async function findAsked(tx: Tx, organisation: string): Promise<Asked | undefined> {
  const [row] = await tx.rows<{ id: string; at: Instant; credit_code: string; input: unknown }>(
    `select e.id, e.at, o.credit_code, e.input from organisation o
     join entry e on e.organisation_id = o.id and e.id = o.asked_entry where o.id = $1`,
    [organisation],
  );
  const parsed = profileForm.safeParse(row?.input);
  if (row === undefined || !parsed.success) return undefined;
  return { entry: row.id, at: row.at, creditCode: row.credit_code, input: parsed.data };
}

/** Presents what waits: what would end, and why the firm says so. */
export function presentAsked({ entry, at, input }: Asked): AskedChange {
  const endings = endingsOf(registeredOf(input.before), registeredOf(input));
  return { entry, at, endings, note: input.note ?? '' };
}
