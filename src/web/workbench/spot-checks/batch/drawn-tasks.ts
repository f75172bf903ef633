import { describeForm } from '#kernel/derive/describe.ts';
import { spotCheckBatch } from '#law/regulator/spot-check-batch.ts';
import { nextPlace, taskNumber } from '#law/regulator/spot-check/batch/drawn.ts';
import type { DrawResult } from '#server/draws/present.ts';
import type { Values } from '../../../kit/form/values.ts';

/** The tasks of a batch with those that a draw adds. */
export interface DrawnTasks {
  readonly tasks: readonly Values[];
  readonly added: number;
  /** The draw that they come from, as the batch records it. */
  readonly drawnFrom: string;
  /** Place of the first object that found no room, from one; absent where all did. */
  readonly next?: number;
}

/** What a line of a plan still takes. */
export interface Line {
  readonly plan: string;
  readonly key: string;
  readonly batches: number;
  readonly opened: number;
  /** The first place that no task of the line has. */
  readonly nextPlace: number;
  readonly standard?: string;
}

const mostRows =
  describeForm(spotCheckBatch.form).find(({ name }) => name === 'tasks')?.max ?? Infinity;

/**
 * Adds one task for each object of a draw, in the order in which they were drawn, to those that are there: number and
 * standard are known, the product is found on the spot. Whom a task names already gets no second one.
 * @param from place of the first object, from one: where an earlier batch took the ones before.
 */
export function addDrawn(
  { id: drawnFrom, drawn }: DrawResult,
  line: Line,
  present: readonly Values[],
  from = 1,
): DrawnTasks {
  const kept = present.filter((row) => Object.values(row).some(isFilled));
  const named = new Set(kept.map(({ sampled }) => sampled));
  const asked = drawn
    .map(({ object: { id } }, at) => ({ id, place: at + 1 }))
    .filter(({ id, place }) => place >= from && !named.has(id));
  const room = Math.max(0, Math.min(mostRows, line.batches - line.opened) - kept.length);
  const typed = kept.map(({ taskNumber: number }) => (typeof number === 'string' ? number : ''));
  const first = Math.max(line.nextPlace, nextPlace(line.plan, line.key, typed));
  const added = asked.slice(0, room).map(({ id }, at) => ({
    sampled: id,
    taskNumber: taskNumber(line.plan, line.key, first + at),
    ...(line.standard === undefined ? {} : { standard: line.standard }),
  }));
  const next = asked[room]?.place;
  return {
    tasks: [...kept, ...added],
    added: added.length,
    drawnFrom,
    ...(next === undefined ? {} : { next }),
  };
}

/** Adds one task about a firm that something watched names, with this as its reason; none where a task names it already. */
export function addWatched(
  organisation: string,
  line: Line,
  present: readonly Values[],
): readonly Values[] {
  const kept = present.filter((row) => Object.values(row).some(isFilled));
  if (kept.some(({ sampled }) => sampled === organisation)) return kept;
  const typed = kept.map(({ taskNumber: number }) => (typeof number === 'string' ? number : ''));
  const place = Math.max(line.nextPlace, nextPlace(line.plan, line.key, typed));
  return [
    ...kept,
    {
      sampled: organisation,
      taskNumber: taskNumber(line.plan, line.key, place),
      beyond: 'key-area',
      ...(line.standard === undefined ? {} : { standard: line.standard }),
    },
  ];
}

function isFilled(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
