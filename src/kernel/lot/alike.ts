import { parseForm } from '../decide.ts';
import type { Book } from '../definition.ts';
import type { Effect } from '../effect.ts';
import type { DutyFacts } from '../facts.ts';
import type { LotEvent } from './lot.ts';

/** The part of what happened to a lot that its quantities and its holders depend on; the day is none of it. */
function moved(event: LotEvent): string | undefined {
  if (!('quantity' in event) || event.kind === 'made') return undefined;
  const { kind, lot, quantity } = event;
  return JSON.stringify([kind, lot, quantity, 'to' in event ? event.to : undefined]);
}

function movesOf(effects: readonly Effect[]): readonly (string | undefined)[] {
  return effects.map((effect) => (effect.do === 'lot' ? moved(effect.event) : effect.do));
}

/**
 * Whether a correction moves the same quantities of the same lots to the same receivers as the record that it corrects, in
 * the same places. What makes, blocks or codes lots is never alike: its lots follow from the entry.
 */
export function movesAsBefore(book: Book, facts: DutyFacts, input: unknown): boolean {
  const { corrected } = facts;
  const parsed = parseForm(book.form, input, book.basis);
  if (book.then === undefined || corrected === undefined || !parsed.ok) return false;
  const before = movesOf(book.then(facts, corrected.input));
  const after = movesOf(book.then(facts, parsed.input));
  const isAlike = before.length === after.length && before.every((one, at) => one === after[at]);
  return isAlike && before.some((one) => one?.startsWith('[')) && !before.includes(undefined);
}
