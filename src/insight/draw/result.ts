import { hexHash } from './text.ts';
import type { Drawn, Sha256 } from './types.ts';

/** First line of a result. */
export const RESULT_HEADER = 'sifang-draw-result/v1';

/** A result as text, FORMAT.md §6. */
export function resultText(seed: string, drawn: readonly Drawn[]): string {
  const lines = drawn.map(({ arm, stratum, rank, object, inspectors }) =>
    [arm, stratum, rank, object, inspectors.join(',')].join('\t'),
  );
  return `${[RESULT_HEADER, seed, ...lines].join('\n')}\n`;
}

/** The hash that the entry of a draw or of a step carries, lower-case hexadecimal. */
export function resultHash(seed: string, drawn: readonly Drawn[], sha256: Sha256): string {
  return hexHash(resultText(seed, drawn), sha256);
}

/** Reads the lines of a result back. @returns undefined where the text is none. */
export function readResult(text: string): Drawn[] | undefined {
  const [header, _seed, ...lines] = text.split('\n');
  if (header !== RESULT_HEADER || lines.pop() !== '') return undefined;
  const drawn: Drawn[] = [];
  for (const line of lines) {
    const [arm, stratum = '', rank = '', object = '', inspectors = ''] = line.split('\t');
    if ((arm !== 'uniform' && arm !== 'stratum') || !/^[1-9]\d*$/.test(rank)) return undefined;
    const sent = inspectors === '' ? [] : inspectors.split(',');
    drawn.push({ arm, stratum, rank: Number(rank), object, inspectors: sent });
  }
  return drawn;
}
