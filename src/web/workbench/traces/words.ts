import type { EpcisEvent } from '#trace/epcis/event.ts';
import { lotFacts } from '#trace/epcis/lot-facts.ts';
import type { Happening, Thing } from '#trace/epcis/lot-facts.ts';
import { bizSteps, dispositions, eventTypes } from '#trace/epcis/vocabulary.ts';
import { readDigitalLink } from '#trace/identifiers/digital-link.ts';
import { readElements } from '#trace/identifiers/element-string.ts';
import { canonical, readIdentifier } from '#trace/identifiers/identifier.ts';
import { printedGtin, readGtin } from '#trace/identifiers/gtin.ts';

/** What happened, in the words of a warehouse. */
export const happenings: Readonly<Record<Happening, string>> = {
  made: '生产',
  used: '投料',
  transformed: '生产转换',
  packed: '装入',
  unpacked: '取出',
  linked: '关联',
  unlinked: '解除关联',
  shipped: '发货',
  received: '收货',
  sold: '售出',
  destroyed: '销毁',
  ended: '销码',
  observed: '记录',
};

const units: Readonly<Record<string, string>> = {
  H87: '件',
  EA: '件',
  KGM: '千克',
  GRM: '克',
  TNE: '吨',
  LTR: '升',
  MTR: '米',
  MTK: '平方米',
  MTQ: '立方米',
};

/** A unit of UN/ECE Recommendation 20 in Chinese, the code where there is no common word. */
export function unitText(code: string): string {
  return units[code] ?? code;
}

/** A word of a vocabulary in Chinese; an address of one's own stays as it is. */
export function wordText(
  words: Readonly<Record<string, string>>,
  word: string | undefined,
): string {
  return word === undefined ? '' : (words[word] ?? word);
}

/** What a thing is called on a label. */
export function thingText({ id, gtin, lot, serial, sscc }: Thing): string {
  if (sscc !== undefined) return `物流单元 ${sscc}`;
  if (gtin === undefined) return shortId(id);
  const parts = [
    printedGtin(gtin),
    ...(lot === undefined ? [] : [`批号 ${lot}`]),
    ...(serial === undefined ? [] : [`序列号 ${serial}`]),
  ];
  return parts.join(' ');
}

/** How much, with its unit. */
export function quantityText({ quantity, unit }: Thing): string {
  return quantity === undefined ? '' : `${quantity} ${unitText(unit)}`;
}

/** An identifier without the address of the resolver: 位置 6901234000016. */
export function shortId(uri: string): string {
  const read = readIdentifier(uri);
  if (!read.ok) return uri;
  const { key, value, qualifiers } = read.value;
  const titles: Readonly<Record<string, string>> = {
    '414': '位置',
    '417': '参与方',
    '253': '文件',
    '8003': '可回收资产',
    '8004': '资产',
  };
  const own = [titles[key] ?? '', key === '01' ? printedGtin(value) : value];
  return [...own, ...qualifiers.map(([, text]) => text)].filter((part) => part !== '').join(' ');
}

/** One line about an event: what happened to what. */
export function eventSummary(event: EpcisEvent) {
  const facts = lotFacts(event);
  const main = facts.outputs.length > 0 ? facts.outputs : facts.children;
  const [first] = main.length > 0 ? main : facts.inputs;
  const count = Math.max(main.length, main.length === 0 ? facts.inputs.length : 0);
  return {
    facts,
    title: happenings[facts.happening],
    type: wordText(eventTypes, event.type),
    step: wordText(bizSteps, facts.bizStep),
    disposition: wordText(dispositions, facts.disposition),
    first,
    more: Math.max(0, count - 1),
  };
}

/**
 * What somebody typed or scanned to find a thing by: an EPC URN, a Digital Link, a bar code, a bare GTIN.
 * @returns the Digital Link to ask for, or why it is none.
 */
export function thingAsked(
  text: string,
): { readonly link: string } | { readonly sentence: string } {
  const trimmed = text.trim();
  if (/^(urn:|https?:)/.test(trimmed)) {
    const read = readIdentifier(trimmed);
    return read.ok || !trimmed.startsWith('urn:epc:')
      ? { link: canonical(trimmed) }
      : { sentence: read.sentence };
  }
  if (/^\d{8,14}$/.test(trimmed)) {
    const gtin = readGtin(trimmed);
    return gtin.ok ? { link: `https://id.gs1.org/01/${gtin.value}` } : { sentence: gtin.sentence };
  }
  const elements = readElements(trimmed);
  if (!elements.ok) return { sentence: elements.sentence };
  const path = elements.value
    .filter(([ai]) => ['00', '01', '10', '21', '8003', '8004', '8006'].includes(ai))
    .map(([ai, value]) => `/${ai}/${encodeURIComponent(value)}`)
    .join('');
  const link = readDigitalLink(`https://id.gs1.org${path}`);
  return link.ok ? { link: canonical(`https://id.gs1.org${path}`) } : { sentence: link.sentence };
}
