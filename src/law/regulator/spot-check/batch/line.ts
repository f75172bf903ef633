import type { Objection } from '#kernel/refusal.ts';
import type { PlanLine } from '../../spot-check-plan.ts';
import type { sites } from '../rules/options.ts';

/** Where a line of a plan has its samples taken; lines that leave it open take any. */
const siteOf: Readonly<Record<string, keyof typeof sites>> = {
  production: 'producer',
  sales: 'seller',
  online: 'online',
};

/** What of a batch is held against its line of the plan. */
export interface LineBatch {
  readonly line: string;
  readonly site: string;
  readonly tasks: readonly object[];
}

/**
 * Holds a batch against its line (order 18 articles 11 and 12): samples are taken where the line says, and all batches of
 * a line together open no more checks than it plans.
 * @param earlier the batches that were made before under any edition of the plan.
 */
export function lineDefect(
  line: Pick<PlanLine, 'key' | 'stage' | 'batches'>,
  { site, tasks }: LineBatch,
  earlier: readonly Pick<LineBatch, 'line' | 'tasks'>[],
): Objection | undefined {
  const wanted = siteOf[line.stage];
  if (wanted !== undefined && wanted !== site) return '抽样环节与计划行不一致。';
  const { key, batches } = line;
  if (tasks.length > batches) {
    return `计划行“${key}”共${batches}批次，不能一次分配${tasks.length}批次。`;
  }
  const given = earlier
    .filter((one) => one.line === key)
    .reduce((sum, one) => sum + one.tasks.length, 0);
  return given + tasks.length > batches
    ? `计划行“${key}”共${batches}批次，已分配${given}批次，不能再分配${tasks.length}批次；确需增加的，请先修订计划。`
    : undefined;
}
