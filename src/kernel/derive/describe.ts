import type { z } from 'zod';
import { coreOf, innerForms, metaOf } from '../check/form.ts';
import type { FieldMeta, Form } from '../field.ts';

/** Everything that a generic screen must know of a field to draw it; the server judges the input by the same form. */
export interface FieldDescription extends FieldMeta {
  readonly name: string;
  readonly required: boolean;
  /** Smallest and largest number; for lists and tables, of entries. */
  readonly min?: number;
  readonly max?: number;
  /** Bounds of a text in characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** The fields of a group, or of each row of a table. */
  readonly fields?: readonly FieldDescription[];
}

/**
 * Describes the fields of a form in their order.
 * @throws Error where a field was not built with the kernel's vocabulary; such a definition does not load.
 */
export function describeForm(form: Form): FieldDescription[] {
  return Object.entries(form.shape).map(([name, schema]) =>
    describeField(name, schema as z.ZodType),
  );
}

function describeField(name: string, field: z.ZodType): FieldDescription {
  const meta = metaOf(field);
  if (meta === undefined) throw new Error(`field ${name} has no label`);
  const core = coreOf(field);
  const [inside] = innerForms(core);
  return {
    name,
    ...meta,
    required: core === field,
    ...boundsOf(core),
    ...(inside === undefined ? {} : { fields: describeForm(inside) }),
  };
}

function boundsOf(core: z.ZodType): Partial<FieldDescription> {
  const isText = core.def.type === 'string';
  const bounds: Record<string, number> = {};
  for (const check of core.def.checks ?? []) {
    const { check: kind, minimum, maximum, value } = check._zod.def as CheckDefinition;
    if (kind === 'min_length') bounds[isText ? 'minLength' : 'min'] = minimum;
    if (kind === 'max_length') bounds[isText ? 'maxLength' : 'max'] = maximum;
    if (kind === 'greater_than') bounds['min'] = value;
    if (kind === 'less_than') bounds['max'] = value;
  }
  return bounds;
}

interface CheckDefinition {
  readonly check: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly value: number;
}
