import { aiDefect, ruleOf } from './application-identifiers.ts';
import { found, wrong } from './outcome.ts';
import type { Outcome } from './outcome.ts';

/** What a bar code says: application identifiers and their values, in order. */
export type Elements = readonly (readonly [ai: string, value: string])[];

/** Ends a value of variable length (FNC1 as scanners send it). */
const separator = '\u001D';
const symbologies = /^\](C1|d2|Q3|e0|J1)/;

/**
 * Reads a GS1 element string: as printed, `(01)…(10)…`, or as a scanner sends it, with or without its symbology
 * identifier.
 */
export function readElements(raw: string): Outcome<Elements> {
  const elements = raw.startsWith('(')
    ? readPrinted(raw)
    : readScanned(raw.replace(symbologies, ''));
  if (!elements.ok) return elements;
  const seen = new Set<string>();
  for (const [ai, value] of elements.value) {
    const defect = aiDefect(ai, value);
    if (defect !== undefined) return wrong(defect);
    if (seen.has(ai)) return wrong(`（${ai}）写了两次`);
    seen.add(ai);
  }
  return elements;
}

/** Writes elements as they are printed under a bar code. */
export function printElements(elements: Elements): string {
  return elements.map(([ai, value]) => `(${ai})${value}`).join('');
}

/** Writes elements as they go into a bar code: values of variable length end in a separator, save the last. */
export function encodeElements(elements: Elements): string {
  return elements
    .map(([ai, value], index) => {
      const ends = ruleOf(ai)?.fixed === undefined && index < elements.length - 1;
      return `${ai}${value}${ends ? separator : ''}`;
    })
    .join('');
}

function readPrinted(text: string): Outcome<Elements> {
  const elements: [string, string][] = [];
  // A bracket may belong to a value: only one with digits of a known identifier begins the next.
  const starts = [...text.matchAll(/\((\d{2,4})\)/g)].filter(([, ai]) => ruleOf(ai ?? ''));
  if (starts[0]?.index !== 0) return wrong(`条码“${text.slice(0, 60)}”开头的应用标识符无法识别`);
  for (const [at, { 0: opening, 1: ai = '', index }] of starts.entries()) {
    elements.push([ai, text.slice(index + opening.length, starts[at + 1]?.index)]);
  }
  return found(elements);
}

function readScanned(text: string): Outcome<Elements> {
  const elements: [string, string][] = [];
  let at = text.startsWith(separator) ? 1 : 0;
  if (at === text.length) return wrong('条码是空的');
  while (at < text.length) {
    const ai = [2, 3, 4].map((length) => text.slice(at, at + length)).find((own) => ruleOf(own));
    if (ai === undefined) {
      return wrong(`条码第${at + 1}个字符起的应用标识符“${text.slice(at, at + 4)}”无法识别`);
    }
    at += ai.length;
    const { fixed } = ruleOf(ai)!;
    const next = text.indexOf(separator, at);
    const end = fixed === undefined ? (next < 0 ? text.length : next) : at + fixed;
    elements.push([ai, text.slice(at, end)]);
    at = text[end] === separator ? end + 1 : end;
  }
  return found(elements);
}
