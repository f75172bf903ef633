import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { Refused } from '../../acts/replayed.ts';
import type { Context, SignedIn } from '../../context.ts';
import type { App } from '../../feature.ts';
import { sendRefusal } from '../../problem.ts';
import { requirePerson, signedInOf } from '../../session/actor.ts';
import { hashPassword, oneTimePassword } from '../../session/proof/password.ts';
import { isFirm, tellPrincipal } from '../firm.ts';
import { loginTaken, newPerson } from '../people.ts';
import type { AddedPerson } from '../present.ts';
import { findOrganisation } from '../queries.ts';
import { recordStanding } from './standing.ts';

/** The principal of a firm; without a login of its own it is the credit code in small letters. */
const firstPerson = newPerson.partial({ login: true });

const onlyRegulators = refuse('not-entitled', '企业的第一个账号由所在地市场监管部门开通。');
const notFound = refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。');
const onlyFirms = refuse(
  'not-entitled',
  '这里只为企业和网络交易平台开通账号；机关、检验机构等单位的账号由平台运营者开通。',
);
const loginWanted = refuse('invalid-input', '这个单位没有登记信用代码，请填写登录名。');

/** What the database found in the way; what else there is, the book's own rules have said before. */
const obstacles: Readonly<Record<string, Refusal>> = {
  claimed: refuse('wrong-state', '有人正在认领这个单位，请先核对，确认或者驳回后再开通账号。'),
  'login-taken': loginTaken,
};

/**
 * The regulator of the place gives a firm the account of its principal: the first one, or another where all who could
 * appoint left or lost their entrance and nobody can act for the firm any more.
 */
export function firstAccountRoutes(app: App, context: Context) {
  app.post(
    '/api/organisations/:id/first-account',
    {
      preHandler: requirePerson(context),
      schema: {
        tags: ['registry'],
        summary: '为没有人能够办理的企业开通主要负责人账号，返回一次性密码',
        params: z.object({ id: z.uuid() }),
        body: firstPerson,
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const outcome = await openFirstAccount(context, who, request.params.id, request.body);
      if ('code' in outcome) return sendRefusal(reply, outcome, context.law.clauses);
      return reply.status(201).send(outcome);
    },
  );
}

async function openFirstAccount(
  context: Context,
  who: SignedIn,
  id: string,
  person: z.output<typeof firstPerson>,
): Promise<AddedPerson | Refusal> {
  if (who.organisation?.kind !== 'market-regulator') return onlyRegulators;
  const seen = await context.database.as(who.scope, (tx) => findOrganisation(tx, id));
  if (seen === undefined) return notFound;
  if (!isFirm(seen.kind)) return onlyFirms;
  const login = person.login ?? seen.credit_code?.toLowerCase();
  if (login === undefined) return loginWanted;
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  const account = randomUUID();
  const office = who.organisation.name;
  const input = { change: 'account', person: person.name } as const;
  const outcome = await recordStanding(context, who, id, input, async (tx) => {
    const now = context.now();
    const values = [id, account, login, person.name, hash, now, dayOf(now)];
    const [given] = await tx.rows<{ obstacle: string | null }>(
      'select give_first_account($1, $2, $3, $4, $5, $6, $7) as obstacle',
      values,
    );
    const obstacle = given?.obstacle ?? undefined;
    if (obstacle !== undefined) throw new Refused(obstacles[obstacle] ?? notFound);
    // The office saw the first password: who opened the account stays written where the firm reads it.
    await tellPrincipal(tx, id, `${office}${who.account.name}为本单位开通了主要负责人账号`, now);
  });
  return outcome.ok ? { account, login, password } : outcome;
}
