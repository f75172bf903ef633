import type { Recital, RecitedAct } from '#kernel/paper/words.ts';

/** The case as the special team has it (5, 6). */
export const suspected: RecitedAct = {
  act: 'open',
  fields: ['caseNumber', 'suspect', 'offence', 'sales', 'value', 'facts'],
};

/** The letter that an answer of the police is about, and who sent it. */
export const letter: readonly Recital[] = [
  { act: 'transfer', fields: [{ field: 'letterNumber', as: '移送书文号' }] },
  { act: 'open', fields: ['suspect', 'offence'] },
  { seats: ['referrer', 'police'] },
];
