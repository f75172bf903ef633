import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { organisationKinds } from '#kernel/party.ts';
import type { OrganisationKind } from '#kernel/party.ts';
import type { Settings } from './context.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads what the operator sets from the environment: SIFANG_BASE_URL, SIFANG_LOG_ORIGIN, SIFANG_SERVER_KEY (32 bytes in
 * Base64; else a file of the data folder), SIFANG_SECOND_FACTOR_FOR (kinds of organisation, separated by commas),
 * SIFANG_OIDC_ISSUER, SIFANG_OIDC_CLIENT_ID and SIFANG_OIDC_CLIENT_SECRET, SIFANG_PUBLICITY_URL (HTTPS, where the credit
 * sites take what is published; else files are dropped into the data folder) and SIFANG_PUBLICITY_TOKEN.
 * @throws Error where a value is malformed: a service with half its settings must not start.
 */
export function settingsFrom(
  environment: Environment,
  folder: string,
  defaults: { baseUrl: string; demo: boolean },
): Settings {
  const baseUrl = (environment['SIFANG_BASE_URL'] ?? defaults.baseUrl).replace(/\/$/, '');
  const host = new URL(baseUrl).host;
  const oidc = oidcFrom(environment);
  const publicity = publicityFrom(environment);
  return {
    baseUrl,
    serverKey: serverKey(environment, folder),
    logOrigin: environment['SIFANG_LOG_ORIGIN'] ?? `${host}/ledger`,
    secondFactorFor: kindsFrom(environment['SIFANG_SECOND_FACTOR_FOR']),
    demo: defaults.demo,
    ...(oidc === undefined ? {} : { oidc }),
    ...(publicity === undefined ? {} : { publicity }),
  };
}

function serverKey(environment: Environment, folder: string): Uint8Array {
  const given = environment['SIFANG_SERVER_KEY'];
  const file = join(folder, 'server-key');
  if (given === undefined && !existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  const key = Buffer.from(given ?? readFileSync(file, 'utf8'), 'base64');
  if (key.length !== 32) throw new Error('SIFANG_SERVER_KEY must be 32 bytes in Base64');
  return key;
}

function kindsFrom(text: string | undefined): OrganisationKind[] {
  const kinds = (text ?? '')
    .split(',')
    .map((kind) => kind.trim())
    .filter((kind) => kind !== '');
  for (const kind of kinds) {
    if (!(kind in organisationKinds))
      throw new Error(`SIFANG_SECOND_FACTOR_FOR: unknown kind ${kind}`);
  }
  return kinds as OrganisationKind[];
}

function oidcFrom(environment: Environment): Settings['oidc'] {
  const issuer = environment['SIFANG_OIDC_ISSUER'];
  if (issuer === undefined) return undefined;
  const clientId = environment['SIFANG_OIDC_CLIENT_ID'];
  const clientSecret = environment['SIFANG_OIDC_CLIENT_SECRET'];
  if (clientId === undefined || clientSecret === undefined) {
    throw new Error('SIFANG_OIDC_ISSUER needs SIFANG_OIDC_CLIENT_ID and SIFANG_OIDC_CLIENT_SECRET');
  }
  return { issuer, clientId, clientSecret };
}

/** What is published names firms and carries a token: it goes over TLS, to this machine itself at most without. */
function publicityFrom(environment: Environment): Settings['publicity'] {
  const text = environment['SIFANG_PUBLICITY_URL'];
  if (text === undefined) return undefined;
  const { protocol, hostname } = new URL(text);
  if (protocol !== 'https:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw new Error('SIFANG_PUBLICITY_URL must be an https address');
  }
  const token = environment['SIFANG_PUBLICITY_TOKEN'];
  return { url: text, ...(token === undefined ? {} : { token }) };
}
