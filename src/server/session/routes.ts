import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addHours } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { claimOf, identityOf, requireAnyone, requirePersonToo } from './actor.ts';
import { keyRoutes } from './api-key.ts';
import { guestRoutes } from './guest.ts';
import { clearSessionCookie, credentialOf, newToken, setSessionCookie } from './credential.ts';
import { forgetAccount, identify, readIdentity } from './identify.ts';
import { rememberStrangers } from './proof/lock-out.ts';
import { oidcRoutes } from './oidc.ts';
import { hashPassword, prepareNobody, weaknesses } from './proof/password.ts';
import { attemptLimit, policy } from './proof/policy.ts';
import { meSchema, presentMe, signInPageSchema } from './present.ts';
import { deleteOtherSessions, deleteSession, insertEvent, replaceToken } from './queries.ts';
import { codeSchema, secondFactorRoutes } from './second-factor.ts';
import { provePassword, signInWithPassword } from './sign-in.ts';
import type { Opened } from './sign-in.ts';

/** Signing in and out, one's own account, second factor, API keys and the identity provider. */
export const sessionFeature: Feature = async (app, context) => {
  app.decorateRequest('signedIn', undefined);
  app.decorateRequest('identity', undefined);
  await prepareNobody();
  signInRoutes(app, context);
  ownAccountRoutes(app, context);
  secondFactorRoutes(app, context);
  keyRoutes(app, context);
  oidcRoutes(app, context);
  guestRoutes(app, context);
};

/** Deletes sessions that have ended by time. @returns how many. */
export function sweepSessions(context: Context): Promise<number> {
  const now = context.now();
  return context.database.asSystem('session', (tx) =>
    tx.run({
      sql: 'delete from session where expires_at <= $1 or last_seen_at <= $2',
      parameters: [now, addHours(now, -policy.idleHours)],
    }),
  );
}

const password = z.string({ error: '请输入密码' }).min(1, '请输入密码').max(1000, '密码过长');
const login = z
  .string({ error: '请输入登录名' })
  .trim()
  .min(1, '请输入登录名')
  .max(100, '登录名过长')
  .transform((text) => text.normalize('NFKC').toLowerCase());

function signInRoutes(app: App, context: Context) {
  const { settings } = context;
  const strangers = rememberStrangers();
  app.get(
    '/api/sign-in',
    { schema: { tags: ['session'], summary: '登录方式', response: { 200: signInPageSchema } } },
    () => ({ provider: settings.oidc !== undefined, demo: settings.demo }),
  );
  app.post(
    '/api/sign-in',
    {
      config: attemptLimit,
      schema: {
        tags: ['session'],
        summary: '登录',
        body: z.object({ login, password, code: codeSchema.optional() }),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { code, ...body } = request.body;
      const claim = { login: body.login, address: request.ip };
      const replaced = credentialOf(request, settings);
      const outcome = await signInWithPassword(
        context,
        strangers,
        claim,
        { password: body.password, code },
        replaced?.by === 'session' ? replaced.hash : undefined,
      );
      if (!outcome.ok) return sendRefusal(reply, outcome, context.law.clauses);
      setSessionCookie(reply, settings, outcome.token);
      return reply.status(204).send();
    },
  );
  app.post(
    '/api/sign-out',
    { schema: { tags: ['session'], summary: '退出登录', response: { 204: z.undefined() } } },
    async (request, reply) => {
      // Also without a session: whoever wants out is out.
      const identity = await identify(context, request);
      if (identity !== undefined && identity.signedIn.by === 'session') {
        const { login: name, account_id, guest } = identity.person;
        // Beside a guest's account an address would tell who reported.
        const address = guest ? '' : request.ip;
        await context.database.oneFlush('session', [
          deleteSession(identity.hash),
          insertEvent(context.now(), name, 'signed-out', address),
        ]);
        forgetAccount(account_id);
      }
      clearSessionCookie(reply, settings);
      return reply.status(204).send();
    },
  );
}

function ownAccountRoutes(app: App, context: Context) {
  app.get(
    '/api/me',
    {
      onRequest: requireAnyone(context),
      schema: { tags: ['session'], summary: '本人信息', response: { 200: meSchema } },
    },
    async (request) => {
      const { hash, signedIn } = identityOf(request);
      const fresh = await readIdentity(context, { by: signedIn.by, hash });
      return presentMe(context, fresh ?? identityOf(request));
    },
  );
  app.post(
    '/api/me/password',
    {
      config: attemptLimit,
      onRequest: requirePersonToo(context, ['change-password']),
      schema: {
        tags: ['session'],
        summary: '修改密码',
        body: z.object({ old: password, new: password }),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { old, new: wanted } = request.body;
      const outcome = await changePassword(context, request, old, wanted);
      if (!outcome.ok) return sendRefusal(reply, outcome, context.law.clauses);
      setSessionCookie(reply, context.settings, outcome.token);
      return reply.status(204).send();
    },
  );
}

/** Changes the password, ends the other sessions and gives this one a new token. */
async function changePassword(
  context: Context,
  request: FastifyRequest,
  old: string,
  wanted: string,
): Promise<Opened | Refusal> {
  const { person, hash } = identityOf(request);
  const refusal = await provePassword(context, claimOf(request), old);
  if (refusal !== undefined) return refusal;
  const issues = [...weaknesses(wanted, person.login)];
  if (old.normalize('NFKC') === wanted.normalize('NFKC')) {
    issues.push({ path: 'new', sentence: '新密码不得与原密码相同。' });
  }
  if (issues.length > 0) return refuse('invalid-input', '新密码不符合要求。', [], issues);
  const phc = await hashPassword(wanted);
  const fresh = newToken();
  await context.database.asSystem('session', async (tx) => {
    await tx.run({
      sql: 'update account set password_hash = $2, must_change_password = false where id = $1',
      parameters: [person.account_id, phc],
    });
    await tx.run(deleteOtherSessions(person.account_id, hash));
    await tx.run(replaceToken(hash, fresh.hash));
    await tx.run(insertEvent(context.now(), person.login, 'password-changed', request.ip));
  });
  forgetAccount(person.account_id);
  return { ok: true, token: fresh.token };
}
