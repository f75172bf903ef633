import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Tx } from '#db/transaction.ts';
import { lotsNamed } from '../../reading/lots.ts';
import type { Audit, Difference } from '../difference.ts';
import { effectsOf } from '../effects/publications.ts';
import type { Replay, ReplayedStep } from '../expected-proceeding.ts';
import { blockDifference, compareLots, storedByEntry } from './compare.ts';
import { expectedLots } from './effects.ts';
import { ExpectedRecall, readStoredRecall } from './recall.ts';
import { lotFactsOf, readStoredLots } from './rows.ts';

/** Reads what the graph of lots holds because of a proceeding's acts. */
export type CaseLots = Awaited<ReturnType<typeof readCaseLots>>;

/** Everything about lots that the acts of some proceedings need to be compared with. */
export async function readCaseLots(
  tx: Tx,
  { law }: Audit,
  proceedings: readonly string[],
  acts: readonly {
    readonly id: string;
    readonly definition: string;
    readonly act: string;
    readonly at: string;
    readonly input: unknown;
  }[],
) {
  const named = acts.map(({ id, definition, act, at, input }) => {
    const form = law.procedure(definition, dayOf(at))?.acts[act]?.form;
    return { entry: id, lots: form === undefined ? [] : lotsNamed(form, input) };
  });
  const entries = acts.map(({ id }) => id);
  const [stored, recall, facts, blocks, lines] = await Promise.all([
    readStoredLots(tx, entries),
    readStoredRecall(tx, entries),
    lotFactsOf(tx, named),
    tx.rows<{ cause: string; lot: string }>(
      `select b.cause, l.id as lot from lot_block b join lot l on l.seq = b.lot where b.cause = any ($1::uuid[])`,
      [proceedings],
    ),
    tx.rows<{ recall: string; lot: string }>(
      'select distinct recall, lot_id as lot from recall_line where recall = any ($1::uuid[])',
      [proceedings],
    ),
  ]);
  return {
    of: storedByEntry(stored),
    recall,
    facts,
    blocks: Map.groupBy(blocks, ({ cause }) => cause),
    lines: Map.groupBy(lines, ({ recall }) => recall),
  };
}

/** Compares what the acts of a proceeding did to lots with the graph, and what the case keeps back in the end. */
export async function checkCaseLots(
  audit: Audit,
  replay: Pick<Replay, 'procedure' | 'row'>,
  steps: readonly ReplayedStep[],
  { of, recall, facts, blocks, lines }: CaseLots,
): Promise<Difference | undefined> {
  const kept = new Set<string>();
  const recalled = new ExpectedRecall();
  let last = steps[0]?.act.entry ?? '';
  // A recall keeps back what its scope lists, until it lets lots go by name or by what became of them.
  const scope = (lines.get(replay.row.id) ?? []).map(({ lot }) => lot);
  let letsGo = false;
  for (const step of steps) {
    const { entry, at, by } = step.act;
    const [effects = []] = effectsOf(audit, replay, step, [''], facts.get(entry) ?? []);
    const cause = { entry, at, organisation: by.organisation ?? '', proceeding: replay.row.id };
    const expected = expectedLots(cause, effects);
    const difference = compareLots(entry, expected, of(entry), false);
    if (difference !== undefined) return difference;
    recalled.add(entry, effects);
    for (const effect of effects) {
      if (effect.do !== 'recall') continue;
      if (effect.event.kind === 'stop' || effect.event.kind === 'freeze') last = entry;
      if (effect.event.kind === 'release' || effect.event.kind === 'end') letsGo = true;
    }
    for (const lot of expected.blocked) kept.add(lot);
    for (const lot of expected.unblocked) kept.delete(lot);
    if (expected.blocked.length + expected.unblocked.length > 0) last = entry;
  }
  const told = recalled.compare(
    steps.map(({ act }) => act.entry),
    recall,
  );
  if (told !== undefined) return told;
  const stored = new Set((blocks.get(replay.row.id) ?? []).map(({ lot }) => lot));
  // What was let go by what became of it is known to the recall's own sums alone.
  for (const lot of scope) if (!letsGo || stored.has(lot)) kept.add(lot);
  return blockDifference(last, kept, stored);
}
