import type { Difference } from '../difference.ts';
import { partKey } from './effects.ts';
import type { ExpectedLots } from './effects.ts';
import type { StoredLots } from './rows.ts';

/** What the graph holds because of one entry. */
export type StoredOfEntry = StoredLots;

/** Sorts what was read by the entries that it rests on. */
export function storedByEntry(stored: StoredLots): (entry: string) => StoredOfEntry {
  const events = Map.groupBy(stored.events, (one) => one.entry_id);
  const parts = Map.groupBy(stored.parts, (one) => one.entry_id);
  const blocks = Map.groupBy(stored.blocks, (one) => one.entry_id);
  const codes = Map.groupBy(stored.codes, (one) => one.entry_id);
  return (entry) => ({
    events: events.get(entry) ?? [],
    parts: parts.get(entry) ?? [],
    blocks: blocks.get(entry) ?? [],
    codes: codes.get(entry) ?? [],
  });
}

/** The first place where the graph does not hold what an entry did to lots; what it kept back only where it names it. */
export function compareLots(
  entry: string,
  expected: ExpectedLots,
  stored: StoredOfEntry,
  blocks = true,
): Difference | undefined {
  const events = new Map(stored.events.map((event) => [event.number, event]));
  for (const number of new Set([...expected.events.keys(), ...events.keys()])) {
    const [due, found] = [expected.events.get(number), events.get(number)];
    const made = expected.made.get(number);
    if (due !== found?.text)
      return differ(entry, 'lot_event', found?.lot, due ?? '-', found?.text ?? '-');
    if (made !== undefined && made.facts !== found?.facts) {
      return differ(entry, 'lot', found?.lot, made.facts, found?.facts ?? '-');
    }
  }
  const parts = new Map(
    stored.parts.map(({ child, parent, quantity }) => [partKey(child, parent), quantity]),
  );
  for (const key of new Set([...expected.parts.keys(), ...parts.keys()])) {
    const [due = '-', found = '-'] = [expected.parts.get(key), parts.get(key)];
    if (due !== found) return differ(entry, 'lot_part', key.split('/')[1], due, found);
  }
  const codes = new Map(stored.codes.map(({ lot, text }) => [lot, text]));
  for (const lot of new Set([...expected.codes.keys(), ...codes.keys()])) {
    const [due = '-', found = '-'] = [expected.codes.get(lot), codes.get(lot)];
    if (due !== found) return differ(entry, 'lot_code', lot, due, found);
  }
  if (!blocks) return undefined;
  const kept = new Set(stored.blocks.map(({ lot }) => lot));
  return blockDifference(entry, new Set(expected.blocked), kept);
}

/** The first lot that is kept back without reason, or not kept back where it should be. */
export function blockDifference(
  entry: string,
  expected: ReadonlySet<string>,
  stored: ReadonlySet<string>,
): Difference | undefined {
  const [lot] = expected.symmetricDifference(stored);
  if (lot === undefined) return undefined;
  const isKept = stored.has(lot);
  return differ(entry, 'lot_block', lot, isKept ? '-' : '封存', isKept ? '封存' : '-');
}

/** Where the graph holds something else than what follows from an entry. */
export function differ(
  entry: string,
  table: string,
  lot: string | undefined,
  due: string,
  found: string,
): Difference {
  const what = words[table];
  return {
    check: 'lots',
    table,
    column: 'lot',
    entry,
    zh: `记录${entry}对批次${lot ?? ''}的${what ?? ''}为“${found}”，由记录重放应为“${due}”。`,
    en: `${table} of entry ${entry} holds "${found}" for lot ${lot ?? '-'}, the entry gives "${due}"`,
  };
}

const words: Readonly<Record<string, string>> = {
  lot_event: '流转',
  lot_part: '用料',
  lot_block: '封存',
  lot_code: '赋码',
  recall_scope: '召回范围',
  recall_answer: '召回答复',
  lot: '登记内容',
  epcis_taken: '采集',
};
