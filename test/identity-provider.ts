import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Provider } from 'oidc-provider';
import type { LoginContext } from 'oidc-provider';
import type { Scope } from './database.ts';

/** A real OpenID provider on this machine, in place of the province's. Whoever `person` names is signed in there. */
export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Subject of the person at the browser; undefined: the person turns away. */
  person: string | undefined;
  /** Address to which it sends browsers back; set before the first sign-on. */
  redirectUri: string;
  /** Walks through the provider's pages as a browser does. @returns the address it sends the browser back to. */
  signOn(start: string): Promise<URL>;
}

/** Starts the provider on a free port; it ends with the scope. */
export async function startIdentityProvider(scope: Scope): Promise<IdentityProvider> {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  scope.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const own: IdentityProvider = {
    issuer,
    clientId: 'sifang',
    clientSecret: randomBytes(24).toString('base64url'),
    person: undefined,
    redirectUri: '',
    signOn: (start) => walk(start, issuer),
  };
  // Made at the first request: the client's redirect address is known only when our own server listens.
  let made: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  handle = (request, response) => (made ??= makeProvider(own))(request, response);
  return own;
}

function makeProvider(own: IdentityProvider) {
  const provider: Provider = new Provider(own.issuer, {
    clients: [
      {
        client_id: own.clientId,
        client_secret: own.clientSecret,
        redirect_uris: [own.redirectUri],
      },
    ],
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => ({ sub }) }),
    async loadExistingGrant({ oidc }: LoginContext) {
      const owner = { clientId: oidc.client.clientId, accountId: oidc.session.accountId };
      const grant = new provider.Grant(owner);
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  return (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response);
    const result =
      own.person === undefined
        ? { error: 'access_denied', error_description: 'turned away' }
        : { login: { accountId: own.person } };
    return void provider.interactionFinished(request, response, result);
  };
}

function signingKey(): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' };
}

async function walk(start: string, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let at = new URL(start);
  for (let step = 0; step < 10; step += 1) {
    if (at.origin !== issuer) return at;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${at.href}: ${await response.text()}`);
    at = new URL(location, at);
  }
  throw new Error(`${start} goes in circles`);
}
