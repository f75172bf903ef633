import { z } from 'zod';
import type { FieldMeta, Form } from '../field.ts';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Writes a form as JSON Schema for OpenAPI and for people who bring their own client. Labels become titles, hints and
 * the meaning of choices become descriptions; what only screens need is left out.
 * @throws Error where the form holds something JSON cannot carry.
 */
export function formSchema(form: Form): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(form, {
    unrepresentable: 'throw',
    override: ({ jsonSchema }) => restate(jsonSchema as Record<string, unknown>),
  });
  return schema;
}

/** What zod copies from our metadata; the type asks for every new key. */
const ownKeys: Readonly<Record<keyof FieldMeta, true>> = {
  label: true,
  control: true,
  unit: true,
  hint: true,
  options: true,
  kinds: true,
  posts: true,
  book: true,
  procedure: true,
  rowOf: true,
  gathers: true,
  pictures: true,
  drawn: true,
  unprinted: true,
  byEffect: true,
  levelAbove: true,
  goesWith: true,
  personal: true,
  hiddenFrom: true,
  protects: true,
};

function restate(schema: Record<string, unknown>): void {
  const { label, control, unit, hint, options } = schema as Partial<FieldMeta>;
  for (const key of Object.keys(ownKeys)) delete schema[key];
  if (label !== undefined) schema['title'] = unit === undefined ? label : `${label}(${unit})`;
  const meanings = Object.entries(options ?? {}).map(([value, title]) => `${value}=${title}`);
  const description = [hint, meanings.join(';')].filter((part) => part).join(' ');
  if (description !== '') schema['description'] = description;
  if (control === 'date') schema['format'] = 'date';
  // The pattern says again, in three hundred characters, what the format says.
  if (schema['format'] === 'uuid' || schema['format'] === 'date-time') delete schema['pattern'];
}
