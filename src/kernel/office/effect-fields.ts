import type { z } from 'zod';
import { metaOf } from '../check/form.ts';
import type { Form } from '../field.ts';
import type { JsonObject } from '../json.ts';
import type { FieldIssue } from '../refusal.ts';

/** Fields of a form that only an effect fills in, by name, with their labels. */
function effectFields(form: Form): readonly (readonly [name: string, label: string])[] {
  return Object.entries(form.shape).flatMap(([name, schema]) => {
    const meta = metaOf(schema as z.ZodType);
    return meta?.byEffect === true ? [[name, meta.label] as const] : [];
  });
}

/** What somebody filled in himself of what only an effect fills in. */
export function usurped(form: Form, input: JsonObject): readonly FieldIssue[] {
  return effectFields(form).flatMap(([name, label]) =>
    input[name] === undefined ? [] : [{ path: name, sentence: `“${label}”由平台填写` }],
  );
}
