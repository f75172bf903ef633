import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, signedInOf } from '../session/actor.ts';
import { hashPassword, oneTimePassword } from '../session/proof/password.ts';
import {
  holdFirm,
  insertPrincipal,
  isClaimed,
  isFirm,
  isLoginTaken,
  tellPrincipal,
} from './firm.ts';
import { loginTaken, newPerson } from './people.ts';
import type { AddedPerson } from './present.ts';
import { findOrganisation } from './queries.ts';
import { orTaken } from './taken.ts';

/** The principal of a firm; without a login of its own it is the credit code in small letters. */
const firstPerson = newPerson.partial({ login: true });

const onlyRegulators = refuse('not-entitled', '企业的第一个账号由所在地市场监管部门开通。');
const notFound = refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。');
const onlyFirms = refuse(
  'not-entitled',
  '这里只为企业和网络交易平台开通账号；机关、检验机构等单位的账号由平台运营者开通。',
);
const closed = refuse('wrong-state', '这个单位已经注销，不再开通账号。');
const hasOne = refuse(
  'already-done',
  '这个单位已经有账号，不能再开通；人员由其主要负责人在“岗位与人员”中增加。',
);
const isAsked = refuse('wrong-state', '有人正在认领这个单位，请先核对，确认或者驳回后再开通账号。');
const loginWanted = refuse('invalid-input', '这个单位没有登记信用代码，请填写登录名。');

/** The regulator of the place gives a firm that it registered its first account. */
export function firstAccountRoutes(app: App, context: Context) {
  app.post(
    '/api/organisations/:id/first-account',
    {
      preHandler: requirePerson(context),
      schema: {
        tags: ['registry'],
        summary: '为尚无账号的企业开通主要负责人账号，返回一次性密码',
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
  const now = context.now();
  const office = who.organisation.name;
  const work = context.database.asSystem('import', async (tx): Promise<AddedPerson | Refusal> => {
    const firm = await holdFirm(tx, { id });
    if (firm === undefined) return notFound;
    if (firm.is_closed) return closed;
    if (firm.has_account) return hasOne;
    if (await isClaimed(tx, id)) return isAsked;
    if (await isLoginTaken(tx, login)) return loginTaken;
    const principal = { login, name: person.name, hash, mustChange: true };
    const times = { now, today: dayOf(now) };
    const account = await insertPrincipal(tx, id, principal, times);
    // The office saw the first password: who opened the account stays written where the firm reads it.
    await tellPrincipal(tx, id, `${office}${who.account.name}为本单位开通了主要负责人账号`, now);
    return { account, login, password };
  });
  return orTaken(work);
}
