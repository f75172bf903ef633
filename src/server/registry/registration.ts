import { randomUUID } from 'node:crypto';
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
import { checkEnterprise, enterpriseInput, refuseEnterprise } from './input.ts';
import { newPerson } from './people.ts';
import { insertEnterprises, takenCodes } from './queries.ts';
import { orTaken } from './taken.ts';

/** Registrations from one address in an hour. Policy. */
const perHour = 10;

const registration = z.object({
  enterprise: enterpriseInput,
  principal: newPerson.extend({ password: z.string('请设置密码').max(1000, '密码过长') }),
});

/**
 * An enterprise registers itself: it can work at once, and its county's regulator is asked to confirm who it is.
 * Until then it is marked as not confirmed wherever it is shown.
 */
export function registrationRoutes(app: App, context: Context) {
  app.post(
    '/api/registrations',
    {
      config: { rateLimit: { max: perHour, timeWindow: '1 hour' } },
      schema: { tags: ['registry'], summary: '企业自行注册', body: registration },
    },
    async (request, reply) => {
      const outcome = await register(context, request.body);
      if ('code' in outcome) return sendRefusal(reply, outcome, context.law.clauses);
      return reply.status(201).send(outcome);
    },
  );
  app.post(
    '/api/organisations/:id/confirm',
    {
      preHandler: requirePerson(context),
      schema: {
        tags: ['registry'],
        summary: '确认企业注册信息',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const missing = refuse('not-found', '没有找到待确认的企业，或者它不在您的管辖范围内。');
      if (who.organisation?.kind !== 'market-regulator') {
        const refusal = refuse('not-entitled', '企业注册信息由市场监管部门确认。');
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
): Promise<{ id: string; login: string } | Refusal> {
  const issues = [
    ...checkEnterprise(enterprise).map((one) => ({ ...one, path: `enterprise.${one.path}` })),
    ...weaknesses(principal.password, principal.login).map((one) => ({
      ...one,
      path: 'principal.password',
    })),
  ];
  if (issues.length > 0) return refuseEnterprise(issues);
  const hash = await hashPassword(principal.password);
  const now = context.now();
  const id = newEntryId(now);
  const work = context.database.asSystem('import', async (tx) => {
    const taken = await takenCodes(tx, [enterprise.creditCode]);
    if (taken.size > 0) {
      return refuse(
        'already-done',
        '这个统一社会信用代码的单位已经登记，请联系本单位或者当地市场监管部门。',
      );
    }
    const [used] = await tx.rows('select 1 from account where login = $1', [principal.login]);
    if (used !== undefined) return refuse('already-done', '这个登录名已经有人使用，请换一个。');
    await insertEnterprises(tx, [{ ...enterprise, id }], null, now);
    const account = randomUUID();
    await tx.rows(insertPrincipal, [account, principal.login, principal.name, id, hash, now]);
    await tx.rows(insertPost, [randomUUID(), account, id, dayOf(now)]);
    await tx.rows(askRegulator, [
      randomUUID(),
      `“${enterprise.name}”自行注册，请核对营业执照后确认`,
      enterprise.region,
      now,
      id,
    ]);
    return { id, login: principal.login };
  });
  return orTaken(work);
}

const confirmEnterprise = `update organisation set confirmed_on = $2
  where id = $1 and kind = 'enterprise' and confirmed_on is null returning 1`;

const insertPrincipal = `insert into account (id, login, name, organisation_id, password_hash, created_at)
  values ($1,$2,$3,$4,$5,$6)`;

const insertPost = `insert into appointment (id, account_id, organisation_id, post, from_day)
  values ($1,$2,$3,'principal',$4)`;

// The county's regulator, or where it has none on the platform the city's or the province's.
const askRegulator = `insert into notification (id, organisation_id, title, at, about_id)
  select $1, o.id, $2, $4, $5 from organisation o
  where o.kind = 'market-regulator' and o.region in ($3::int, $3::int / 100 * 100, $3::int / 10000 * 10000)
  order by o.region desc limit 1`;
