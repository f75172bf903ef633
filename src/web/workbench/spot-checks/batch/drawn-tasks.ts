import type { DrawResult } from '#server/draws/present.ts';
import type { Values } from '../../../kit/form/values.ts';

/** Tasks for what a draw came to, and what of it they leave out. */
export interface DrawnTasks {
  readonly tasks: readonly Values[];
  /** Where it came from, as the batch records it: the draw's name and the entry of its result. */
  readonly drawnFrom: string;
  /** Objects that stand in no register and can't be given a task here. */
  readonly unregistered: readonly string[];
  /** Objects after the last that fitted into the line. */
  readonly left: number;
}

/** What a line of a plan still takes. */
export interface Line {
  readonly plan: string;
  readonly key: string;
  readonly batches: number;
  readonly opened: number;
  readonly standard?: string;
}

/** A batch is opened at once; more tasks go into the next one. */
const most = 200;
const registered = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * One task for each registered object of a draw, in the order in which they were drawn; number and standard are known, the
 * product is found on the spot.
 * @param from place of the first object, from one: where an earlier batch took the ones before.
 */
export function tasksOf({ name, entry, drawn }: DrawResult, line: Line, from = 1): DrawnTasks {
  const asked = drawn.slice(from - 1);
  const known = asked.filter(({ object }) => registered.test(object.id));
  const room = Math.max(0, Math.min(most, line.batches - line.opened));
  return {
    tasks: known.slice(0, room).map(({ object }, at) => ({
      sampled: object.id,
      taskNumber: `${line.plan}-${line.key}-${String(line.opened + at + 1).padStart(3, '0')}`,
      ...(line.standard === undefined ? {} : { standard: line.standard }),
    })),
    drawnFrom: `${name.slice(0, 120)}（存证编号${entry}）`,
    unregistered: asked.filter((one) => !known.includes(one)).map(({ object }) => object.name),
    left: Math.max(0, known.length - room),
  };
}
