import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import { sendRefusal } from '../problem.ts';
import type { Claim } from './attempt.ts';
import { identify } from './identify.ts';
import type { Identity, Restriction } from './identify.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The person behind the request, set by the guards below; undefined on public routes. */
    signedIn: SignedIn | undefined;
    /** The same with what sessions alone need. */
    identity: Identity | undefined;
  }
}

/** Runs before a handler; fits `onRequest` (best: nothing of the body is read for strangers) and `preHandler`. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

/**
 * The person behind a request, for routes that also serve the public.
 * @returns undefined for the public and for sessions that first have to change the password or give a second factor.
 */
export async function signedIn(
  context: Context,
  request: FastifyRequest,
): Promise<SignedIn | undefined> {
  const identity = await identify(context, request);
  return identity?.restriction === undefined ? identity?.signedIn : undefined;
}

/**
 * Lets only signed-in people and API keys pass; the handler then finds them with {@link signedInOf}. Guests, whom everybody
 * can become, pass where the route says that they need it.
 */
export function requireSignedIn(context: Context, to: { readonly guests?: true } = {}): Guard {
  return guard(context, { restricted: [], keys: true, ...to });
}

/** As {@link requireSignedIn}, but for people in person: an API key is refused. */
export function requirePerson(context: Context, to: { readonly guests?: true } = {}): Guard {
  return guard(context, { restricted: [], keys: false, ...to });
}

/** As {@link requirePerson}, also where the session still has to do what is named. */
export function requirePersonToo(context: Context, restricted: readonly Restriction[]): Guard {
  return guard(context, { restricted, keys: false });
}

/** As {@link requireSignedIn}, also for every session that still has something to do. */
export function requireAnyone(context: Context): Guard {
  return guard(context, { restricted: restrictions, keys: true, guests: true });
}

/** The person behind a request that passed a guard. @throws Error on a route without one. */
export function signedInOf(request: FastifyRequest): SignedIn {
  return identityOf(request).signedIn;
}

/** The session or key behind a request that passed a guard. @throws Error on a route without one. */
export function identityOf(request: FastifyRequest): Identity {
  const { identity } = request;
  if (identity === undefined) throw new Error(`${request.url} has no requireSignedIn`);
  return identity;
}

/** Who claims to be the sender of a request that passed a guard, when something is to be proved again. */
export function claimOf(request: FastifyRequest): Claim {
  return { login: identityOf(request).person.login, address: request.ip };
}

const restrictions: readonly Restriction[] = [
  'change-password',
  'set-up-second-factor',
  'give-second-factor',
];

const refusals: Readonly<Record<Restriction, Refusal>> = {
  'change-password': refuse('not-entitled', '您正在使用一次性密码，请先修改密码再办理其他事项。'),
  'set-up-second-factor': refuse(
    'second-factor',
    '您所在单位的人员须使用动态验证码登录，请先绑定身份验证器再办理其他事项。',
  ),
  'give-second-factor': refuse('second-factor', '请先输入身份验证器上的动态验证码。'),
};

/** Who passes besides a person whose session has nothing left to do. */
interface Allowed {
  readonly restricted: readonly Restriction[];
  readonly keys: boolean;
  readonly guests?: true;
}

function guard(context: Context, allowed: Allowed): Guard {
  return async (request, reply) => {
    const identity = await identify(context, request);
    const refusal = refusalOf(identity, allowed);
    if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
    request.identity = identity;
    request.signedIn = identity?.signedIn;
    return undefined;
  };
}

function refusalOf(identity: Identity | undefined, allowed: Allowed): Refusal | undefined {
  if (identity === undefined) {
    return refuse('not-signed-in', '您尚未登录，或者登录已过期，请登录后再试。');
  }
  if (identity.signedIn.by === 'api-key' && !allowed.keys) {
    return refuse('not-entitled', '此项操作须由本人登录办理，不能使用接口密钥。');
  }
  if (identity.person.guest && allowed.guests !== true) {
    return refuse('not-entitled', '凭查询码只能办理投诉举报；此项功能须以登记的账号登录。');
  }
  const { restriction } = identity;
  if (restriction === undefined || allowed.restricted.includes(restriction)) return undefined;
  return refusals[restriction];
}
