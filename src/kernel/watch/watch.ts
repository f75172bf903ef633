import { addMonths, dayOf } from '../calendar/plain-date.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Procedure } from '../definition.ts';
import type { PastAct } from '../facts.ts';
import type { JsonObject } from '../json.ts';
import { statesAlong } from '../replay.ts';

/** Says that a proceeding has one enterprise, or kinds of products in a territory, watched more closely for a term. */
export interface WatchRule {
  /** States in which it is in force, as long as its term lasts. */
  readonly inStates: readonly string[];
  /** Fields of the opening form. */
  readonly fields: {
    /** Ids of the product classes that are watched. */
    readonly classes: string;
    readonly from: string;
    readonly until: string;
  };
  /** The act that sets another last day, in a field called as at the opening. */
  readonly lengthenedBy?: string;
  /** How often somebody goes there: acts that say so in one field, and the months that each of its values stands for. */
  readonly frequency: {
    readonly acts: readonly string[];
    readonly field: string;
    readonly months: Readonly<Record<string, number>>;
  };
  /** The act that records that it was done, on the day of the entry or the one that a field names. */
  readonly visits: { readonly act: string; readonly on?: string };
  /** The table of the opening form that lists kinds of places that are gone to, and the field of its rows that says which. */
  readonly objects?: { readonly rows: string; readonly field: string };
  /**
   * Procedures whose proceedings are carried out under it: those that name it in a field of their opening form, or those
   * about the same with a class that is watched.
   */
  readonly carriedOutBy: readonly (
    | { readonly procedure: string; readonly namedIn: string }
    | { readonly procedure: string; readonly classIn: string }
  )[];
}

/** What is watched, as the acts of its proceeding give it. */
export interface WatchFacts {
  /** Id of the proceeding. */
  readonly id: string;
  readonly procedure: string;
  /** The enterprise; absent where it is about whoever deals in the products. */
  readonly organisation?: string;
  /** The territory, a division's code. */
  readonly region: number;
  /** Ids of product classes. */
  readonly classes: readonly string[];
  readonly from: PlainDate;
  readonly until: PlainDate;
  /** Whether it was decided and not lifted; its term is another matter. */
  readonly isDecided: boolean;
  /** From which day on somebody goes there every so many months, oldest first. */
  readonly frequencies: readonly { readonly since: PlainDate; readonly months: number }[];
  /** Kinds of places that are gone to. */
  readonly objects?: readonly string[];
  /** Days on which it was done, oldest first. */
  readonly visits: readonly PlainDate[];
}

/** A turn of the frequency: at least one visit belongs to it. */
export interface WatchTurn {
  readonly from: PlainDate;
  /** First day of the next turn. */
  readonly to: PlainDate;
  readonly visits: number;
}

/** Replays a watch out of the acts of its proceeding, oldest first; undefined where the procedure has none watched. */
export function watchOf(
  procedure: Pick<Procedure, 'id' | 'watch' | 'acts'>,
  place: { readonly id: string; readonly organisation?: string; readonly region: number },
  history: readonly PastAct[],
): WatchFacts | undefined {
  const { watch: rule } = procedure;
  const [opening] = history;
  if (rule === undefined || opening === undefined) return undefined;
  const { fields, frequency, visits } = rule;
  let until = textOf(opening.input[fields.until]);
  const frequencies: WatchFacts['frequencies'][number][] = [];
  const days: PlainDate[] = [];
  for (const { act, at, input } of history) {
    if (act === rule.lengthenedBy) until = textOf(input[fields.until]);
    const months = frequency.months[textOf(input[frequency.field])];
    if (frequency.acts.includes(act) && months !== undefined) {
      frequencies.push({ since: dayOf(at), months });
    }
    if (act === visits.act) days.push(dayIn(input, visits.on) ?? dayOf(at));
  }
  return {
    ...place,
    procedure: procedure.id,
    classes: [opening.input[fields.classes] ?? []].flat().map(textOf),
    ...(rule.objects === undefined ? {} : { objects: objectsIn(opening.input, rule.objects) }),
    from: textOf(opening.input[fields.from]),
    until,
    isDecided: rule.inStates.includes(statesAlong(procedure, history).at(-1) ?? ''),
    frequencies,
    visits: days.toSorted(),
  };
}

/** Whether it is in force on a day. */
export function isWatching(watch: WatchFacts, day: PlainDate): boolean {
  return watch.isDecided && watch.from <= day && day <= watch.until;
}

/** The turns of its frequency from the first day of the term until a day, with what was done in each. */
export function turnsUntil(watch: WatchFacts, day: PlainDate): WatchTurn[] {
  const turns: WatchTurn[] = [];
  const last = day < watch.until ? day : watch.until;
  for (let from = watch.from; from <= last;) {
    const set = watch.frequencies.findLast(({ since }) => since <= from) ?? watch.frequencies[0];
    if (set === undefined) return turns;
    const to = endOfTurn(watch, from, addMonths(from, set.months));
    const visits = watch.visits.filter((on) => from <= on && on < to).length;
    turns.push({ from, to, visits });
    from = to;
  }
  return turns;
}

/** A turn ends sooner where a higher frequency was set in its midst: the clock of the next visit runs from then, too. */
function endOfTurn({ frequencies }: WatchFacts, from: PlainDate, to: PlainDate): PlainDate {
  return frequencies
    .filter(({ since }) => from < since && since < to)
    .reduce((end, { since, months }) => {
      const sooner = addMonths(since, months);
      return sooner < end ? sooner : end;
    }, to);
}

function objectsIn(
  input: PastAct['input'],
  { rows, field }: NonNullable<WatchRule['objects']>,
): string[] {
  return ([input[rows] ?? []].flat() as JsonObject[]).map((row) => textOf(row[field]));
}

function dayIn(input: PastAct['input'], field: string | undefined): PlainDate | undefined {
  return field === undefined ? undefined : textOf(input[field]) || undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
