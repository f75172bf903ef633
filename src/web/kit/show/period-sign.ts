/** How the states of a period are called and signed, the same on the desk and on the phone. */
export const periodSigns = {
  done: { title: '已按时完成', sign: '✓' },
  late: { title: '补录', sign: '补' },
  missing: { title: '缺失', sign: '缺' },
} as const;

/** What else a record of a period says; stands in the place of the tick. */
export const recordSigns = {
  finding: { title: '发现问题', sign: '!' },
  idle: { title: '停产、休业', sign: '休' },
} as const;

/** What of a recorded period its sign tells. */
interface Recorded {
  readonly state: 'done' | 'late';
  readonly finding: boolean;
  readonly idle: boolean;
}

/** The sign of a recorded period: one for each thing that colour tells as well. A late finding carries both. */
export function signOfRecord({ state, finding, idle }: Recorded): string {
  const more = idle ? recordSigns.idle.sign : finding ? recordSigns.finding.sign : '';
  const { sign } = periodSigns[state];
  return state === 'late' ? sign + more : more || sign;
}

/** What a record says beyond its being there, in words. */
export function wordsOfRecord({
  finding,
  idle,
  early,
}: Omit<Recorded, 'state'> & { readonly early?: true }): string[] {
  return [
    ...(early === true ? ['提前签署'] : []),
    ...(finding ? [recordSigns.finding.title] : []),
    ...(idle ? [recordSigns.idle.title] : []),
  ];
}
