import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** One measured figure: what was measured, what it is held against, and whether the target is met. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** The real limit in the same run, where there is one. */
  readonly limit?: string;
  readonly target?: string;
  readonly met?: boolean;
}

/** What one benchmark found out. */
export interface Findings {
  readonly title: string;
  /** How it was measured, in a few sentences. */
  readonly method: string;
  readonly figures: readonly Figure[];
}

/** Milliseconds with as many digits as they deserve. */
export function ms(value: number): string {
  if (value >= 10_000) return `${(value / 1000).toFixed(1)} s`;
  return value >= 99.5 ? `${Math.round(value)} ms` : `${value.toPrecision(2)} ms`;
}

/** A rate, e.g. `1,234/s`. */
export function rate(perSecond: number): string {
  return `${Math.round(perSecond).toLocaleString('en')}/s`;
}

/** The middle of several runs. @throws RangeError on an empty list. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of the list does not exceed. @throws RangeError on an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (found === undefined) throw new RangeError('nothing was measured');
  return found;
}

/** The section of a benchmark as Markdown. */
export function sectionOf({ title, method, figures }: Findings, day: string): string {
  const rows = figures.map(({ what, measured, limit, target, met }) =>
    row([
      what,
      measured,
      limit ?? '',
      target ?? '',
      met === undefined ? '' : met ? 'yes' : '**no**',
    ]),
  );
  const table = [
    row(['what', 'measured', 'limit', 'target', 'met']),
    row(Array(5).fill('---')),
    ...rows,
  ];
  return `## ${title}\n\n${method} Measured ${day}.\n\n${table.join('\n')}\n`;
}

/**
 * Puts a part into the report in place of its former text. Parts stand between marks, so that what people wrote
 * between them stays; a part that is new comes last.
 */
export function writePart(file: string, name: string, text: string): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [open, close] = [`<!-- measured: ${name} -->`, `<!-- end: ${name} -->`];
  const part = `${open}\n\n${text}\n${close}`;
  const at = before.indexOf(open);
  const end = before.indexOf(close);
  const after =
    at < 0 || end < at
      ? `${before.trimEnd()}\n\n${part}\n`
      : before.slice(0, at) + part + before.slice(end + close.length);
  writeFileSync(file, after.trimStart());
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
