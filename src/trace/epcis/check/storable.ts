import { below, defect, isObject } from './defect.ts';
import type { Defect } from './defect.ts';

/** How JSON spells what no text can be kept with: NUL, and halves of characters. */
const suspicious = /\\u(?:0000|d[89a-f])/i;

/** Where a text of an event has a sign that cannot be kept; undefined where all can. @param text the event as it came. */
export function unstorable(text: string, event: unknown): Defect | undefined {
  return suspicious.test(text) ? firstIn(event) : undefined;
}

function firstIn(value: unknown): Defect | undefined {
  if (typeof value === 'string') {
    const isFine = value.isWellFormed() && !value.includes('\0');
    return isFine ? undefined : defect('含有不能识别的字符');
  }
  const steps: readonly (readonly [step: string, inner: unknown])[] = Array.isArray(value)
    ? value.map((inner, at) => [`[${at}]`, inner])
    : isObject(value)
      ? Object.entries(value)
      : [];
  for (const [step, inner] of steps) {
    if (firstIn(step) !== undefined) return defect('有一项的名称含有不能识别的字符');
    const found = firstIn(inner);
    if (found !== undefined) return below(step, found);
  }
  return undefined;
}
