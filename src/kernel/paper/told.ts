import { describeCount } from '../calendar/count.ts';
import type { Count, DueDate } from '../calendar/count.ts';
import type { Procedure } from '../definition.ts';
import { isMet } from './recited.ts';
import type { PaperPast } from './recited.ts';
import { government, placePattern } from './words.ts';
import type { Telling } from './words.ts';

/** A sentence of a paper, filled in, and the clauses that ask for it. */
export interface ToldSentence {
  readonly text: string;
  readonly basis: readonly string[];
}

/** What only the shell knows of the moment at which the paper was made. */
export interface ToldWith {
  /** How the paper writes the last day of a clock as it stood then; undefined where it did not run. */
  readonly lastDay: (clock: string) => string | undefined;
  /** The government whose department the acting office is. */
  readonly government: string;
}

/**
 * The sentences that the law asks of an entry's paper. One whose condition is not met, whose condition the reader may not
 * know, or whose day does not run is left out.
 */
export function toldFor(entry: string, past: PaperPast, known: ToldWith): ToldSentence[] {
  const at = past.history.findIndex((one) => one.entry === entry);
  const tells = past.procedure.acts[past.history[at]?.act ?? '']?.tells ?? [];
  return tells
    .filter(({ where }) => where === undefined || isMet(where, at, past))
    .flatMap((telling) => {
      const text = textOf(telling, past.procedure, known);
      return text === undefined ? [] : [{ text, basis: basisOf(telling) }];
    });
}

/** The clauses of a sentence and of the periods that it gives; a deadline of the procedure cites its own. */
export function basisOf({ basis, periods = {} }: Telling): string[] {
  return [...new Set([...basis, ...Object.values(periods).flatMap((period) => period.basis)])];
}

/** A period as papers write it: twelve months are a year there. */
export function periodText(count: Count): string {
  if (count.unit === 'hours' && count.value === 0) return '立即';
  if (count.unit === 'months' && count.value > 0 && count.value % 12 === 0) {
    return `${count.value / 12}年`;
  }
  return describeCount(count);
}

/** A last day whose year's holidays are not announced yet may still move. */
export function dayText(due: DueDate, write: (day: string) => string): string {
  return due.certain ? write(due.day) : `${write(due.day)}，该年节假日安排尚未公布，为暂计日期`;
}

function textOf(telling: Telling, procedure: Procedure, known: ToldWith): string | undefined {
  let isWhole = true;
  const text = telling.text.replaceAll(placePattern, (_place, id: string, day?: string) => {
    const said = day === undefined ? lengthOf(id, telling, procedure, known) : known.lastDay(id);
    if (said === undefined) isWhole = false;
    return said ?? '';
  });
  return isWhole ? text : undefined;
}

function lengthOf(id: string, telling: Telling, procedure: Procedure, known: ToldWith) {
  if (id === government) return known.government;
  const count = telling.periods?.[id]?.count ?? procedure.deadlines[id]?.count;
  return count === undefined ? undefined : periodText(count);
}
