/**
 * How long the archive of article 13 is kept. Orders 75 and 76 name no period; the operator borrows the two years
 * that article 5 of State Council Order 503 sets for ledgers.
 */
export const archivePolicy = {
  years: 2,
  policy: '总局令第75、76号未规定保存期限，平台参照国务院令第503号第五条，按不少于2年保存。',
} as const;
