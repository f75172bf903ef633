import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '#db/transaction.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Post } from '#kernel/party.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../../context.ts';
import type { App } from '../../feature.ts';
import { sendRefusal } from '../../problem.ts';
import { requirePerson, signedInOf } from '../../session/actor.ts';
import { forgetAccount } from '../../session/identify.ts';
import { hashPassword, oneTimePassword } from '../../session/proof/password.ts';
import { changeEntrance } from '../../session/proof/entrance.ts';
import type { EntranceMeasure } from '../../session/proof/entrance.ts';
import type { AddedPerson } from '../present.ts';
import { staffingPosts } from '../people.ts';

interface Means {
  readonly summary: string;
  /** What the person is told, after the name of who did it. */
  readonly told: string;
}

const measures: Readonly<Record<EntranceMeasure, Means>> = {
  disable: {
    summary: '停用本单位人员的账号，结束其全部会话',
    told: '停用了您的账号',
  },
  enable: {
    summary: '恢复本单位人员的账号',
    told: '恢复了您的账号',
  },
  password: {
    summary: '为本单位人员换发一次性密码，解除锁定，结束其全部会话',
    told: '为您换发了一次性密码',
  },
};

/** Posts whose holders answer to nobody in the house: an administrator has no hold over their accounts. */
const heads: readonly Post[] = ['principal', 'leader'];

/** Who left is kept out, and who forgot the password is let in again, by the house itself. */
export function standingRoutes(app: App, context: Context) {
  for (const measure of Object.keys(measures) as EntranceMeasure[]) {
    app.post(
      `/api/people/:account/${measure}`,
      {
        preHandler: requirePerson(context),
        schema: {
          tags: ['registry'],
          summary: measures[measure].summary,
          params: z.object({ account: z.uuid() }),
        },
      },
      async (request, reply) => {
        const who = signedInOf(request);
        const outcome = await take(context, who, measure, request.params.account, request.ip);
        if ('code' in outcome) return sendRefusal(reply, outcome, context.law.clauses);
        return measure === 'password' ? reply.status(201).send(outcome) : reply.status(204).send();
      },
    );
  }
}

interface Colleague {
  readonly id: string;
  readonly login: string;
  readonly posts: readonly Post[];
}

async function take(
  context: Context,
  who: SignedIn,
  measure: EntranceMeasure,
  account: string,
  address: string,
): Promise<AddedPerson | Refusal> {
  const { organisation, posts } = who.actor;
  if (organisation === undefined || !staffingPosts.some((post) => posts.includes(post))) {
    return refuse('not-entitled', '本单位人员的账号由主要负责人、单位负责人或者系统管理员管理。');
  }
  const password = oneTimePassword();
  const hash = measure === 'password' ? await hashPassword(password) : '';
  const now = context.now();
  const outcome = await context.database.asSystem('session', async (tx) => {
    const colleague = await colleagueOf(tx, account, organisation, dayOf(now));
    if (colleague === undefined) return refuse('not-found', '本单位没有这个人员。');
    const objection = objectionTo(who, colleague);
    if (objection !== undefined) return objection;
    await changeEntrance(tx, colleague, measure, { hash, now, address });
    await tx.rows(tell, [
      randomUUID(),
      account,
      `${who.account.name}${measures[measure].told}`,
      now,
    ]);
    return { account, login: colleague.login, password };
  });
  forgetAccount(account);
  return outcome;
}

function objectionTo(who: SignedIn, colleague: Colleague): Refusal | undefined {
  if (colleague.id === who.account.id) {
    return refuse('not-entitled', '自己的账号不能由自己停用、恢复，密码请在“账号与安全”中修改。');
  }
  const isHead = (posts: readonly Post[]) => heads.some((post) => posts.includes(post));
  return isHead(colleague.posts) && !isHead(who.actor.posts)
    ? refuse('not-entitled', '负责人的账号不由系统管理员管理，请联系平台运营单位。')
    : undefined;
}

async function colleagueOf(
  tx: Tx,
  account: string,
  organisation: string,
  today: string,
): Promise<Colleague | undefined> {
  const [found] = await tx.rows<Colleague>(selectColleague, [account, organisation, today]);
  return found;
}

const selectColleague = `select a.id, a.login, coalesce((select array_agg(p.post) from appointment p
    where p.account_id = a.id and p.organisation_id = $2 and p.from_day <= $3
      and (p.until_day is null or p.until_day >= $3) and (p.ended_on is null or p.ended_on > $3)), '{}') as posts
  from account a where a.id = $1 and a.organisation_id = $2 for update of a`;

const tell = 'insert into notification (id, account_id, title, at) values ($1, $2, $3, $4)';
