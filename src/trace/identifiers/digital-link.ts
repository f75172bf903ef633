import { aiDefect, ruleOf } from './application-identifiers.ts';
import { readGtin } from './gtin.ts';
import { identityOf, isKey } from './identity.ts';
import type { Identity } from './identity.ts';
import type { Elements } from './element-string.ts';
import { found, wrong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** What a GS1 Digital Link says. */
export interface DigitalLink {
  /** Where it leads, with a path of its own where it has one: `https://id.gs1.org`. */
  readonly stem: string;
  readonly identity: Identity;
  /** Further elements of the query, such as a day of expiry (17). */
  readonly attributes: Elements;
}

/** The resolver of the standard itself: the form in which identities are compared. */
export const canonicalStem = 'https://id.gs1.org';

/** Words that the first version of the standard allowed for numbers. */
const words: Readonly<Record<string, string>> = {
  gtin: '01',
  itip: '8006',
  cpid: '8010',
  gln: '414',
  party: '417',
  gsrnp: '8017',
  gsrn: '8018',
  gcn: '255',
  sscc: '00',
  gdti: '253',
  ginc: '401',
  gsin: '402',
  grai: '8003',
  giai: '8004',
  cpv: '22',
  lot: '10',
  ser: '21',
};

/** Reads an uncompressed GS1 Digital Link URI. A GTIN of 8, 12 or 13 digits is filled up to 14. */
export function readDigitalLink(uri: string): Outcome<DigitalLink> {
  const parts = /^(https?:\/\/[^/?#\s]+)([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i.exec(uri);
  if (parts === null) return wrong(`“${uri.slice(0, 120)}”不是网址`);
  const [, host = '', path = '', query = ''] = parts;
  const segments = path.split('/').slice(1).map(decoded);
  if (segments.at(-1) === '') segments.pop();
  if (segments.includes(undefined)) return wrong(`“${uri.slice(0, 120)}”中的百分号编码有误`);
  const named = segments.map((own = '') => (Object.hasOwn(words, own) ? (words[own] ?? own) : own));
  const start = named.findIndex((own, at) => isKey(own) && at + 1 < named.length);
  if (start < 0) return wrong(`“${uri.slice(0, 120)}”中没有产品、单元或者位置的标识`);
  const identity = identityAt(named.slice(start), segments.slice(start) as string[]);
  if (!identity.ok) return identity;
  const attributes = readAttributes(query);
  if (!attributes.ok) return attributes;
  const before = path
    .split('/')
    .slice(0, start + 1)
    .join('/');
  return found({
    stem: host.toLowerCase() + before,
    identity: identity.value,
    attributes: attributes.value,
  });
}

function identityAt(named: readonly string[], plain: readonly string[]): Outcome<Identity> {
  const [key = '', ...rest] = named;
  if (rest.length % 2 === 0) return wrong(`（${named.at(-1)}）后面缺少内容`);
  const qualifiers = rest
    .slice(1)
    .flatMap((ai, at): [string, string][] => (at % 2 === 0 ? [[ai, plain[at + 3] ?? '']] : []));
  const value = plain[1] ?? '';
  if (key !== '01') return identityOf(key, value, qualifiers);
  const gtin = readGtin(value);
  return gtin.ok ? identityOf(key, gtin.value, qualifiers) : gtin;
}

function readAttributes(query: string): Outcome<Elements> {
  const elements: [string, string][] = [];
  for (const pair of query.split(/[&;]/)) {
    const [name = '', value = ''] = pair.split('=', 2).map(decoded);
    // What is no application identifier belongs to the site: linkType, a campaign.
    if (name === undefined || !/^\d{2,4}$/.test(name) || ruleOf(name) === undefined) continue;
    const defect = aiDefect(name, value ?? '');
    if (defect !== undefined) return wrong(defect);
    elements.push([name, value ?? '']);
  }
  return found(elements);
}

/** Writes an identity as a GS1 Digital Link URI. */
export function writeDigitalLink(
  { key, value, qualifiers }: Identity,
  { stem = canonicalStem, attributes = [] }: { stem?: string; attributes?: Elements } = {},
): string {
  const path = [[key, value] as const, ...qualifiers]
    .map(([ai, own]) => `/${ai}/${encoded(own)}`)
    .join('');
  const query = attributes.map(([ai, own]) => `${ai}=${encoded(own)}`).join('&');
  return `${stem}${path}${query === '' ? '' : `?${query}`}`;
}

/**
 * The one spelling of an identity in which it is compared and hashed: at the standard's own resolver, the finest level
 * only (a serial number makes the lot superfluous), without variant and query (CBV 2.0, 8.9.1).
 */
export function canonicalUri({ key, value, qualifiers }: Identity): string {
  const isSerial = qualifiers.some(([ai]) => ai === '21' || ai === '235');
  const kept = qualifiers.filter(([ai]) => {
    return ai !== '22' && ai !== '8019' && !(ai === '10' && isSerial);
  });
  return writeDigitalLink({ key, value, qualifiers: kept });
}

/** Characters of a lot or serial number that a path can't hold as they are. */
function encoded(text: string): string {
  if (/^[\w.\-;='~]*$/.test(text)) return text;
  return encodeURIComponent(text)
    .replace(/[!()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3B', ';')
    .replaceAll('%3D', '=');
}

function decoded(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
