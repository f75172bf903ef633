import type { RecordFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';

/** Fields by which a paper names its edition and the one that it replaces. */
export function editionShape(book: string) {
  return {
    edition: field.integer('版次', { min: 1, max: 999 }),
    replaces: field.optional(field.record('被修订的版本', book)),
  };
}

/**
 * Editions of one number follow each other without a gap: the first replaces nothing, each later one names the one
 * before it.
 * @param known records of the book, the one that is named among them.
 */
export function editionDefect(
  known: readonly RecordFacts[],
  own: {
    readonly number: string;
    readonly edition: number;
    readonly replaces?: string | undefined;
  },
  what: string,
): string | undefined {
  const same = known.filter(({ input }) => input['number'] === own.number);
  const before = known.find(({ entry }) => entry === own.replaces);
  if (own.edition === 1) {
    if (own.replaces !== undefined) return '第1版不替代其他版本。';
    return same.length > 0 ? `编号“${own.number}”的${what}已有，请作为修订版登记。` : undefined;
  }
  if (before === undefined) return '修订版须选择被修订的版本。';
  if (before.input['number'] !== own.number)
    return `被修订的版本不是编号“${own.number}”的${what}。`;
  const latest = Math.max(...same.map(({ input }) => Number(input['edition'])));
  return own.edition === latest + 1 && Number(before.input['edition']) === latest
    ? undefined
    : `编号“${own.number}”的${what}现行第${latest}版，修订版应为第${latest + 1}版。`;
}
