import type { z } from 'zod';
import type { PlainDate } from '../calendar/plain-date.ts';
import { metaOf } from '../check/form.ts';
import type { Act, Procedure } from '../definition.ts';
import type { JsonObject } from '../json.ts';
import { refuse } from '../refusal.ts';
import type { Refusal } from '../refusal.ts';

/**
 * Refuses an opening under a number that its office has given: papers that bear it could not be told apart.
 * @param givenOn when the office opened another one under this number; undefined where it did not.
 */
export function checkNumber(
  { numbered, title }: Procedure,
  { form, from, basis }: Act,
  input: JsonObject,
  givenOn: PlainDate | undefined,
): Refusal | undefined {
  if (numbered === undefined || givenOn === undefined || from !== undefined) return undefined;
  const label = metaOf(form.shape[numbered] as z.ZodType)?.label ?? numbered;
  const issues = [{ path: numbered, sentence: '编号重复，请改用没有用过的编号' }];
  const sentence = `${label}“${input[numbered] as string}”已由本单位于${givenOn}用于另一项“${title}”，请另行编号。`;
  return refuse('already-done', sentence, basis, issues);
}
