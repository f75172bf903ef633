import type { FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { claimOf, identityOf, requirePerson, requirePersonToo } from './actor.ts';
import { forgetAccount } from './identify.ts';
import { secondFactorSchema } from './present.ts';
import { attemptLimit } from './proof/policy.ts';
import { seal } from './proof/seal.ts';
import { newTotpSecret, totpText, totpUri } from './proof/totp.ts';
import { deleteOtherSessions, insertEvent, markSecondFactor } from './queries.ts';
import { proveCode, provePassword } from './sign-in.ts';

/** Six digits as apps show them: blanks between and full-width digits are forgiven. */
export const codeSchema = z
  .string({ error: '请输入6位数字动态验证码' })
  .max(20, '动态验证码为6位数字')
  .transform((text) => text.normalize('NFKC').replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, '动态验证码为6位数字'));

const url = '/api/me/second-factor';
const tags = ['session'];
const withCode = z.object({ code: codeSchema });
const nothing = { 204: z.undefined() };

/** Setting a second factor up, giving it after a sign-on elsewhere, and giving it up. */
export function secondFactorRoutes(app: App, context: Context) {
  const { clauses } = context.law;
  app.post(
    url,
    {
      onRequest: requirePersonToo(context, ['set-up-second-factor']),
      schema: { tags, summary: '开始绑定身份验证器', response: { 200: secondFactorSchema } },
    },
    async (request, reply) => {
      const started = await start(context, request);
      if ('code' in started) return sendRefusal(reply, started, clauses);
      return started;
    },
  );
  app.post(
    `${url}/confirm`,
    {
      config: attemptLimit,
      onRequest: requirePersonToo(context, ['set-up-second-factor']),
      schema: { tags, summary: '以动态验证码确认绑定', body: withCode, response: nothing },
    },
    async (request, reply) => {
      const refusal = await confirm(context, request, request.body.code);
      if (refusal !== undefined) return sendRefusal(reply, refusal, clauses);
      return reply.status(204).send();
    },
  );
  app.post(
    `${url}/code`,
    {
      config: attemptLimit,
      onRequest: requirePersonToo(context, ['give-second-factor']),
      schema: { tags, summary: '统一认证登录后输入动态验证码', body: withCode, response: nothing },
    },
    async (request, reply) => {
      const refusal = await give(context, request, request.body.code);
      if (refusal !== undefined) return sendRefusal(reply, refusal, clauses);
      return reply.status(204).send();
    },
  );
  app.delete(
    url,
    {
      config: attemptLimit,
      onRequest: requirePerson(context),
      schema: {
        tags,
        summary: '解除绑定身份验证器',
        body: z.object({
          password: z.string({ error: '请输入密码' }).min(1, '请输入密码').max(1000),
        }),
        response: nothing,
      },
    },
    async (request, reply) => {
      const refusal = await giveUp(context, request, request.body.password);
      if (refusal !== undefined) return sendRefusal(reply, refusal, clauses);
      return reply.status(204).send();
    },
  );
}

/** Keeps a new secret beside no other: a confirmed one has to be given up first. */
async function start(
  context: Context,
  request: FastifyRequest,
): Promise<Refusal | z.infer<typeof secondFactorSchema>> {
  const { account_id: account, login } = identityOf(request).person;
  const secret = newTotpSecret();
  const sealed = seal(context.settings.serverKey, `totp:${account}`, secret);
  const changed = await context.database.asSystem('session', (tx) =>
    tx.run({
      sql: `update account set totp_secret = $2, totp_last_step = null
        where id = $1 and totp_confirmed_at is null`,
      parameters: [account, sealed],
    }),
  );
  if (changed === 0) return refuse('already-done', '您已绑定身份验证器，如需更换请先解除绑定。');
  const uri = totpUri(secret, login);
  const qr = await QRCode.toString(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return { uri, secret: totpText(secret), qr };
}

/** Sessions opened without the second factor end; this one has just proved it. */
async function confirm(
  context: Context,
  request: FastifyRequest,
  code: string,
): Promise<Refusal | undefined> {
  const { person, hash } = identityOf(request);
  if (person.totp_on) return refuse('already-done', '您已绑定身份验证器。');
  const refusal = await proveCode(context, claimOf(request), code);
  if (refusal !== undefined) return refusal;
  await context.database.oneFlush('session', [
    {
      sql: `update account set totp_confirmed_at = $2 where id = $1 and totp_confirmed_at is null`,
      parameters: [person.account_id, context.now()],
    },
    markSecondFactor(hash),
    deleteOtherSessions(person.account_id, hash),
    insertEvent(context.now(), person.login, 'second-factor-set-up', request.ip),
  ]);
  forgetAccount(person.account_id);
  return undefined;
}

async function give(
  context: Context,
  request: FastifyRequest,
  code: string,
): Promise<Refusal | undefined> {
  const { person, hash } = identityOf(request);
  const refusal = await proveCode(context, claimOf(request), code);
  if (refusal !== undefined) return refusal;
  await context.database.oneFlush('session', [
    markSecondFactor(hash),
    insertEvent(context.now(), person.login, 'second-factor-given', request.ip),
  ]);
  forgetAccount(person.account_id);
  return undefined;
}

async function giveUp(
  context: Context,
  request: FastifyRequest,
  password: string,
): Promise<Refusal | undefined> {
  const { person, hash } = identityOf(request);
  if (!person.totp_on) return refuse('wrong-state', '您没有绑定身份验证器。');
  const refusal = await provePassword(context, claimOf(request), password);
  if (refusal !== undefined) return refusal;
  await context.database.oneFlush('session', [
    {
      sql: `update account set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
        where id = $1`,
      parameters: [person.account_id],
    },
    { sql: 'update session set second_factor = false where token_hash = $1', parameters: [hash] },
    deleteOtherSessions(person.account_id, hash),
    insertEvent(context.now(), person.login, 'second-factor-given-up', request.ip),
  ]);
  forgetAccount(person.account_id);
  return undefined;
}
