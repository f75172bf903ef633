import type { Objection } from '#kernel/refusal.ts';
import type { WatchFacts } from '#kernel/watch/watch.ts';
import { liesWithin } from '#law/divisions.ts';
import { isAbout } from './cover.ts';

/** What of a task is held against what is watched. */
interface WatchedTask {
  readonly taskNumber: string;
  readonly sampled: string;
  readonly beyond?: string | undefined;
}

/**
 * Holds tasks that are said to be about a key area against what is watched (order 18 article 15; 国发〔2019〕5号): outside a
 * draw a firm is checked for this reason only while something in force names it or its products, where the line of the
 * plan lies.
 */
export function watchedDefect(
  watches: readonly WatchFacts[],
  line: { readonly productClass: string; readonly region: string },
  tasks: readonly WatchedTask[],
): Objection | undefined {
  const near = watches.filter((watch) => isNear(watch, Number(line.region)));
  const issues = tasks.flatMap(({ taskNumber, sampled, beyond }, at) => {
    const firm = { id: sampled, classes: [line.productClass] };
    if (beyond !== 'key-area' || near.some((watch) => isAbout(watch, firm))) return [];
    const sentence = `任务“${taskNumber}”的被抽样者和产品没有正在实施的重点监管或者专项行动`;
    return [{ path: `tasks.${at}.beyond`, sentence }];
  });
  if (issues.length === 0) return undefined;
  const sentence =
    `有${issues.length}项任务以重点领域为由增加，但没有正在实施的重点监管或者专项行动涉及。` +
    '请先依程序列入，或者改选其他理由。';
  return { sentence, basis: ['random-2019-5/targeted', 'guidance/4.1'], issues };
}

/** What names no firm holds in its territory alone; a line may be of a part of it, or go beyond. */
function isNear({ organisation, region }: WatchFacts, line: number): boolean {
  return organisation !== undefined || liesWithin(line, region) || liesWithin(region, line);
}
