import type { Clause } from '#kernel/clause.ts';

/**
 * Turns a table of article number and summary into clauses in the order of the instrument. Written as a
 * table, an article listed twice does not compile.
 */
export function articles(table: Readonly<Record<string, string>>): readonly Clause[] {
  return Object.entries(table)
    .map(([article, summary]) => ({ article, summary }))
    .sort((a, b) => compareArticles(a.article, b.article));
}

/** Orders `2.1` before `2.10` and `9` before `10`; provisions under a word come last, in given order. */
export function compareArticles(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const [one, other] = [left[at] ?? 0, right[at] ?? 0];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function numbers(article: string): number[] {
  return /^[0-9.]+$/.test(article) ? article.split('.').map(Number) : [Number.POSITIVE_INFINITY];
}
