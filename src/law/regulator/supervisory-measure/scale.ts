/** Graduated measures: from a talk to what only a case may order (guidance/4.3). */
export const measures = {
  talk: '约谈',
  warning: '警示函（行政告诫）',
  correct: '责令改正',
  takedown: '责令下架、停止销售',
  stop: '责令停止生产',
  recall: '责令召回（启动召回程序）',
  revoke: '提请撤销、吊销许可（转行政处罚案件）',
} as const;
/** One measure of the scale. */
export type Measure = keyof typeof measures;

/** From the lightest to the heaviest. */
export const scale: readonly Measure[] = Object.keys(measures) as Measure[];

/** The three sides of proportionality; each from nothing to grave. */
export const gravity = { slight: '轻微', ordinary: '一般', serious: '严重' } as const;
/** What the breach led to. */
export const consequence = {
  none: '没有危害后果',
  limited: '有危害但可控',
  harm: '造成或者极可能造成人身、财产损害',
} as const;
/** What the platform holds of the last two years. */
export const record = { none: '两年内首次', once: '两年内第二次', repeated: '两年内多次' } as const;

/** The weighing of one matter. */
export interface Weighing {
  readonly gravity: keyof typeof gravity;
  readonly consequence: keyof typeof consequence;
  readonly record: keyof typeof record;
}

/** Said wherever a recommendation is shown. */
export const scalePolicy =
  '指导意见只规定轻重两类措施；按性质、后果、记录各计零至二分相加推荐一档，是平台的规则。';

/** Points that a weighing gets: nought to two for each side. */
export function pointsOf({ gravity: how, consequence: what, record: before }: Weighing): number {
  const at = (options: object, key: string) => Object.keys(options).indexOf(key);
  return at(gravity, how) + at(consequence, what) + at(record, before);
}

/** The measure that fits a weighing: one step of the scale for each point; harm is never only talked about. */
export function recommended(weighing: Weighing): Measure {
  const least = weighing.consequence === 'harm' ? scale.indexOf('takedown') : 0;
  return scale[Math.max(pointsOf(weighing), least)] ?? 'revoke';
}

/** Whether a measure weighs so much that the head decides on it. */
export function isHeavy(measure: Measure): boolean {
  return scale.indexOf(measure) >= scale.indexOf('takedown');
}

/** How often a firm was met with measures before, as the scale words it. */
export function recordOf(earlier: number): keyof typeof record {
  if (earlier === 0) return 'none';
  return earlier === 1 ? 'once' : 'repeated';
}
