import type { FastifyReply, FastifyRequest } from 'fastify';
import * as client from 'openid-client';
import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { refusalStatus } from '#kernel/refusal.ts';
import type { Context, Settings } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { landingOf, startPage } from './landing.ts';
import { cookieFlags, cookieName, credentialOf, setSessionCookie } from './credential.ts';
import { attemptLimit, policy } from './proof/policy.ts';
import { seal, unseal } from './proof/seal.ts';
import { insertEvent, linkedAccount } from './queries.ts';
import { signInFromProvider } from './sign-in.ts';

type Provider = NonNullable<Settings['oidc']>;

/** What the browser keeps, sealed, between going to the identity provider and coming back. */
interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Page of ours to which the person goes on. */
  readonly landing: string;
}

/** Sign-on with the identity provider: authorization code with PKCE, state and nonce (OpenID Connect Core 3.1). */
export function oidcRoutes(app: App, context: Context) {
  const { oidc } = context.settings;
  const configuration = oidc === undefined ? undefined : discoverOnce(oidc);
  const schema = { tags: ['session'], hide: true };
  const querystring = z.object({ next: z.string().max(2000).optional() });
  const asking = { config: attemptLimit, schema: { ...schema, querystring } };
  app.get('/api/oidc/start', asking, async (request, reply) => {
    if (configuration === undefined) return sendNotSetUp(reply, context);
    const landing = landingOf(request.query.next);
    if (landing === undefined) return sendPage(reply, leadsAway);
    try {
      return await start(context, await configuration(), landing, reply);
    } catch (error) {
      request.log.error({ err: error }, 'identity provider');
      return sendPage(
        reply,
        refuse('condition-unmet', '统一身份认证服务暂时无法连接，请稍后再试。'),
      );
    }
  });
  app.get('/api/oidc/callback', { config: attemptLimit, schema }, async (request, reply) => {
    if (configuration === undefined) return sendNotSetUp(reply, context);
    return finish(context, configuration, request, reply);
  });
}

/** Reads the provider's metadata when it is first needed, and again after a failure. */
function discoverOnce(provider: Provider): () => Promise<client.Configuration> {
  let found: Promise<client.Configuration> | undefined;
  const issuer = new URL(provider.issuer);
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname);
  // Without TLS only on this machine, for tests and trials.
  const options = isLocal ? { execute: [client.allowInsecureRequests] } : {};
  return () =>
    (found ??= client
      .discovery(issuer, provider.clientId, provider.clientSecret, undefined, options)
      .catch((error: unknown) => {
        found = undefined;
        throw error;
      }));
}

async function start(
  context: Context,
  configuration: client.Configuration,
  landing: string,
  reply: FastifyReply,
) {
  const { settings } = context;
  const journey: Journey = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
    landing,
  };
  const sealed = seal(settings.serverKey, journeyCookie, Buffer.from(JSON.stringify(journey)));
  reply.setCookie(cookieName(settings, journeyCookie), Buffer.from(sealed).toString('base64url'), {
    ...cookieFlags(settings),
    maxAge: policy.oidcMinutes * 60,
  });
  const target = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackOf(settings),
    scope: 'openid',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
  });
  return reply.redirect(target.href, 303);
}

async function finish(
  context: Context,
  configuration: () => Promise<client.Configuration>,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { settings } = context;
  const journey = journeyOf(request, settings);
  reply.clearCookie(cookieName(settings, journeyCookie), cookieFlags(settings));
  const arrived = new URL(`${callbackOf(settings)}?${request.url.split('?')[1] ?? ''}`);
  if (journey === undefined || arrived.searchParams.get('state') !== journey.state) {
    return sendPage(reply, refuse('wrong-credentials', '登录请求已失效，请从登录页面重新开始。'));
  }
  const person = await exchange(configuration, arrived, journey, request);
  if (person === undefined) {
    return sendPage(reply, refuse('wrong-credentials', '统一身份认证没有通过，请重新登录。'));
  }
  const outcome = await openFor(context, request, person);
  if (!outcome.ok) return sendPage(reply, outcome);
  setSessionCookie(reply, settings, outcome.token);
  // Kept sealed, but a journey of an earlier release has none.
  return reply.redirect(landingOf(journey.landing) ?? startPage, 303);
}

interface Person {
  readonly issuer: string;
  readonly subject: string;
}

/** @returns undefined where the provider says no or its answer does not hold; the reason goes to the log. */
async function exchange(
  configuration: () => Promise<client.Configuration>,
  arrived: URL,
  journey: Journey,
  request: FastifyRequest,
): Promise<Person | undefined> {
  try {
    const tokens = await client.authorizationCodeGrant(await configuration(), arrived, {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    return claims === undefined ? undefined : { issuer: claims.iss, subject: claims.sub };
  } catch (error) {
    request.log.warn({ err: error }, 'identity provider');
    return undefined;
  }
}

/** Only a link that an administrator made counts: no name, mail or other claim ever finds an account. */
async function openFor(context: Context, request: FastifyRequest, { issuer, subject }: Person) {
  const account = await context.database.asSystem('session', async (tx) => {
    const found = await linkedAccount(tx, issuer, subject);
    if (found === undefined) {
      await tx.run(insertEvent(context.now(), subject, 'provider-unlinked', request.ip));
    }
    return found;
  });
  if (account === undefined) {
    return refuse(
      'not-entitled',
      `您的统一身份认证账号（标识：${subject}）尚未关联本平台账号，请联系本单位系统管理员办理关联。`,
    );
  }
  const replaced = credentialOf(request, context.settings);
  const hash = replaced?.by === 'session' ? replaced.hash : undefined;
  return signInFromProvider(context, request.ip, account, hash);
}

const journeyCookie = 'sifang_oidc';
const leadsAway = refuse('invalid-input', '登录后要前往的网址不属于本平台，已拒绝。');

function journeyOf(request: FastifyRequest, settings: Settings): Journey | undefined {
  const cookie = request.cookies[cookieName(settings, journeyCookie)];
  if (cookie === undefined) return undefined;
  const opened = unseal(settings.serverKey, journeyCookie, Buffer.from(cookie, 'base64url'));
  return opened && (JSON.parse(Buffer.from(opened).toString()) as Journey);
}

function callbackOf(settings: Settings): string {
  return `${settings.baseUrl}/api/oidc/callback`;
}

function sendNotSetUp(reply: FastifyReply, context: Context) {
  const refusal = refuse('not-found', '本平台没有启用统一身份认证登录。');
  return sendRefusal(reply, refusal, context.law.clauses);
}

/** A browser stands at this address, not a program: the refusal is a page with its sentence. */
function sendPage(reply: FastifyReply, refusal: Refusal) {
  const sentence = refusal.sentence.replaceAll(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
  return reply
    .status(refusalStatus[refusal.code])
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(
      `<!doctype html><html lang="zh-CN"><meta charset="utf-8">` +
        `<meta name="viewport" content="width=device-width"><title>未能登录</title>` +
        `<body style="font:16px/1.7 sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem">` +
        `<h1>未能登录</h1><p>${sentence}</p><p><a href="/app/sign-in">返回登录页面</a></p></body></html>\n`,
    );
}
