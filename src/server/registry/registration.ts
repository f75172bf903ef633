import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { newEntryId } from '../acts/entry-id.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, signedInOf } from '../session/actor.ts';
import { hashPassword, weaknesses } from '../session/proof/password.ts';
import { claimFirm } from './claims.ts';
import { holdFirm, insertPrincipal, isLoginTaken, tellRegulator } from './firm.ts';
import { checkRegistration, enterpriseInput, refuseEnterprise } from './input.ts';
import { loginTaken, newPerson } from './people.ts';
import type { Registered } from './present.ts';
import { insertEnterprises } from './queries.ts';
import { countSuccesses, triesPerHour } from './standing/rate.ts';
import { orTaken } from './taken.ts';

const registration = z.strictObject({
  enterprise: enterpriseInput,
  principal: newPerson.strict().extend({ password: z.string('请设置密码').max(1000, '密码过长') }),
});

/**
 * An enterprise registers itself: it can work at once, and its county's regulator is asked to confirm who it is.
 * Until then it is marked as not confirmed wherever it is shown. Where a regulator registered it before and it has no
 * account, it is a claim: the account waits, disabled, until the regulator has looked who asks.
 */
export function registrationRoutes(app: App, context: Context) {
  const successes = countSuccesses();
  app.post(
    '/api/registrations',
    {
      config: { rateLimit: { max: triesPerHour, timeWindow: '1 hour' } },
      schema: {
        tags: ['registry'],
        summary: '企业自行注册；监管部门已登记而尚无账号的，作为认领等待核对',
        body: registration,
      },
    },
    async (request, reply) => {
      const place = successes.take(request.ip, context.now());
      if (typeof place !== 'function') return sendRefusal(reply, place, context.law.clauses);
      const outcome = await register(context, request.body);
      if ('code' in outcome) {
        place();
        return sendRefusal(reply, outcome, context.law.clauses);
      }
      return reply.status('claim' in outcome ? 202 : 201).send(outcome);
    },
  );
  app.post(
    '/api/organisations/:id/confirm',
    {
      preHandler: requirePerson(context),
      schema: {
        tags: ['registry'],
        summary: '确认自行注册的单位',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const missing = refuse('not-found', '没有找到待确认的单位，或者它不在您的管辖范围内。');
      if (who.organisation?.kind !== 'market-regulator') {
        const refusal = refuse('not-entitled', '注册信息由市场监管部门确认。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const changed = await context.database.as(who.scope, (tx) =>
        tx.rows(confirmEnterprise, [request.params.id, dayOf(context.now())]),
      );
      if (changed.length === 0) return sendRefusal(reply, missing, context.law.clauses);
      return reply.status(204).send();
    },
  );
}

async function register(
  context: Context,
  { enterprise, principal }: z.output<typeof registration>,
): Promise<Registered | Refusal> {
  const issues = [
    ...checkRegistration(enterprise).map((one) => ({ ...one, path: `enterprise.${one.path}` })),
    ...weaknesses(principal.password, principal.login).map((one) => ({
      ...one,
      path: 'principal.password',
    })),
  ];
  if (issues.length > 0) return refuseEnterprise(issues);
  const hash = await hashPassword(principal.password);
  const now = context.now();
  const { login, name } = principal;
  const work = context.database.asSystem('import', async (tx): Promise<Registered | Refusal> => {
    const known = await holdFirm(tx, { creditCode: enterprise.creditCode });
    if (known !== undefined) {
      const claimant = { login, name, hash, firmName: enterprise.name, phone: enterprise.phone };
      return (await claimFirm(tx, known, claimant, now)) ?? { claim: true, login };
    }
    if (await isLoginTaken(tx, login)) return loginTaken;
    const id = newEntryId(now);
    await insertEnterprises(tx, [{ ...enterprise, id }], null, now);
    const account = { login, name, hash, mustChange: false };
    await insertPrincipal(tx, id, account, { now, today: dayOf(now) });
    const title = `“${enterprise.name}”自行注册，请核对营业执照后确认`;
    await tellRegulator(tx, { id, region: enterprise.region }, title, now);
    return { id, login };
  });
  return orTaken(work);
}

const confirmEnterprise = `update organisation set confirmed_on = $2
  where id = $1 and kind in ('enterprise', 'platform') and confirmed_on is null returning 1`;
