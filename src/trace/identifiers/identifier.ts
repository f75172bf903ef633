import { canonicalUri, readDigitalLink } from './digital-link.ts';
import { isEpcUrn, readEpcUrn } from './epc-urn.ts';
import type { Identity } from './identity.ts';
import type { Outcome } from './outcome.ts';

/**
 * What was read lately: the places, products and lots of a document come again and again. Two generations, so that the
 * oldest half goes at once.
 */
let recent = new Map<string, Reading>();
let before = new Map<string, Reading>();
const generation = 4_000;

interface Reading {
  readonly identity: Outcome<Identity>;
  readonly canonical: string;
}

function readingOf(uri: string): Reading {
  const known = recent.get(uri) ?? before.get(uri);
  if (known !== undefined) return known;
  const identity = read(uri);
  const reading = { identity, canonical: identity.ok ? canonicalUri(identity.value) : uri };
  if (recent.size >= generation) {
    before = recent;
    recent = new Map();
  }
  recent.set(uri, reading);
  return reading;
}

/** Reads an identifier of either spelling, EPC URN or GS1 Digital Link. */
export function readIdentifier(uri: string): Outcome<Identity> {
  return readingOf(uri).identity;
}

function read(uri: string): Outcome<Identity> {
  if (!isEpcUrn(uri)) {
    const link = readDigitalLink(uri);
    return link.ok ? { ok: true, value: link.value.identity } : link;
  }
  const urn = readEpcUrn(uri);
  return urn.ok ? { ok: true, value: urn.value.identity } : urn;
}

/** One spelling for all spellings of an identity; what is no GS1 identifier (a private URI) stays as it is. */
export function canonical(uri: string): string {
  return readingOf(uri).canonical;
}

/**
 * How many digits belong to the company in a number that GS1 China gave out.
 * @returns undefined where it is not known: a Digital Link then can't be written as an EPC URN. It is a setting of the
 * operator: 690 and 691 go with seven digits, 692 to 696 with eight, 697 with nine.
 */
export function companyPrefixLength({ key, value }: Identity): number | undefined {
  const number =
    key === '01' || key === '00' || key === '8006' || key === '8003' ? value.slice(1) : value;
  const first = Number(number.slice(0, 3));
  if (first === 690 || first === 691) return 7;
  if (first >= 692 && first <= 696) return 8;
  return first === 697 ? 9 : undefined;
}
