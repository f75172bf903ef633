import type { RecitedAct } from '#kernel/paper/words.ts';

/** What was applied for. */
export const asked: RecitedAct = { act: 'apply', fields: ['product', 'classes', 'units', 'site'] };

/** Which licence a paper is about, and until when it runs by its last renewal. */
export const licensed: readonly RecitedAct[] = [
  {
    act: 'enter',
    fields: ['number', 'classes', 'units', 'site', 'validFrom', 'validUntil'],
  },
  { act: 'renew', fields: ['validUntil'] },
];
