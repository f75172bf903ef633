import { isEpcUrn } from '../../identifiers/epc-urn.ts';
import { levelOf } from '../../identifiers/identity.ts';
import { readIdentifier } from '../../identifiers/identifier.ts';
import { vocabularies, webPrefixes } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { defect } from './defect.ts';
import type { Check, Defect } from './defect.ts';

/** Scheme, colon, and no sign that an address can't hold. */
const uriPattern = /^[A-Za-z][A-Za-z\d+.-]*:[^\s\p{Cc}<>"{}|\\^`]+$/u;

/** Schemes of the EPC Tag Data Standard that name things outside GS1 keys; they are kept as they are. */
const otherSchemes = /^urn:epc:(id:(gid|usdod|adi|bic|imovn)|raw|tag|pat|idpat):/;

/** Any text. */
export const text: Check = (value) => (typeof value === 'string' ? undefined : defect('应为文字'));

/** A finite number. */
export const number: Check = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? undefined : defect('应为数字');

/** True or false. */
export const flag: Check = (value) =>
  typeof value === 'boolean' ? undefined : defect('应为true或者false');

/** An absolute address, whatever it means. */
export const uri: Check = (value) => {
  if (typeof value !== 'string') return defect('应为网址或者URN');
  return uriPattern.test(value)
    ? undefined
    : defect(`“${value.slice(0, 120)}”不是完整的网址或者URN`);
};

/** An identifier: an EPC URN or GS1 Digital Link must be right, a private address may be anything. */
export const identifier: Check = (value) => {
  const wrong = uri(value);
  return wrong ?? identifierDefect(value as string);
};

function identifierDefect(value: string): Defect | undefined {
  if (isEpcUrn(value)) {
    if (otherSchemes.test(value)) return undefined;
    const read = readIdentifier(value);
    return read.ok ? undefined : defect(read.sentence);
  }
  // At the standard's own resolver nothing else can be meant.
  if (!value.startsWith('https://id.gs1.org/')) return undefined;
  const read = readIdentifier(value);
  return read.ok ? undefined : defect(read.sentence);
}

/** A product or a lot, never a single thing. */
export const classIdentifier: Check = (value) => {
  const wrong = identifier(value);
  if (wrong !== undefined) return wrong;
  const read = readIdentifier(value as string);
  if (!read.ok || levelOf(read.value) !== 'instance') return undefined;
  const isItem = read.value.key === '01' || read.value.key === '8006';
  return isItem ? defect('这里应为产品或者批次的编码，写的是单件的编码') : undefined;
};

const timePattern =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A point in time with its zone. */
export const time: Check = (value) => {
  if (typeof value !== 'string' || !timePattern.test(value)) {
    return defect('应为带时区的时间，如2026-11-28T09:30:00+08:00');
  }
  return dayExists(value) ? undefined : defect(`没有${value.slice(0, 10)}这一天`);
};

function dayExists(value: string): boolean {
  const day = Number(value.slice(8, 10));
  if (day <= 28) return true;
  const [year, month] = [Number(value.slice(0, 4)), Number(value.slice(5, 7))];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const offsetPattern = /^[+-]((0\d|1[0-3]):[0-5]\d|14:00)$/;

/** The zone in which an event took place. */
export const offset: Check = (value) =>
  typeof value === 'string' && offsetPattern.test(value) ? undefined : defect('应为时区，如+08:00');

/** A version like 2.0. */
export const version: Check = (value) =>
  typeof value === 'string' && /^\d+(\.\d+)*$/.test(value)
    ? undefined
    : defect('应为版本号，如2.0');

/** A unit of UN/ECE Recommendation 20. */
export const unit: Check = (value) =>
  typeof value === 'string' && /^[A-Z0-9]{2,3}$/.test(value)
    ? undefined
    : defect('应为2至3位的计量单位代码，如KGM（千克）、H87（件）');

/** Bytes in hexadecimal. */
export const hexadecimal: Check = (value) =>
  typeof value === 'string' && /^[A-Fa-f0-9]+$/.test(value) ? undefined : defect('应为十六进制数');

/** One of a fixed list of words. */
export function oneOf(words: readonly string[]): Check {
  const known = new Set(words);
  return (value) =>
    typeof value === 'string' && known.has(value)
      ? undefined
      : defect(`应为${words.join('、')}之一`);
}

/** A word of a vocabulary, its web address, or an address of one's own vocabulary. */
export function word(vocabulary: Vocabulary, title: string): Check {
  const words = vocabularies[vocabulary];
  const prefix = webPrefixes[vocabulary];
  return (value) => {
    if (typeof value === 'string' && words.has(value)) return undefined;
    if (typeof value !== 'string') return defect('应为文字');
    const shown = value.slice(0, 120);
    if (/^(urn:epcglobal:cbv|https?:\/\/ns\.gs1\.org\/cbv\/)/.test(value)) {
      return defect(`${title}在JSON中只写名称，不写“${shown}”`);
    }
    if (!value.includes(':')) return defect(`标准中没有“${shown}”这个${title}`);
    // The web vocabulary of GS1 holds more than these lists do.
    if (vocabulary !== 'measurement' && value.startsWith(prefix)) {
      return words.has(value.slice(prefix.length))
        ? undefined
        : defect(`标准中没有“${shown}”这个${title}`);
    }
    return uri(value);
  };
}
