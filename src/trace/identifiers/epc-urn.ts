import { checkDigit } from './check-digit.ts';
import { identityOf, qualifier } from './identity.ts';
import type { Identity } from './identity.ts';
import { found, wrong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** An EPC URN taken apart. */
export interface EpcUrn {
  readonly identity: Identity;
  /** How many digits belong to the company. A Digital Link doesn't say; to go back it must be known. */
  readonly prefixLength: number;
}

/** How the digits of a scheme are put together. */
interface Scheme {
  readonly key: string;
  /** `item`: the first digit behind the dot goes to the front; `plain`: as written; `free`: characters without check digit. */
  readonly shape: 'item' | 'plain' | 'free';
  /** Digits of company prefix and reference together. */
  readonly digits?: number;
  /** Stands before the company prefix in the key. */
  readonly lead?: string;
  /** What follows behind the next dots. */
  readonly tail?: 'serial' | 'appended' | 'extension' | 'pieces';
  /** Application identifier of the tail. */
  readonly ai?: string;
}

const schemes: Readonly<Record<string, Scheme>> = {
  'id:sgtin': { key: '01', shape: 'item', digits: 13, tail: 'serial', ai: '21' },
  'class:lgtin': { key: '01', shape: 'item', digits: 13, tail: 'serial', ai: '10' },
  'id:upui': { key: '01', shape: 'item', digits: 13, tail: 'serial', ai: '235' },
  'id:itip': { key: '8006', shape: 'item', digits: 13, tail: 'pieces', ai: '21' },
  'id:sscc': { key: '00', shape: 'item', digits: 17 },
  'id:sgln': { key: '414', shape: 'plain', digits: 12, tail: 'extension', ai: '254' },
  'id:pgln': { key: '417', shape: 'plain', digits: 12 },
  'id:grai': { key: '8003', shape: 'plain', digits: 12, lead: '0', tail: 'appended' },
  'id:gdti': { key: '253', shape: 'plain', digits: 12, tail: 'appended' },
  'id:sgcn': { key: '255', shape: 'plain', digits: 12, tail: 'appended' },
  'id:gsrn': { key: '8018', shape: 'plain', digits: 17 },
  'id:gsrnp': { key: '8017', shape: 'plain', digits: 17 },
  'id:gsin': { key: '402', shape: 'plain', digits: 16 },
  'id:giai': { key: '8004', shape: 'free' },
  'id:ginc': { key: '401', shape: 'free' },
  'id:cpi': { key: '8010', shape: 'free', tail: 'serial', ai: '8011' },
};

/** Patterns that stand for a kind of thing: the serial number is an asterisk. */
const patterns = ['sgtin', 'itip', 'upui', 'grai', 'gdti', 'sgcn', 'cpi'];

/** Whether a text is spelt as an EPC URN, right or wrong. */
export function isEpcUrn(uri: string): boolean {
  return uri.startsWith('urn:epc:');
}

/**
 * Reads an EPC URN: single things (`urn:epc:id:…`), lots (`urn:epc:class:lgtin:…`) and kinds of thing
 * (`urn:epc:idpat:sgtin:….*`). Source: EPC Tag Data Standard 6 and 8.
 */
export function readEpcUrn(uri: string): Outcome<EpcUrn> {
  const parts = /^urn:epc:(id|class|idpat):([a-z]+):(.+)$/.exec(uri);
  if (parts === null) return wrong(`“${uri.slice(0, 120)}”不是EPC编码`);
  const [, space = '', name = '', body = ''] = parts;
  const isPattern = space === 'idpat';
  const scheme = schemes[isPattern ? `id:${name}` : `${space}:${name}`];
  if (scheme === undefined || (isPattern && !patterns.includes(name))) {
    return wrong(`不支持EPC编码方案urn:epc:${space}:${name}`);
  }
  const [prefix = '', reference = '', ...rest] = body.split('.');
  if (!/^\d{6,12}$/.test(prefix)) return wrong(`EPC编码中的厂商识别代码“${prefix}”应为6至12位数字`);
  const key = keyValue(scheme, prefix, reference);
  if (!key.ok) return key;
  const tail = readTail(scheme, rest, isPattern);
  if (!tail.ok) return tail;
  const { appended, qualifiers } = tail.value;
  const identity = identityOf(scheme.key, key.value + appended, qualifiers);
  return identity.ok ? found({ identity: identity.value, prefixLength: prefix.length }) : identity;
}

function keyValue(scheme: Scheme, prefix: string, reference: string): Outcome<string> {
  const { shape, digits = 0, lead = '' } = scheme;
  if (shape === 'free') {
    const own = unescaped(reference);
    return own === undefined
      ? wrong(`EPC编码中“${reference}”的百分号编码有误`)
      : found(prefix + own);
  }
  const length = digits - prefix.length;
  if (reference.length !== length || !/^\d*$/.test(reference)) {
    const asked = length === 0 ? '空的' : `${length}位数字`;
    return wrong(`厂商识别代码为${prefix.length}位时，其后应为${asked}，写的是“${reference}”`);
  }
  const body =
    shape === 'item'
      ? reference.slice(0, 1) + prefix + reference.slice(1)
      : lead + prefix + reference;
  return found(body + checkDigit(body));
}

interface Tail {
  /** Serial that belongs to the key itself, and pieces. */
  readonly appended: string;
  readonly qualifiers: Identity['qualifiers'];
}

function readTail(
  { tail, ai = '' }: Scheme,
  rest: readonly string[],
  isPattern: boolean,
): Outcome<Tail> {
  if (tail === undefined) {
    return rest.length === 0 ? found({ appended: '', qualifiers: [] }) : wrong('EPC编码的段数过多');
  }
  const pieces = tail === 'pieces' ? rest.slice(0, 2).join('') : '';
  // A serial number may contain dots itself.
  const serial = rest.slice(tail === 'pieces' ? 2 : 0).join('.');
  const own = unescaped(serial);
  if (own === undefined) return wrong(`EPC编码中“${serial}”的百分号编码有误`);
  if (own === '') return wrong('EPC编码缺少序列号或者批号');
  if (isPattern) {
    return own === '*'
      ? found({ appended: pieces, qualifiers: [] })
      : wrong('EPC类别编码的最后一段应为*');
  }
  if (tail === 'appended') return found({ appended: own, qualifiers: [] });
  const isNone = tail === 'extension' && own === '0';
  return found({ appended: pieces, qualifiers: isNone ? [] : [[ai, own]] });
}

/**
 * Writes an identity as an EPC URN.
 * @param prefixLength digits of the company prefix, 6 to 12.
 */
export function writeEpcUrn(identity: Identity, prefixLength: number): Outcome<string> {
  if (!Number.isInteger(prefixLength) || prefixLength < 6 || prefixLength > 12) {
    return wrong('厂商识别代码应为6至12位');
  }
  const name = schemeOf(identity);
  const scheme = name === undefined ? undefined : schemes[name.replace('idpat:', 'id:')];
  if (name === undefined || scheme === undefined) return wrong('这种标识没有对应的EPC编码');
  const { key, value } = identity;
  if (scheme.shape === 'free') {
    const reference = escaped(value.slice(prefixLength));
    if (!/^\d{6}/.test(value) || !/^\d+$/.test(value.slice(0, prefixLength)) || reference === '') {
      return wrong(`（${key}）${value}的前${prefixLength}位不是厂商识别代码`);
    }
    const serial = tailOf(identity, scheme, name);
    return found(`urn:epc:${name}:${value.slice(0, prefixLength)}.${reference}${serial}`);
  }
  const { digits = 0, lead = '', shape } = scheme;
  const body = value.slice(lead.length, lead.length + digits);
  const [prefix, reference] =
    shape === 'item'
      ? [body.slice(1, 1 + prefixLength), body.slice(0, 1) + body.slice(1 + prefixLength)]
      : [body.slice(0, prefixLength), body.slice(prefixLength)];
  return found(`urn:epc:${name}:${prefix}.${reference}${tailOf(identity, scheme, name)}`);
}

/** The scheme that says the same; undefined where none does (a GTIN with a variant). */
function schemeOf(identity: Identity): string | undefined {
  const { key, value } = identity;
  const names = Object.entries(schemes).filter(([, scheme]) => scheme.key === key);
  if (qualifier(identity, '22') !== undefined || qualifier(identity, '8019') !== undefined) {
    return undefined;
  }
  const tailed = names.find(
    ([, { ai }]) => ai !== undefined && qualifier(identity, ai) !== undefined,
  );
  if (tailed !== undefined) return tailed[0];
  const [first] = names;
  if (first === undefined) return undefined;
  const [name, scheme] = first;
  const whole = (scheme.digits ?? 0) + (scheme.lead ?? '').length + 1;
  const isKind =
    scheme.tail === 'appended'
      ? value.length === whole
      : scheme.tail === 'serial' || scheme.tail === 'pieces';
  return isKind ? name.replace('id:', 'idpat:') : name;
}

function tailOf(
  identity: Identity,
  { tail, ai = '', digits = 0, lead = '' }: Scheme,
  name: string,
) {
  if (tail === undefined) return '';
  const pieces =
    tail === 'pieces' ? `.${identity.value.slice(14, 16)}.${identity.value.slice(16, 18)}` : '';
  if (name.startsWith('idpat:')) return `${pieces}.*`;
  if (tail === 'appended') return `.${escaped(identity.value.slice(digits + lead.length + 1))}`;
  return `${pieces}.${escaped(qualifier(identity, ai) ?? '0')}`;
}

/** Signs that stand in a serial number but not in a URN. */
function escaped(text: string): string {
  return text.replace(/["%&/<>?#]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescaped(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
