import { decideDuty, isOwed } from '#kernel/decide-duty.ts';
import type { AcceptedRecord } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import type { Context } from '../../context.ts';
import { gather } from '../../gather.ts';
import { readCrowd } from './crowd-facts.ts';
import type { CrowdFacts } from './crowd-facts.ts';
import { writeCrowd } from './crowd-write.ts';
import type { Written } from './crowd-write.ts';
import { bitsOf, dutyEntry } from './entry-of.ts';
import type { DutyRecordRequest, Turn } from './entry-of.ts';
import { factsOf, isVersions } from './facts.ts';
import { sealEntry } from '../entry.ts';
import type { Receipt } from '../present.ts';
import { picksOf } from '../picked.ts';

/** Above this a batch gains little and its first waits for its last. */
const batchSize = 64;

/** Two transactions at once keep the database busy while the rules are asked. */
const lanes = 2;

/** A batch waits for nobody long: whoever holds one of its rows would hold up all. Then each goes alone. */
const waitMs = 2_000;

/** Whether a record needs nothing but its own facts: first of its period, no draft, only books of versions. */
export function isPlain(context: Context, duty: Duty, request: DutyRecordRequest): boolean {
  const { reads = [], draft } = duty;
  return (
    draft === undefined &&
    request.corrects === undefined &&
    reads.every((id) => isVersions(context, id, request.period))
  );
}

/**
 * Keeps a plain record together with others that arrive at the same time: their facts are read, decided and written in
 * one transaction, which at a peak takes a fifth of the work of one transaction each. The decision is the same, and
 * so is what is written.
 * @returns undefined where the record must go alone: it would be refused, opens or notifies something, repeats an
 * earlier one, meets another record of the same enterprise, or the batch failed. Nothing of it has happened then.
 */
export function recordInCrowd(context: Context, turn: Turn): Promise<Receipt | undefined> {
  let submit = crowds.get(context);
  if (submit === undefined) {
    submit = gather((turns: readonly Turn[]) => recordAll(context, turns), {
      atMost: batchSize,
      lanes,
    });
    crowds.set(context, submit);
  }
  return submit(turn);
}

/** One crowd for each service: several in one process (tests) must not mix theirs. */
const crowds = new WeakMap<Context, (turn: Turn) => Promise<Receipt | undefined>>();

async function recordAll(
  context: Context,
  turns: readonly Turn[],
): Promise<(Receipt | undefined)[]> {
  const now = context.now();
  const first = firstOfEach(turns);
  try {
    const kept = await context.database.asSystem(
      'recorder',
      async (tx) => {
        const facts = await readCrowd(tx, first, now);
        const accepted = first.flatMap((turn) => decide(context, turn, facts, now) ?? []);
        return accepted.length === 0 ? [] : writeCrowd(tx, accepted);
      },
      { plans: 'generic', timeoutMs: waitMs },
    );
    if (kept.length > 0) context.wakeSequencer();
    const receipts = new Map(kept.map((receipt) => [receipt.id, receipt]));
    return turns.map((turn) => (first.includes(turn) ? receipts.get(turn.request.id) : undefined));
  } catch (error) {
    // Whatever it was, it undid the whole batch. Alone, each meets it again or goes through.
    if (!usual.has((error as { code?: string }).code ?? '')) console.error('crowd:', error);
    return turns.map(() => undefined);
  }
}

/** An id used before, a deadlock, a wait that was too long. */
const usual = new Set(['23505', '40P01', '57014']);

/** One record of each enterprise: two of one month would meet in the same row. */
function firstOfEach(turns: readonly Turn[]): Turn[] {
  const found = new Map<string, Turn>();
  for (const turn of turns) {
    if (!found.has(turn.organisation)) found.set(turn.organisation, turn);
  }
  // Always in the same order: two batches that share enterprises then wait for each other and never in a ring.
  return [...found.values()].sort((a, b) => (a.organisation < b.organisation ? -1 : 1));
}

function decide(context: Context, turn: Turn, crowd: CrowdFacts, now: string): Written | undefined {
  const { who, duty, request, raw } = turn;
  const loaded = crowd.of(turn);
  if (loaded === undefined) return undefined;
  const facts = factsOf(context, { who, duty, from: request.period, now }, loaded);
  const { input, reason } = request;
  const decision = decideDuty({ duty, facts, actor: who.actor, input, reason, amends: false });
  if (!decision.ok || !isQuiet(decision) || !isPicked(turn, decision, crowd)) return undefined;
  const entry = dutyEntry(
    who,
    duty,
    request,
    { facts, organisation: loaded.organisation },
    decision,
  );
  const owed = isOwed(duty, facts.organisation, request.period);
  return { entry, raw, seal: sealEntry(entry), bits: bitsOf(entry, decision.effects, owed) };
}

/** Nothing follows but marks in the duty's own row. */
function isQuiet({ effects }: AcceptedRecord): boolean {
  return effects.every((effect) => effect.do === 'mark');
}

/** It points to nothing but files that its own author uploaded, photos where photos are asked for. */
function isPicked({ duty, who }: Turn, { input }: AcceptedRecord, crowd: CrowdFacts): boolean {
  return picksOf(duty.form, input).every(
    ({ what, id, kinds }) =>
      what === 'file' &&
      crowd.uploaded(id, who.account.id) &&
      (kinds.length === 0 || crowd.isPicture(id)),
  );
}
