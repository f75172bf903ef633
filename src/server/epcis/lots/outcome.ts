import type { ClauseId } from '#kernel/clause.ts';
import { refuseFor } from '#kernel/refusal.ts';
import type { Objection } from '#kernel/refusal.ts';
import type { Single } from '#trace/epcis/singles.ts';
import type { Tx } from '#db/transaction.ts';
import { tryLots } from '../../acts/effects/lots-at-once.ts';
import type { LotWriting } from '../../acts/effects/lots-at-once.ts';
import type { PlacedEvent } from '../capture/write.ts';
import type { Batch, Standing } from './batch.ts';
import { writeSingles } from './single-rows.ts';
import { writeTaken } from './taken-rows.ts';
import type { Taken } from './taken-rows.ts';
import { passUnits, writeUnits } from './unit-rows.ts';
import type { Left } from './unit-rows.ts';

/** Why an event was refused or left out: a sentence without a stop, and the provisions that it rests on. */
export interface Reason {
  readonly sentence: string;
  readonly basis: readonly ClauseId[];
}

/** How an event becomes part of the register. */
interface Taking extends Pick<Taken, 'capture' | 'others'> {
  readonly writings?: readonly LotWriting[];
  /** Units that left by it. */
  readonly emptied?: Left;
  /** The organisation that got them. */
  readonly receiver?: string | undefined;
}

interface Judged {
  readonly taken: Taken;
  readonly writings: readonly LotWriting[];
  /** The organisation that got the units that left. */
  readonly receiver: string | undefined;
  /** Pieces that were made. */
  readonly singles: readonly Single[];
}

/** What comes of the events of a batch, by their places in the document, and what is still to be written of it. */
export class Outcome {
  /** Goods left by them that may not leave: the event itself is refused. */
  readonly refused = new Map<number, Reason>();
  /** The register could not take them. */
  readonly leftOut = new Map<number, Reason>();
  readonly #basis: readonly ClauseId[];
  #pending: Judged[] = [];
  #taken: Taken[] = [];
  #unseen = 0;

  /** @param basis of what says no provisions of its own: those of the book. */
  constructor(basis: readonly ClauseId[]) {
    this.#basis = basis;
  }

  /** How many the register took. */
  get taken(): number {
    return this.#taken.length + this.#pending.length;
  }

  /** An event is refused. */
  refuse({ number }: PlacedEvent, objection: Objection): void {
    this.refused.set(number, this.#reason(objection));
  }

  /** An event is captured and no more. */
  leaveOut({ number }: Pick<PlacedEvent, 'number'>, objection: Objection): void {
    this.leftOut.set(number, this.#reason(objection));
  }

  #reason(objection: Objection): Reason {
    const { sentence, basis } = refuseFor(objection, this.#basis);
    return { sentence: bare(sentence), basis };
  }

  /** Nothing of a house without lots and products can be part of the register: said once, for all of its events. */
  leaveAllOut(events: readonly PlacedEvent[], sentence: string): void {
    const [first] = events;
    if (first !== undefined) this.leaveOut(first, sentence);
    this.#unseen = events.length - this.leftOut.size;
  }

  /** How many it left out. */
  get left(): number {
    return this.leftOut.size + this.#unseen;
  }

  /** An event becomes part of the register. */
  take(
    { key, number, id, piece, start, length, telling, original }: PlacedEvent,
    { capture, writings = [], emptied = [], receiver, others }: Taking,
  ): void {
    const place = { key, capture, number, id, piece, start, length, others };
    const taken = { ...place, undone: false, emptied: emptied.length === 0 ? undefined : emptied };
    const singles = original === undefined ? (telling?.singles ?? []) : [];
    this.#pending.push({ taken, writings, receiver, singles });
  }

  /** An event of this batch that was written. */
  find(key: string): Taken | undefined {
    return this.#taken.find((one) => one.key === key);
  }

  /** Writes what was judged so far. Where the register moved under it after all, each event is tried by itself. */
  async write(tx: Tx, { house }: Batch, { units, singles: known }: Standing): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    const isWhole =
      (await tryLots(
        tx,
        pending.flatMap(({ writings }) => writings),
      )) === undefined;
    const made: Single[] = [];
    for (const { taken, writings, receiver, singles } of pending) {
      const refusal = isWhole ? undefined : await tryLots(tx, writings);
      if (refusal !== undefined) {
        if (taken.emptied !== undefined) units.stay(taken.emptied);
        for (const [piece] of singles) known.own.delete(piece);
        this.leaveOut(taken, refusal.sentence);
        continue;
      }
      this.#taken.push(taken);
      made.push(...singles);
      if (taken.emptied !== undefined && receiver !== undefined) {
        await passUnits(tx, house.id, taken.emptied, receiver, false);
      }
    }
    await writeSingles(tx, house.id, made);
    await writeUnits(tx, house.id, units);
  }

  /** Writes down which events the register took. */
  finish(tx: Tx, batch: Batch): Promise<void> {
    return writeTaken(tx, batch, this.#taken);
  }
}

/** Where it stands in a list, a sentence has no stop. */
function bare(sentence: string): string {
  return sentence.replace(/。$/, '');
}
