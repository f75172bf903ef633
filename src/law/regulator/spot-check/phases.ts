const inHandling = [
  'failed',
  'ordered',
  'corrected',
  'follow-up-failed',
  'reported-up',
  'announced',
  'second-failed',
  'suspended',
  'suspension-failed',
] as const;

/** What a failed check may come to, one state after the other, until its files are closed. */
export const afterFailure = [...inHandling, 'rectified'] as const;

/** How a desk sorts checks: what has to happen next, in the order of the procedure. */
export const phases = {
  sampling: {
    title: '待抽样',
    states: ['to-sample', 'presented', 'to-buy', 'bought', 'rejected'],
  },
  testing: { title: '待检验', states: ['sampled', 'received', 'verified', 'tested'] },
  telling: { title: '告知与异议', states: ['reported', 'notified', 'objected'] },
  handling: {
    title: '后处理',
    states: [...inHandling, 'refused', 'violation'],
  },
  finishing: {
    title: '待办结',
    states: ['passed', 'rectified', 'revoked', 'not-sampled', 'voided'],
  },
  closed: { title: '已办结', states: ['closed'] },
} as const;

/** One of the columns of the desk. */
export type Phase = keyof typeof phases;

/** The column in which a check of this state stands. */
export function phaseOf(state: string): Phase {
  const found = Object.entries(phases).find(([, { states }]) =>
    (states as readonly string[]).includes(state),
  );
  return (found?.[0] ?? 'closed') as Phase;
}
