import { hexHash } from './text.ts';
import type { SeedParts, Sha256 } from './types.ts';

/** First line of the text whose hash is the seed. */
export const SEED_HEADER = 'sifang-draw-seed/v1';

/** The text whose hash is the seed, FORMAT.md §3; shown to whoever wants to compute it alone. */
export function seedText({ objects, inspectors, log, beacon }: SeedParts): string {
  const word = (text: string) => text.trim().replaceAll(/\s+/gu, '_');
  const drawn = beacon === undefined ? '-' : `${word(beacon.name)} ${word(beacon.value)}`;
  return [
    SEED_HEADER,
    `objects ${objects}`,
    `inspectors ${inspectors ?? '-'}`,
    `log ${log.size} ${log.root}`,
    `beacon ${drawn}`,
    '',
  ].join('\n');
}

/** The seed of a draw, lower-case hexadecimal. */
export function seedOf(parts: SeedParts, sha256: Sha256): string {
  return hexHash(seedText(parts), sha256);
}
