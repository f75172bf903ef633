import type { Procedure } from '#kernel/definition.ts';
import type { DoneAct, Figure } from '#kernel/derive/figure.ts';
import type { JsonObject } from '#kernel/json.ts';
import { now } from '../../kit/api/clock.ts';

/** The figures of a proceeding as they would stand after an act with the input filled in so far. */
export function figuresWith(
  procedure: Procedure,
  timeline: readonly DoneAct[],
  act: string,
  input: Readonly<Record<string, unknown>>,
): readonly Figure[] {
  const tried: DoneAct = { act, at: now(), input: input as JsonObject };
  return procedure.figures?.([...timeline, tried]) ?? [];
}
