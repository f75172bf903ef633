import { aqls, codeLetter, letters } from './letters.ts';
import type { Letter, Level } from './letters.ts';
import { doubleFrom, doubleTables, singleSizes, singleTables } from './tables.ts';
import type { Severity } from './tables.ts';

/** What is counted: nonconforming items (percent), or nonconformities, of which an item may have several. */
export type Counting = 'items' | 'nonconformities';

/** One sample of a plan; the numbers are of all samples up to this one. */
export interface Stage {
  /** Items to draw now. */
  readonly size: number;
  readonly accept: number;
  /** With one sample, and after the last of two, it is `accept` + 1. */
  readonly reject: number;
}

/** What is to be drawn from a lot and when it is accepted. */
export interface Plan {
  /** The letter of table 1, and the one at which the arrows end. */
  readonly letter: Letter;
  readonly planLetter: Letter;
  readonly severity: Severity;
  readonly aql: string;
  /** One sample, or two. A double plan is answered with one sample where its table sends to the single plan. */
  readonly stages: readonly Stage[];
  /** Every item is inspected, because the sample would be as large as the lot (decision 0030). */
  readonly isFull: boolean;
  /** Outside figures disagree on this cell: whoever relies on it looks it up in the printed standard. */
  readonly isDisputed: boolean;
}

/** What a plan is asked for. */
export interface Question {
  readonly lotSize: number;
  readonly level: Level;
  /** One of {@link aqls}. */
  readonly aql: string;
  readonly severity: Severity;
  readonly counting: Counting;
  readonly kind?: 'single' | 'double';
}

/**
 * The sampling plan of a lot: letter, cell, arrows, and 100 % where the samples come to the lot (GB/T 2828.1-2012,
 * tables 1 to 3).
 * @throws RangeError where lot size, limit or counting are none that the standard knows: see {@link questionDefect}.
 */
export function planFor(question: Question): Plan {
  const defect = questionDefect(question);
  if (defect !== undefined) throw new RangeError(defect);
  const { lotSize, level, aql, severity, kind = 'single' } = question;
  const letter = codeLetter(lotSize, level);
  const found = cellPlan(severity, letter, aql, kind)!;
  const size = found.stages.reduce((sum, stage) => sum + stage.size, 0);
  if (size < lotSize) return found;
  return { ...found, stages: [{ size: lotSize, accept: 0, reject: 1 }], isFull: true };
}

/** Why no plan can be given, in Chinese; undefined where one can. */
export function questionDefect({ lotSize, aql, counting }: Question): string | undefined {
  if (!Number.isSafeInteger(lotSize) || lotSize < 2) return '批量应为不小于2的整数。';
  if (!aqls.includes(aql)) return `AQL应为标准规定的优选值，没有“${aql}”。`;
  return counting === 'items' && Number(aql) > 10
    ? '以不合格品百分数表示质量时，AQL不超过10；更大的值只用于每百单位产品不合格数。'
    : undefined;
}

/** The plan of a cell after its arrows; undefined for a blank cell. */
export function cellPlan(
  severity: Severity,
  letter: Letter,
  aql: string,
  kind: 'single' | 'double' = 'single',
): Plan | undefined {
  const row = followArrows(severity, letters.indexOf(letter), aqls.indexOf(aql));
  if (row === undefined) return undefined;
  const { at, accept } = row;
  const planLetter = letters[at]!;
  const numbers = doubleTables[severity][accept];
  const hasDouble = at >= letters.indexOf(doubleFrom[severity]) && numbers !== undefined;
  const stages =
    kind === 'double' && hasDouble
      ? doubleStages(singleSizes[severity][at - 1]!, numbers)
      : [{ size: singleSizes[severity][at]!, accept, reject: accept + 1 }];
  const isDisputed =
    (severity === 'reduced' && accept === 5 && at > 1) ||
    (severity === 'tightened' && letter === 'A' && aql === '10');
  return { letter, planLetter, severity, aql, stages, isFull: false, isDisputed };
}

/**
 * The acceptance number with the limit one step tighter in the row of a plan: what the switching score asks for
 * (9.3.3.2). Undefined where that cell has no plan of its own.
 */
export function tighterAccept({ severity, planLetter, aql }: Plan): number | undefined {
  const cell = cellOf(severity, letters.indexOf(planLetter), aqls.indexOf(aql) - 1);
  return cell === undefined || !/^\d+$/.test(cell) ? undefined : Number(cell);
}

function doubleStages(
  size: number,
  [first, reject, both]: readonly [number, number, number],
): Stage[] {
  return [
    { size, accept: first, reject },
    { size, accept: both, reject: both + 1 },
  ];
}

function followArrows(severity: Severity, start: number, column: number) {
  for (let at = start; at >= 0 && at < letters.length;) {
    const cell = cellOf(severity, at, column);
    if (cell === 'v') at += 1;
    else if (cell === '^') at -= 1;
    else return cell === undefined || cell === '.' ? undefined : { at, accept: Number(cell) };
  }
  return undefined;
}

function cellOf(severity: Severity, row: number, column: number): string | undefined {
  const letter = letters[row];
  return letter === undefined ? undefined : singleTables[severity][letter]?.split(' ')[column];
}
