import { carriedInto } from '#kernel/protection/carried.ts';
import type { Carried } from '#kernel/protection/carried.ts';
import { law } from '#law/all.ts';
import type { JsonObject } from '#kernel/json.ts';

/** What a complaint leaves to the report that its writer wants to make besides. */
export interface CarriedOver extends Carried {
  readonly region: number | undefined;
}

/**
 * Kept in memory alone, from one page to the next: in the address or in the browser's store it would outlive the change to
 * another access code, which is what keeps the report apart from the name.
 */
let waiting: CarriedOver | undefined;

/** Keeps what of a complaint begins the report. */
export function carryOver(input: JsonObject, region: number | undefined, today: string): void {
  const from = law.procedure('complaint', today)?.acts['register']?.form;
  const to = law.procedure('violation-report', today)?.acts['report']?.form;
  if (from !== undefined && to !== undefined) {
    waiting = { ...carriedInto(from, to, input), region };
  }
}

/** What is waiting, if anything. */
export function carriedOver(): CarriedOver | undefined {
  return waiting;
}

/** It was taken up, or is not wanted. */
export function dropCarried(): void {
  waiting = undefined;
}
