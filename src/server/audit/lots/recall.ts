import type { Effect } from '#kernel/effect.ts';
import { quantityText, parseQuantity } from '#kernel/lot/quantity.ts';
import type { RecallAnswer } from '#kernel/lot/recall.ts';
import type { Tx } from '#db/transaction.ts';
import type { Difference } from '../difference.ts';
import { differ } from './compare.ts';

/** What of an answer its entry says; the rest the graph added to it. */
const said = ['found', 'outside', 'consumers', 'returned', 'destroyed', 'recovered'] as const;

/** What the tables of recalls hold because of some entries, by entry. */
export interface StoredRecall {
  readonly scopes: ReadonlyMap<string, { readonly frozen: boolean; readonly hash: string }>;
  readonly answers: ReadonlyMap<string, readonly { readonly lot: string; readonly text: string }[]>;
}

/** Reads the scopes and answers that rest on some entries. */
export async function readStoredRecall(tx: Tx, entries: readonly string[]): Promise<StoredRecall> {
  const [scopes, answers] = await Promise.all([
    tx.rows<{ entry: string; frozen: boolean; hash: string }>(
      'select entry_id as entry, frozen, hash from recall_scope where entry_id = any ($1::uuid[])',
      [entries],
    ),
    tx.rows<RecallAnswer & { entry: string }>(
      `select a.entry_id as entry, l.id as lot, ${said.map((name) => `a.${name}::text`).join(', ')}
       from recall_answer a join lot l on l.seq = a.lot where a.entry_id = any ($1::uuid[])`,
      [entries],
    ),
  ]);
  const texts = answers.map((one) => ({ entry: one.entry, lot: one.lot, text: answerText(one) }));
  return {
    scopes: new Map(scopes.map(({ entry, ...scope }) => [entry, scope])),
    answers: Map.groupBy(texts, ({ entry }) => entry),
  };
}

/** What the acts of one proceeding did to a recall, in their order. */
export class ExpectedRecall {
  /** By entry; what a stop finds nobody hands in, so its hash is not known here. */
  readonly #scopes = new Map<string, { readonly hash?: string }>();
  /** The last answer for each lot. */
  readonly #answers = new Map<string, { readonly entry: string; readonly text: string }>();

  /** Takes an act's effects. */
  add(entry: string, effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.do !== 'recall') continue;
      const { event } = effect;
      if (event.kind === 'stop') this.#scopes.set(entry, {});
      if (event.kind === 'freeze') this.#scopes.set(entry, { hash: event.hash });
      if (event.kind !== 'answer') continue;
      for (const one of event.answers) this.#answers.set(one.lot, { entry, text: answerText(one) });
    }
  }

  /** The first place where the tables hold something else, of what rests on the acts of the proceeding. */
  compare(entries: readonly string[], stored: StoredRecall): Difference | undefined {
    for (const entry of entries) {
      const [due, found] = [this.#scopes.get(entry), stored.scopes.get(entry)];
      const expected = due && scopeText(due.hash !== undefined, due.hash ?? found?.hash ?? '');
      const held = found && scopeText(found.frozen, found.hash);
      if (expected !== held)
        return differ(entry, 'recall_scope', undefined, expected ?? '-', held ?? '-');
    }
    const expected = new Map(
      [...this.#answers].map(([lot, { entry, text }]) => [`${entry} ${lot}`, text]),
    );
    const found = new Map(
      entries.flatMap((entry) =>
        (stored.answers.get(entry) ?? []).map(({ lot, text }) => [`${entry} ${lot}`, text]),
      ),
    );
    for (const key of new Set([...expected.keys(), ...found.keys()])) {
      const [due = '-', held = '-'] = [expected.get(key), found.get(key)];
      const [entry = '', lot] = key.split(' ');
      if (due !== held) return differ(entry, 'recall_answer', lot, due, held);
    }
    return undefined;
  }
}

function scopeText(frozen: boolean, hash: string): string {
  return `${frozen} ${hash}`;
}

function answerText(answer: Pick<RecallAnswer, (typeof said)[number]>): string {
  return said.map((name) => quantityText(parseQuantity(answer[name]))).join(' / ');
}
