import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import { newEntryId } from '../acts/entry-id.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, requireSignedIn, signedInOf } from '../session/actor.ts';
import { hashPassword, oneTimePassword } from '../session/proof/password.ts';
import { presentPeople } from './present.ts';
import type { AddedPerson } from './present.ts';
import { comingTo, staffOf } from './queries.ts';

/** A person to be added: login and name. */
export const newPerson = z.object({
  login: z
    .string('请填写登录名')
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._@-]{1,63}$/, '登录名用小写字母、数字、点、横线,2至64位'),
  name: z.string('请填写姓名').trim().min(1, '请填写姓名').max(60, '姓名最多60个字'),
});

/** Somebody else has the login. */
export const loginTaken = refuse('already-done', '这个登录名已经有人使用，请换一个。');

/** Posts whose holders add people to their own organisation and look after their accounts. */
export const staffingPosts = ['principal', 'leader', 'administrator'] as const;

/** People of an organisation, and adding one. */
export function peopleRoutes(app: App, context: Context) {
  app.get(
    '/api/people',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['registry'],
        summary: '单位人员',
        querystring: z.object({ organisation: z.uuid().optional() }),
      },
    },
    async (request) => {
      const who = signedInOf(request);
      const organisation = request.query.organisation ?? who.actor.organisation;
      const today = dayOf(context.now());
      if (organisation === undefined) return { people: [] };
      const [rows, coming] = await context.database.as(who.scope, (tx) =>
        Promise.all([staffOf(tx, organisation, today), comingTo(tx, organisation, today)]),
      );
      return { people: presentPeople(rows, coming, today) };
    },
  );
  app.post(
    '/api/people',
    {
      preHandler: requirePerson(context),
      schema: { tags: ['registry'], summary: '增加本单位人员，返回一次性密码', body: newPerson },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const organisation = who.actor.organisation;
      if (
        organisation === undefined ||
        !staffingPosts.some((post) => who.actor.posts.includes(post))
      ) {
        const refusal = refuse('not-entitled', '本单位人员由主要负责人或者系统管理员增加。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const password = oneTimePassword();
      const account = newEntryId(context.now());
      const hash = await hashPassword(password);
      const added = await context.database.asSystem('import', (tx) =>
        tx.rows(insertPerson, [
          account,
          request.body.login,
          request.body.name,
          organisation,
          hash,
          context.now(),
        ]),
      );
      if (added.length === 0) {
        return sendRefusal(reply, loginTaken, context.law.clauses);
      }
      const made: AddedPerson = { account, login: request.body.login, password };
      return reply.status(201).send(made);
    },
  );
}

const insertPerson = `insert into account (id, login, name, organisation_id, password_hash, must_change_password, created_at)
  values ($1,$2,$3,$4,$5,true,$6) on conflict (login) do nothing returning 1`;
