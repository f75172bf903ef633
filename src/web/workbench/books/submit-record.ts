import type { Answer } from '../../kit/api/problem.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import type { Receipt } from '#server/acts/present.ts';
import type { Values } from '../../kit/form/values.ts';

/** Records in a book, or corrects a record of it with a reason. */
export function submitRecord(
  book: string,
  input: Values,
  correction?: { readonly corrects: string; readonly reason: string },
): Promise<Answer<Receipt>> {
  const key = `book/${book}${correction === undefined ? '' : `/${correction.corrects}`}`;
  return submitOnce(key, `/api/books/${book}/records`, { input, ...correction });
}
