import type { Refusal } from '#kernel/refusal.ts';
import { readDraw, standingResult } from '#law/regulator/random-draw/rounds.ts';
import type { DrawRecord, DrawRound } from '#law/regulator/random-draw/rounds.ts';
import { readResult } from '#insight/draw/result.ts';
import type { Drawn, PoolObject } from '#insight/draw/types.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import { latestHead } from '../ledger/heads.ts';
import { loadProceeding } from '../reading/load-proceeding.ts';
import type { LoadedProceeding } from '../reading/load-proceeding.ts';
import { committedFile, openInspectors, openObjects } from './pool-files.ts';
import type { DrawnBatch, DrawnObject, DrawView, RoundView, StepView } from './present.ts';
import { batchesOf, namesOfPeople } from './queries.ts';
import type { BatchRow } from './queries.ts';

/** A draw that the actor may see. */
export interface LoadedDraw {
  readonly proceeding: LoadedProceeding;
  readonly record: DrawRecord;
}

const unnamed = '(未公开)';

/** Loads a draw; undefined where there is none that the actor may see. */
export async function loadDraw(
  tx: Tx,
  context: Context,
  id: string,
): Promise<LoadedDraw | undefined> {
  const proceeding = await loadProceeding(tx, context.law, id);
  if (proceeding?.procedure.draws === undefined) return undefined;
  const record = readDraw(proceeding.snapshot.history);
  return record && { proceeding, record };
}

/** Presents a draw with the names behind its ids. */
export async function viewDraw(
  tx: Tx,
  context: Context,
  who: SignedIn,
  { proceeding, record }: LoadedDraw,
): Promise<DrawView> {
  const organiser = proceeding.snapshot.seats.find(({ role }) => role === 'organiser');
  const offices = [organiser?.organisation, who.actor.organisation].filter(
    (id) => id !== undefined,
  );
  const [labels, people, head, batches] = await Promise.all([
    labelsOf(context, record),
    openInspectors(context, record.pools.inspectors),
    latestHead(tx),
    batchesOf(tx, proceeding.id, [...new Set(offices)]),
  ]);
  const rounds = await Promise.all(
    record.rounds.map(async (round) => ({
      ...round,
      missing: Math.max(0, round.size - (head?.size ?? 0)),
      drawn: await namedResult(tx, context, round, labels),
      steps: await namedSteps(tx, round, labels),
    })),
  );
  return {
    id: proceeding.id,
    name: record.name,
    state: proceeding.snapshot.state ?? '',
    pools: record.pools,
    sizes: { objects: labels.size, inspectors: people?.ok ? people.pool.items.length : 0 },
    plan: record.plan,
    rounds,
    batches: batches.map((row) => presentBatch(row, standing(record, rounds), labels)),
  };
}

/** Firms that the draw comes to now. */
function standing(record: DrawRecord, rounds: readonly RoundView[]): ReadonlySet<string> {
  const drawn = standingResult(record) === undefined ? [] : (rounds.at(-1)?.drawn ?? []);
  return new Set(drawn.map(({ object }) => object.id));
}

function presentBatch(row: BatchRow, drawn: ReadonlySet<string>, labels: Labels): DrawnBatch {
  const fromDraw = row.tasks.filter(({ beyond }) => beyond === undefined);
  const gone = fromDraw.filter(({ sampled }) => !drawn.has(sampled));
  return {
    entry: row.id,
    at: row.at,
    plan: { entry: row.plan_id, title: row.plan_title, line: row.line },
    tasks: row.tasks.length,
    beyond: row.tasks.length - fromDraw.length,
    gone: [...new Set(gone.map(({ sampled }) => labels.of(sampled)))],
  };
}

/** The last result of a round with names; empty while there is none. */
export async function namedResult(
  tx: Tx,
  context: Context,
  round: DrawRound,
  labels: Labels,
): Promise<DrawnObject[]> {
  const hash = round.results.at(-1);
  const bytes = hash === undefined ? undefined : await committedFile(context, hash);
  const drawn = bytes === undefined ? [] : (readResult(Buffer.from(bytes).toString('utf8')) ?? []);
  return nameDrawn(tx, drawn, labels);
}

async function namedSteps(tx: Tx, { steps }: DrawRound, labels: Labels): Promise<StepView[]> {
  const left = steps.flatMap((step) => (step.do === 'recuse' ? [step.inspector] : []));
  const names = await namesOfPeople(tx, [...new Set(left)]);
  return steps.map((step) => ({
    ...step,
    objectName: labels.of(step.object),
    ...(step.do === 'recuse' ? { inspectorName: names.get(step.inspector) ?? unnamed } : {}),
  }));
}

/** Puts names beside the ids of a result. */
export async function nameDrawn(
  tx: Tx,
  drawn: readonly Drawn[],
  labels: Labels,
): Promise<DrawnObject[]> {
  const accounts = [...new Set(drawn.flatMap(({ inspectors }) => inspectors))];
  const names = await namesOfPeople(tx, accounts);
  return drawn.map((one) => ({
    ...one,
    object: { id: one.object, name: labels.of(one.object) },
    inspectors: one.inspectors.map((id) => ({ id, name: names.get(id) ?? unnamed })),
  }));
}

/** What the pool of objects calls each of them. */
export async function labelsOf(context: Context, { pools }: DrawRecord): Promise<Labels> {
  const read = await openObjects(context, pools.objects);
  return labelsIn(read?.ok ? read.pool.items : []);
}

/** The same of a pool that is open. */
export function labelsIn(items: readonly PoolObject[]): Labels {
  return { size: items.length, of: (id) => find(items, id)?.label ?? id };
}

/** Names of a pool's objects; of 200,000 a screen shows a few. */
export interface Labels {
  readonly size: number;
  readonly of: (id: string) => string;
}

/** A pool ascends by id. */
function find(items: readonly PoolObject[], id: string): PoolObject | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (items[middle]!.id < id) low = middle + 1;
    else high = middle;
  }
  return items[low]?.id === id ? items[low] : undefined;
}

/** Tells a refusal from what was asked for. */
export function isRefusal(value: object): value is Refusal {
  return 'ok' in value && value.ok === false && 'code' in value;
}
