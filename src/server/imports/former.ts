import type { Match } from '#kernel/book/slots.ts';
import { wantedBy } from '#kernel/book/wanted.ts';
import type { Book } from '#kernel/definition.ts';
import type { ActorFacts, DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { Tx } from '#db/transaction.ts';
import { readHolding } from '../reading/records.ts';

/** What a row says, with the lots that it names. */
export interface Asking {
  readonly input: JsonObject;
  readonly lots: readonly LotFacts[];
}

type Matches = readonly { readonly match: Match; readonly found: Map<string, RecordFacts[]> }[];

/** Former records that agree with rows of a table, read once for all rows; accepted rows are former ones to later rows. */
export class Former {
  readonly #matches: Matches;
  readonly #book: Book;

  private constructor(book: Book, matches: Matches) {
    this.#book = book;
    this.#matches = matches;
  }

  /** Reads what the matches of a book find for some rows. */
  static async read(tx: Tx, house: string, book: Book, rows: readonly Asking[]): Promise<Former> {
    const all = (book.matches ?? []).map(async (match) => {
      const wanted = rows.flatMap(({ input, lots }) => wantedBy(match, input, lots));
      const records = await readHolding(tx, house, match.book, namesOf(match), wanted);
      return { match, found: Map.groupBy(records, ({ input }) => keyOf(match, input)) };
    });
    return new Former(book, await Promise.all(all));
  }

  /** The facts of a row: those of the whole table, and the records that agree with it. */
  factsFor(facts: DutyFacts, { input, lots }: Asking): DutyFacts {
    if (this.#matches.length === 0) return { ...facts, lots };
    const own = this.#matches.flatMap(({ match, found }) =>
      wantedBy(match, input, lots).flatMap((wanted) =>
        (found.get(keyOf(match, wanted)) ?? []).map((record) => ({ book: match.book, record })),
      ),
    );
    const records = (id: string) => {
      const matched = own.flatMap(({ book, record }) => (book === id ? [record] : []));
      const all = [...facts.records(id), ...matched];
      return [...new Map(all.map((one) => [one.entry, one])).values()];
    };
    return { ...facts, lots, records, latest: (id) => records(id).at(-1) };
  }

  /** Makes an accepted row known to later ones. */
  add(entry: string, at: string, by: ActorFacts, input: JsonObject): void {
    for (const { match, found } of this.#matches) {
      if (match.book !== this.#book.id) continue;
      const key = keyOf(match, input);
      found.set(key, [...(found.get(key) ?? []), { entry, at, by, input }]);
    }
  }
}

function namesOf({ fields = {}, lots = {} }: Match): readonly string[] {
  return [...Object.keys(fields), ...Object.keys(lots)];
}

function keyOf(match: Match, holds: JsonObject): string {
  return JSON.stringify(namesOf(match).map((name) => holds[name]));
}
