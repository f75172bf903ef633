import type { Law } from '#kernel/law.ts';
import type { ToldSentence } from '#kernel/paper/told.ts';
import type { Block } from '../documents/model.ts';
import { citationText } from './citation.ts';
import { chapter } from './numerals.ts';

const heading = '告知事项';

/**
 * The sentences that the law asks of a paper, each with its clauses, under a heading of their own.
 * @param filled the form before them; where its chapters are numbered this is the next one.
 */
export function toldBlocks(
  told: readonly ToldSentence[],
  law: Law,
  filled: readonly Block[],
): Block[] {
  if (told.length === 0) return [];
  const chapters = filled.filter((block) => block.kind === 'heading' && block.level !== 2).length;
  return [
    { kind: 'heading', text: chapters === 0 ? heading : chapter(chapters + 1, heading) },
    ...told.map(({ text, basis }, at): Block => {
      const number = told.length === 1 ? '' : `${at + 1}．`;
      return { kind: 'paragraph', text: `${number}${text}（${citationText(basis, law)}）` };
    }),
  ];
}
