import type { FastifyRequest } from 'fastify';
import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addHours } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { identityOf, requirePerson } from './actor.ts';
import { credentialOf, setSessionCookie } from './credential.ts';
import { forgetAccount } from './identify.ts';
import { hashAccessCode, newAccessCode } from './proof/access-code.ts';
import { attemptLimit, policy } from './proof/policy.ts';
import { accessCodeSchema } from './present.ts';
import { deleteOtherSessions, insertEvent } from './queries.ts';
import { startSession } from './sign-in.ts';
import type { Opened } from './sign-in.ts';

const tags = ['session'];

/** What everybody who comes without an account is called; nothing of a person is in it. */
export const guestName = '公众用户';

const wrongCode = refuse(
  'wrong-credentials',
  '查询码不正确。请核对每一组字符，大小写和横线不影响。',
);

/**
 * Guests: whoever complains or reports needs no account of his own. One is made for the purpose without any data of the
 * person, and its access code, shown once, leads back to it. Where they came from is written down for wrong codes alone:
 * an address beside an account would tell who reported.
 */
export function guestRoutes(app: App, context: Context) {
  const { clauses } = context.law;
  app.post(
    '/api/guests',
    {
      config: { rateLimit: { max: policy.guestsPerHour, timeWindow: '1 hour' } },
      schema: { tags, summary: '不登录办理：取得查询码', response: { 201: accessCodeSchema } },
    },
    async (request, reply) => {
      const { code, token } = await makeGuest(context, sessionOf(request, context));
      setSessionCookie(reply, context.settings, token);
      return reply.status(201).header('cache-control', 'no-store').send({ code });
    },
  );
  app.post(
    '/api/sign-in/code',
    {
      config: attemptLimit,
      schema: {
        tags,
        summary: '凭查询码登录',
        body: z.object({ code: z.string('请输入查询码').max(100, '查询码过长') }),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const outcome = await enter(context, request, request.body.code);
      if (!outcome.ok) return sendRefusal(reply, outcome, clauses);
      setSessionCookie(reply, context.settings, outcome.token);
      return reply.status(204).send();
    },
  );
  app.post(
    '/api/me/code',
    {
      config: attemptLimit,
      onRequest: requirePerson(context, { guests: true }),
      schema: { tags, summary: '更换查询码', response: { 200: accessCodeSchema } },
    },
    async (request, reply) => {
      const renewed = await renew(context, request);
      if ('ok' in renewed) return sendRefusal(reply, renewed, clauses);
      return reply.header('cache-control', 'no-store').send(renewed);
    },
  );
}

/** Deletes guests who handed nothing in and whose session has ended. @returns how many. */
export async function sweepGuests(context: Context): Promise<number> {
  const before = addHours(context.now(), -24 * policy.guestIdleDays);
  const [row] = await context.database.asSystem('session', (tx) =>
    tx.rows<{ n: number }>('select forget_idle_guests($1) as n', [before]),
  );
  return row?.n ?? 0;
}

function sessionOf(request: FastifyRequest, context: Context): Buffer | undefined {
  const credential = credentialOf(request, context.settings);
  return credential?.by === 'session' ? credential.hash : undefined;
}

async function makeGuest(context: Context, replaced: Buffer | undefined) {
  const { code, hash } = newAccessCode();
  const account = randomUUID();
  const login = `guest-${randomBytes(10).toString('hex')}`;
  const now = context.now();
  const token = await context.database.asSystem('session', async (tx) => {
    await tx.run({
      sql: 'insert into account (id, login, name, access_hash, created_at) values ($1, $2, $3, $4, $5)',
      parameters: [account, login, guestName, hash, now],
    });
    const outcome = 'guest-made';
    const claim = unseen(login);
    return startSession(tx, { account, claim, now, replaced, secondFactor: false, outcome });
  });
  return { code, token };
}

async function enter(
  context: Context,
  request: FastifyRequest,
  typed: string,
): Promise<Opened | Refusal> {
  const hash = hashAccessCode(typed);
  const now = context.now();
  const replaced = sessionOf(request, context);
  const token = await context.database.asSystem('session', async (tx) => {
    const sql = 'select id, login from account where access_hash = $1 and disabled_at is null';
    const [found] =
      hash === undefined ? [] : await tx.rows<{ id: string; login: string }>(sql, [hash]);
    if (found === undefined) {
      await tx.run(insertEvent(now, 'access code', 'wrong-credentials', request.ip));
      return undefined;
    }
    const claim = unseen(found.login);
    const outcome = 'signed-in-by-code';
    const own = { account: found.id, claim, now, replaced, secondFactor: false, outcome };
    return startSession(tx, own);
  });
  return token === undefined ? wrongCode : { ok: true, token };
}

/** A new code for the old one, which may have been seen by others; every other session ends with it. */
async function renew(
  context: Context,
  request: FastifyRequest,
): Promise<{ code: string } | Refusal> {
  const { person, hash: session } = identityOf(request);
  if (!person.guest) return refuse('not-entitled', '只有凭查询码办理的用户才有查询码。');
  const { code, hash } = newAccessCode();
  await context.database.asSystem('session', async (tx) => {
    await tx.run({
      sql: 'update account set access_hash = $2 where id = $1 and access_hash is not null',
      parameters: [person.account_id, hash],
    });
    await tx.run(deleteOtherSessions(person.account_id, session));
    await tx.run(insertEvent(context.now(), person.login, 'code-renewed', ''));
  });
  forgetAccount(person.account_id);
  return { code };
}

/** What is written down of a guest who comes in: not from where. */
const unseen = (login: string) => ({ login, address: '' });
