import type { z } from 'zod';
import { metaOf } from '../check/form.ts';
import type { Form } from '../field.ts';
import type { JsonObject } from '../json.ts';
import { levelAbove } from '../party.ts';
import type { Level } from '../party.ts';

/** Bodies of the input whose level settles a choice of the form. */
export function bodiesThatSettle(form: Form, input: unknown): string[] {
  const given = typeof input === 'object' && input !== null ? (input as JsonObject) : {};
  return settledFields(form).flatMap(([, body]) => {
    const id = given[body];
    return typeof id === 'string' ? [id] : [];
  });
}

/**
 * Puts into an input what the level of a picked body settles, whatever was chosen: whoever is asked above an office is
 * nobody's choice. Where the level is not known the choice stays as it was made.
 * @param levels of the bodies that the input picks, as far as they have one.
 */
export function settleLevels(
  form: Form,
  input: JsonObject,
  levels: Readonly<Record<string, Level>>,
): JsonObject {
  const settled = settledFields(form).flatMap(([name, body]) => {
    const id = input[body];
    const level = typeof id === 'string' ? levels[id] : undefined;
    return level === undefined ? [] : [[name, levelAbove[level]] as const];
  });
  return settled.length === 0 ? input : { ...input, ...Object.fromEntries(settled) };
}

function settledFields(form: Form): (readonly [name: string, body: string])[] {
  return Object.entries(form.shape).flatMap(([name, schema]) => {
    const body = metaOf(schema as z.ZodType)?.levelAbove;
    return body === undefined ? [] : [[name, body] as const];
  });
}
