import type { RecitedAct } from '#kernel/paper/words.ts';

/** The letter with which a clue came. */
export const clueLetter: RecitedAct = {
  act: 'send',
  fields: [{ field: 'letterNumber', as: '移送函文号' }, 'source', 'suspect', 'facts'],
};

/** The letter of assistance that is answered; a request for more has a number of its own. */
export const assistanceLetter: readonly RecitedAct[] = [
  {
    act: 'ask',
    fields: ['caseNumber', 'suspect', { field: 'letterNumber', as: '来函文号' }, 'matter'],
  },
  {
    act: 'supplement',
    title: '补充调查函',
    fields: [{ field: 'letterNumber', as: '来函文号' }, 'matter'],
  },
];
