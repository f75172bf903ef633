import type { z } from 'zod';
import { metaOf } from '../check/form.ts';
import type { Form } from '../field.ts';
import type { JsonObject } from '../json.ts';

/** What of one filled form begins another. */
export interface Carried {
  readonly input: JsonObject;
  /** Labels of what stays behind because it tells who wrote it. */
  readonly left: readonly string[];
}

/**
 * What somebody wrote in one form and need not write again in another that must not know who he is: texts that both ask
 * for under one name, without anything personal and without any that repeats it. Files stay behind: they say whose they are.
 */
export function carriedInto(from: Form, to: Form, input: JsonObject): Carried {
  const personal = personalTexts(from, input);
  const left: string[] = [];
  const shared = Object.keys(to.shape).flatMap((name): [string, string][] => {
    const own = from.shape[name] as z.ZodType | undefined;
    const meta = own === undefined ? undefined : metaOf(own);
    const value = input[name];
    if (meta === undefined || meta.personal === true || typeof value !== 'string') return [];
    if (meta.control !== 'text' && meta.control !== 'long-text') return [];
    const plain = plainText(value);
    if (personal.some((text) => plain.includes(text))) {
      left.push(meta.label);
      return [];
    }
    return [[name, value]];
  });
  return { input: Object.fromEntries(shared), left };
}

function personalTexts(form: Form, input: JsonObject): string[] {
  return Object.entries(form.shape).flatMap(([name, schema]) => {
    const value = input[name];
    const isPersonal = metaOf(schema as z.ZodType)?.personal === true;
    if (!isPersonal || typeof value !== 'string' || value.length < 2) return [];
    return [plainText(value)];
  });
}

function plainText(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
}
