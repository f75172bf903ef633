import type { DrawFacts } from '#kernel/facts.ts';
import type { Objection } from '#kernel/refusal.ts';
import { exceptions } from '../rules/options.ts';

/** Why a firm is checked that no draw came to: what the draw is not meant for. */
export const beyondGrounds = {
  lead: '投诉举报、转办交办、数据监测等发现的具体问题',
  'key-area': '特殊重点领域实施重点监管',
  ...exceptions,
} as const;

/** What of a task is held against a draw. */
export interface DrawnTask {
  readonly taskNumber: string;
  readonly sampled: string;
  readonly beyond?: string | undefined;
}

const basis = ['order-18/15', 'random-2019-5/targeted'];

/**
 * Holds tasks against the draw from which they are said to come (15): whom it did not come to is added with a reason only,
 * and whom it came to needs none.
 */
export function drawnDefect(
  draw: DrawFacts | undefined,
  tasks: readonly DrawnTask[],
): Objection | undefined {
  if (draw === undefined) return { sentence: '没有找到所选的双随机抽取，或者您无权查看。', basis };
  if (draw.drawn.length === 0) {
    const sentence = '所选的双随机抽取没有有效的结果：尚未抽取、已决定重新抽取或者已经终止。';
    return { sentence, basis };
  }
  const objects = new Set(draw.drawn.map(({ object }) => object));
  const issues = tasks.flatMap(({ taskNumber, sampled, beyond }, at) => {
    const isDrawn = objects.has(sampled);
    if (isDrawn === (beyond === undefined)) return [];
    return isDrawn
      ? [{ path: `tasks.${at}.beyond`, sentence: `任务“${taskNumber}”在抽取结果之内，不填写理由` }]
      : [{ path: `tasks.${at}.sampled`, sentence: `任务“${taskNumber}”不在有效的抽取结果之内` }];
  });
  if (issues.length === 0) return undefined;
  const sentence =
    `有${issues.length}项任务与抽取结果不一致。抽取结果以外的被抽样者，须选择增加的理由；` +
    '已被递补替换的对象不再下达。';
  return { sentence, basis, issues };
}

/** Whom the draw sends to an object; nobody where it did not come to it. */
export function inspectorsFor(draw: DrawFacts | undefined, object: string): readonly string[] {
  return draw?.drawn.find((one) => one.object === object)?.inspectors ?? [];
}

/** The number of a task as it is proposed: the plan, its line, a place. */
export function taskNumber(plan: string, line: string, place: number): string {
  return `${plan}-${line}-${String(place).padStart(3, '0')}`;
}

/** The first place of a line that none of these numbers has, nor any after it. */
export function nextPlace(plan: string, line: string, numbers: readonly string[]): number {
  const start = `${plan}-${line}-`;
  const places = numbers.flatMap((number) => {
    const rest = number.startsWith(start) ? number.slice(start.length) : '';
    return /^\d{1,9}$/.test(rest) ? [Number(rest)] : [];
  });
  return Math.max(0, ...places) + 1;
}
