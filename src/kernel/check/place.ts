import type { z } from 'zod';
import { innerForms, metaOf } from './form.ts';
import type { Form } from '../field.ts';

/** The Chinese name of the place that a path of an input names, e.g. 检查项目第4行“情况说明”; empty where the form has none. */
export function placeTitle(form: Form, path: readonly PropertyKey[]): string {
  const [name, ...rest] = path;
  const field = form.shape[String(name)] as z.ZodType | undefined;
  const meta = field === undefined ? undefined : metaOf(field);
  if (field === undefined || meta === undefined) return '';
  const [inner] = innerForms(field);
  const within = (inside: readonly PropertyKey[]) =>
    inner === undefined ? '' : placeTitle(inner, inside);
  const [row, ...inside] = rest;
  if (meta.control === 'rows' && typeof row === 'number') {
    const cell = within(inside);
    return `${meta.label}第${row + 1}行${cell === '' ? '' : `“${cell}”`}`;
  }
  const part = within(rest);
  return part === '' ? meta.label : `${meta.label}·${part}`;
}
