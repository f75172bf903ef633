import { readIdentifier } from '../../identifiers/identifier.ts';
import { canonicalUri } from '../../identifiers/digital-link.ts';
import { canonical } from '../../identifiers/identifier.ts';

/** Tells whether an identifier is one that was asked for. */
export interface IdentifierTest {
  readonly matches: (uri: string) => boolean;
  /** The one canonical spelling that it asks for; absent where it asks for many. */
  readonly exact?: string;
}

const keys: Readonly<Record<string, string>> = {
  sgtin: '01',
  sscc: '00',
  sgln: '414',
  grai: '8003',
  giai: '8004',
  gdti: '253',
  sgcn: '255',
  itip: '8006',
  upui: '01',
  cpi: '8010',
};

/** All lots of a product: as its pieces, what stands below its number. */
const lots = /^urn:epc:(?:idpat|class):lgtin:(\d+\.\d+)\.\*$/;

/**
 * Reads what a MATCH parameter asks for: one identifier in any spelling, or a pattern `urn:epc:idpat:…` with asterisks:
 * all pieces of a product, all products of a company; `urn:epc:class:lgtin:….*` asks for all lots of a product.
 */
export function identifierTest(given: string): IdentifierTest {
  const asked = given.replace(lots, 'urn:epc:idpat:sgtin:$1.*');
  const pattern = /^urn:epc:idpat:([a-z]+):(.+)$/.exec(asked);
  const [, name = '', body = ''] = pattern ?? [];
  const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
  if (pattern === null || key === undefined) {
    const exact = canonical(asked);
    return { exact, matches: (uri) => canonical(uri) === exact };
  }
  const [company = '*', reference = '*'] = body.split('.');
  if (reference !== '*') {
    const kind = readIdentifier(asked);
    if (kind.ok) {
      const stem = canonicalUri(kind.value);
      return { matches: (uri) => isBelow(canonical(uri), stem) };
    }
    return { exact: asked, matches: (uri) => uri === asked };
  }
  return {
    matches: (uri) => {
      const read = readIdentifier(uri);
      if (!read.ok || read.value.key !== key) return false;
      const digits = ['01', '00', '8006', '8003'].includes(key)
        ? read.value.value.slice(1)
        : read.value.value;
      return company === '*' || digits.startsWith(company);
    },
  };
}

/** The kind itself, its lots and its pieces; keys with a serial of their own go on without a slash. */
function isBelow(uri: string, stem: string): boolean {
  if (!uri.startsWith(stem)) return false;
  const next = uri.charAt(stem.length);
  return next === '' || next === '/' || /\/(253|255|8003)\/\d+$/.test(stem);
}

/** A place or anything inside it: a GLN holds its own extensions. */
export function placeTest(asked: string): IdentifierTest {
  const stem = canonical(asked);
  return { matches: (uri) => isBelow(canonical(uri), stem) };
}
