import type { Book } from '#kernel/definition.ts';
import type { Law } from '#kernel/law.ts';

/** The book in which a firm's own facts stand. */
export function profileBook(law: Law): Book {
  const book = law.books.find(({ registers }) => registers === 'organisation');
  if (book === undefined) throw new Error('no book holds what is registered of an enterprise');
  return book;
}
