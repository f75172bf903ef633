import { deadlinesOf } from '#kernel/due.ts';
import type { RunningDeadline } from '#kernel/due.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { recitedFor } from '#kernel/paper/recited.ts';
import type { PaperPast } from '#kernel/paper/recited.ts';
import { dayText, toldFor } from '#kernel/paper/told.ts';
import type { ToldSentence } from '#kernel/paper/told.ts';
import type { Tx } from '#db/transaction.ts';
import { chineseDate } from '../documents/wording.ts';
import { withhold } from '../proceedings/present.ts';
import type { LoadedProceeding } from '../reading/load-proceeding.ts';
import type { Reader } from '../reading/reader-roles.ts';
import { governmentsOf } from './queries.ts';

/** What a paper says beside the fields of its own form. */
export interface Beside {
  /** What it recites, in the shape of a filled form. */
  readonly fields: readonly FieldDescription[];
  readonly input: JsonObject;
  readonly withheld: readonly string[];
  readonly told: readonly ToldSentence[];
}

/** A record of a book or a duty stands for itself. */
export const nothingBeside: Beside = { fields: [], input: {}, withheld: [], told: [] };

/** Where nobody knows whose department the acting office is. */
const unnamedGovernment = '作出本文书的机关的本级人民政府';

/** What the paper of an entry recites and tells, to a reader. */
export async function besideEntry(
  tx: Tx,
  law: Law,
  loaded: LoadedProceeding,
  reader: Reader,
  entry: string,
): Promise<Beside> {
  const past = pastOf(loaded, reader);
  const { fields, input, withheld } = recitedFor(entry, past);
  const told = (await toldByEntry(tx, law, loaded, reader)).get(entry) ?? [];
  return { fields, input, withheld, told };
}

/** What each paper of a proceeding tells, by entry. */
export async function toldByEntry(
  tx: Tx,
  law: Law,
  loaded: LoadedProceeding,
  reader: Reader,
): Promise<ReadonlyMap<string, readonly ToldSentence[]>> {
  const { procedure, snapshot } = loaded;
  const { history, seats } = snapshot;
  const papers = history.filter(({ act }) => procedure.acts[act]?.tells !== undefined);
  if (papers.length === 0) return new Map();
  const offices = papers.map(({ by }) => by.organisation);
  const governments = await governmentsOf(tx, offices);
  const past = pastOf(loaded, reader);
  return new Map(
    papers.map(({ entry, act, at, by }) => {
      // A clock that this paper starts is told as it stood that day, whatever lengthened it later.
      const until = history.slice(0, history.findIndex((one) => one.entry === entry) + 1);
      const clocks = deadlinesOf(procedure, until, law.calendar, at, seats);
      const lastDay = (id: string) => {
        const moves = ({ startedBy, extendedBy }: RunningDeadline) =>
          startedBy === entry || extendedBy.includes(act);
        const clock = clocks.find((one) => one.id === id && moves(one));
        return clock === undefined ? undefined : dayText(clock.due, chineseDate);
      };
      const government = governments.get(by.organisation ?? '') ?? unnamedGovernment;
      return [entry, toldFor(entry, past, { lastDay, government })] as const;
    }),
  );
}

function pastOf(
  { procedure, snapshot, organisation }: LoadedProceeding,
  reader: Reader,
): PaperPast {
  return {
    procedure,
    history: snapshot.history,
    seats: snapshot.seats,
    hasSubject: organisation !== undefined,
    withhold: (act, past) => withhold(act, past, reader),
  };
}
