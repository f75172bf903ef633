import type { DrawEffect, DrawPlan, DrawStep } from '#kernel/effect.ts';
import type { Json, JsonObject } from '#kernel/json.ts';

/** An act of a draw as its entry holds it. */
export interface DrawAct {
  readonly entry: string;
  readonly act: string;
  readonly at: string;
  readonly input: JsonObject;
}

/** One round: an announcement with what was drawn under it. */
export interface DrawRound {
  /** The entry that named the sources. */
  readonly announced: string;
  readonly announcedAt: string;
  readonly size: number;
  readonly beacon?: { readonly name: string; readonly on: string; readonly value?: string };
  readonly drawnAt?: string;
  readonly steps: readonly (DrawStep & { readonly ground: string; readonly at: string })[];
  /** Hashes of the result before the first step and after each; empty while nothing is drawn. */
  readonly results: readonly string[];
  /** Why it was drawn again; absent for the round that counts. */
  readonly replacedBecause?: { readonly ground: string; readonly reason: string };
}

/** A draw as the replay of its acts: what is computed from, and what came of it. */
export interface DrawRecord {
  readonly name: string;
  readonly pools: DrawEffect['pools'];
  readonly plan: DrawPlan;
  readonly rounds: readonly DrawRound[];
  /** Set where it was broken off: nothing that was drawn counts any more. */
  readonly cancelled?: true;
}

/** Reads a draw out of its entries, oldest first; undefined where they do not begin with its opening. */
export function readDraw(acts: readonly DrawAct[]): DrawRecord | undefined {
  const commit = acts.find(({ act }) => act === 'commit')?.input;
  if (commit === undefined) return undefined;
  const rounds: DrawRound[] = [];
  for (const act of acts) {
    if (act.act === 'announce') rounds.push(announced(act));
    const round = rounds.at(-1);
    if (round !== undefined) rounds[rounds.length - 1] = after(round, act);
  }
  return {
    name: textOf(commit['name']),
    pools: poolsOf(commit),
    plan: planOf(commit),
    rounds,
    ...(acts.some(({ act }) => act === 'cancel') ? { cancelled: true } : {}),
  };
}

/** Hash of the result that counts; none before the draw, after a redraw was ordered, and of a draw that was broken off. */
export function standingResult({ rounds, cancelled }: DrawRecord): string | undefined {
  const round = rounds.at(-1);
  if (cancelled === true || round?.replacedBecause !== undefined) return undefined;
  return round?.results.at(-1);
}

function announced({ entry, at, input }: DrawAct): DrawRound {
  const { beaconName: name, beaconOn: on } = input;
  const beacon =
    typeof name === 'string' && typeof on === 'string' ? { beacon: { name, on } } : undefined;
  const size = Number(input['size']);
  return { announced: entry, announcedAt: at, size, ...beacon, steps: [], results: [] };
}

function after(round: DrawRound, { act, at, input }: DrawAct): DrawRound {
  const result = [input['result'] ?? []].flat().filter((one) => typeof one === 'string');
  const results = [...round.results, ...result];
  if (act === 'draw') {
    const value = input['beaconValue'];
    const { beacon } = round;
    const known = beacon === undefined || typeof value !== 'string' ? beacon : { ...beacon, value };
    return { ...round, results, drawnAt: at, ...(known === undefined ? {} : { beacon: known }) };
  }
  if (act === 'redraw') {
    const replacedBecause = { ground: textOf(input['ground']), reason: textOf(input['reason']) };
    return { ...round, replacedBecause };
  }
  const ground = textOf(input['ground']);
  const steps = stepOf(act, input).map((step) => ({ ...step, ground, at }));
  return steps.length === 0 ? round : { ...round, results, steps: [...round.steps, ...steps] };
}

/** The step that an act is; none for any other act. */
export function stepOf(act: string, input: JsonObject): DrawStep[] {
  const { object, inspector } = input as { object?: string; inspector?: string };
  if (object === undefined) return [];
  if (act === 'replace') return [{ do: 'replace', object }];
  return act === 'recuse' && inspector !== undefined ? [{ do: 'recuse', object, inspector }] : [];
}

/** The plan that an opening entry holds. */
export function planOf(commit: JsonObject): DrawPlan {
  const { method, uniform, strata, inspectorsEach, objectsEach } = commit as unknown as DrawPlan;
  return { method, uniform, strata, inspectorsEach, objectsEach };
}

/** The pools that an opening entry commits to. */
export function poolsOf(commit: JsonObject): DrawEffect['pools'] {
  const { objects, inspectors } = commit as { objects: string[]; inspectors: string[] };
  return { objects: objects[0] ?? '', inspectors: inspectors[0] ?? '' };
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
