import type { FastifyReply, FastifyRequest } from 'fastify';
import { readContext } from '#trace/epcis/context.ts';
import type { Namespaces } from '#trace/epcis/context.ts';
import { epcFormats } from '#trace/epcis/translate.ts';
import type { EpcFormat } from '#trace/epcis/translate.ts';
import { exceptionOf } from './exception.ts';
import type { EpcisException } from './exception.ts';
import { limits } from './limits.ts';

const epcis = '2.0.0';
const cbv = '2.0.0';

/** Headers that every answer carries. */
export const versionHeaders: Readonly<Record<string, string>> = {
  'GS1-EPCIS-Version': epcis,
  'GS1-CBV-Version': cbv,
};

const discovery: Readonly<Record<string, string>> = {
  ...versionHeaders,
  'GS1-EPCIS-Min': epcis,
  'GS1-EPCIS-Max': epcis,
  'GS1-CBV-Min': cbv,
  'GS1-CBV-Max': cbv,
  'GS1-EPC-Format': epcFormats.join(', '),
  'GS1-Vendor-Version': 'Sifang 0.1',
};

/** What OPTIONS answers with: what a resource can do. */
export function discoveryHeaders(methods: readonly string[], isCapture = false) {
  return {
    ...discovery,
    Allow: ['OPTIONS', ...methods].join(', '),
    ...(isCapture
      ? {
          'GS1-EPCIS-Capture-Limit': String(limits.events),
          'GS1-EPCIS-Capture-File-Size-Limit': String(limits.bytes),
          'GS1-Capture-Error-Behaviour': 'all',
        }
      : {}),
  };
}

/** Why a request asks for something that is not spoken here; undefined where all is well. */
export function notAcceptable({ headers }: FastifyRequest): EpcisException | undefined {
  const accept = headers.accept ?? '*/*';
  if (!/application\/(ld\+)?json|application\/\*|\*\/\*/.test(accept)) {
    return exceptionOf('NotAcceptableException', '只提供JSON和JSON-LD格式，不提供XML格式。');
  }
  for (const [name, own] of [
    ['gs1-epcis', epcis],
    ['gs1-cbv', cbv],
  ] as const) {
    const exact = header(headers[`${name}-version`]);
    const min = header(headers[`${name}-min`]);
    const max = header(headers[`${name}-max`]);
    if (exact !== undefined && !exact.startsWith('2.0')) return unspoken(name, exact);
    if (min !== undefined && compareVersions(min, own) > 0) return unspoken(name, min);
    if (max !== undefined && compareVersions(max, own) < 0) return unspoken(name, max);
  }
  return undefined;
}

function unspoken(name: string, version: string): EpcisException {
  const title = name === 'gs1-epcis' ? 'EPCIS' : 'CBV';
  return exceptionOf(
    'NotAcceptableException',
    `只支持${title} 2.0，不支持${version.slice(0, 20)}。`,
  );
}

function compareVersions(a: string, b: string): number {
  const [own, other] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let at = 0; at < Math.max(own.length, other.length); at += 1) {
    const difference = (own[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** In which spelling identifiers are wanted; Digital Links where nothing is said, as the standard has it. */
export function formatOf({ headers }: FastifyRequest): EpcFormat | EpcisException {
  const asked = header(headers['gs1-epc-format']) ?? 'Always_GS1_Digital_Link';
  const format = epcFormats.find((one) => one === asked);
  return (
    format ??
    exceptionOf('NotAcceptableException', `GS1-EPC-Format应为${epcFormats.join('、')}之一。`)
  );
}

/** What is to become of a document's other events where one is wrong. */
export function behaviourOf({ headers }: FastifyRequest): 'rollback' | 'proceed' | EpcisException {
  const asked = header(headers['gs1-capture-error-behaviour']) ?? 'rollback';
  if (asked === 'rollback' || asked === 'proceed') return asked;
  return exceptionOf('ValidationException', 'GS1-Capture-Error-Behaviour应为rollback或者proceed。');
}

/** Prefixes that a client declares for the names of extension parameters: `jx=https://ns.example.cn/epcis/`. */
export function extensionsOf({ headers }: FastifyRequest): Namespaces | EpcisException {
  const pairs = (header(headers['gs1-extensions']) ?? '')
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  const read = readContext(Object.fromEntries(pairs));
  return read.ok
    ? read.value
    : exceptionOf('ValidationException', `GS1-Extensions有误：${read.sentence}。`);
}

/** Sends JSON in the kind of JSON that was asked for. */
export function sendJson(request: FastifyRequest, reply: FastifyReply, body: string | object) {
  const isLinked = (request.headers.accept ?? '').startsWith('application/ld+json');
  return reply
    .headers(versionHeaders)
    .type(`application/${isLinked ? 'ld+json' : 'json'}; charset=utf-8`)
    .send(typeof body === 'string' ? body : JSON.stringify(body));
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
