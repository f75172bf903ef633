import { canonicalJson } from '#ledger/canonical-json.ts';
import type { Effect } from '#kernel/effect.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';
import { effectiveBooks, effectsOf, readBookEntries } from './book-effects.ts';
import type { BookEntry } from './book-effects.ts';

/** A record of a regulator's book, and what followed from it; nothing where it was erased. */
export interface EffectiveRecord {
  readonly entry: BookEntry;
  readonly effects: readonly Effect[];
}

/** Records of the books of regulators that have effects, in the order of the log. */
export async function readRegulatorRecords(tx: Tx, law: Law): Promise<EffectiveRecord[]> {
  const books = effectiveBooks(law).filter(({ party }) => party === 'regulator');
  const houses = await tx.rows<{ organisation_id: string }>(
    `select distinct organisation_id from entry where kind = 'book' and definition = any ($1::text[])`,
    [books.map(({ id }) => id)],
  );
  const ids = houses.map((row) => row.organisation_id);
  const all = await readBookEntries(tx, ids, books);
  return all.map((entry) => ({
    entry,
    effects: entry.erased ? [] : effectsOf(law, entry, 'market-regulator', { all }),
  }));
}

/**
 * Compares the rows of a register with what the records of its book give.
 * @param column named as the one that is wrong.
 */
export function compareRows<R extends { entry_id: string }>(
  table: string,
  column: string,
  expected: readonly R[],
  stored: readonly R[],
  keyOf: (row: R) => string,
): Difference | undefined {
  const due = new Map(expected.map((row) => [keyOf(row), row]));
  const found = new Map(stored.map((row) => [keyOf(row), row]));
  for (const key of new Set([...due.keys(), ...found.keys()])) {
    const [one, other] = [due.get(key), found.get(key)];
    if (one !== undefined && other !== undefined && text(one) === text(other)) continue;
    return {
      check: 'register',
      table,
      column,
      entry: (one ?? other)!.entry_id,
      zh: `${table}的${key}为${text(other)}，由台账记录重算应为${text(one)}。`,
      en: `${table} ${key} is ${text(other)}, the records of its book give ${text(one)}`,
    };
  }
  return undefined;
}

function text(row: object | undefined): string {
  return row === undefined ? '-' : canonicalJson(JSON.parse(JSON.stringify(row)));
}
