import type { StandardLevel, StandardNature } from '#kernel/product/standard.ts';

/** What the number of a standard says of it. */
export interface StandardNumber {
  /** In the one spelling of the register. */
  readonly number: string;
  readonly level: StandardLevel | 'enterprise';
  readonly nature: StandardNature;
  readonly year: number;
}

const serial = String.raw`(\d+(?:\.\d+)*)-(\d{4}|\d{2})`;
const shapes: readonly (readonly [RegExp, StandardLevel | 'enterprise'])[] = [
  [new RegExp(`^(GB|GBJ|GBZ)(/T|/Z)? ?${serial}$`), 'national'],
  [new RegExp(String.raw`^(DB\d{2,4})(/T|/Z)? ?${serial}$`), 'local'],
  [new RegExp(`^(T/[A-Z0-9]{2,12})() ${serial}$`), 'group'],
  [
    new RegExp(String.raw`^(Q/[A-Z0-9]{2,18})() (?:([A-Z0-9]{1,6} ?)?\d+(?:\.\d+)*)-(\d{4})$`),
    'enterprise',
  ],
  [new RegExp(`^([A-Z]{2,3})(/T|/Z)? ?${serial}$`), 'industry'],
];

/**
 * Reads the number of a standard (order 83, article 13 for those of enterprises): who issued it, whether it binds, its
 * year. Full-width letters, long dashes and other spaces come from copied papers and are put right.
 * @returns undefined where it is no number of a standard.
 */
export function readStandardNumber(text: string): StandardNumber | undefined {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[‐-―−－﹣]/g, '-')
    .replaceAll(/\s*([/-])\s*/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  for (const [shape, level] of shapes) {
    const found = shape.exec(plain);
    if (found === null) continue;
    const [, prefix = '', mark = ''] = found;
    const rest = plain.slice(prefix.length + mark.length).trim();
    const digits = rest.slice(rest.lastIndexOf('-') + 1);
    // Two digits are a year of the last century.
    const year = digits.length === 2 ? 1900 + Number(digits) : Number(digits);
    return { number: `${prefix}${mark} ${rest}`, level, nature: natureOf(level, mark), year };
  }
  return undefined;
}

function natureOf(level: StandardLevel | 'enterprise', mark: string): StandardNature {
  if (level === 'group' || level === 'enterprise' || mark === '/T') return 'recommended';
  return mark === '/Z' ? 'guiding' : 'mandatory';
}

/** The numbers in a text such as `GB 175-2007、GB 199-1990`; what is no number is given back as it stands. */
export function readNumbers(text: string): {
  readonly numbers: readonly string[];
  readonly unread: readonly string[];
} {
  const parts = text
    .split(/[、，,;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const read = parts.map((part) => [part, readStandardNumber(part)] as const);
  return {
    numbers: [...new Set(read.flatMap(([, found]) => (found === undefined ? [] : [found.number])))],
    unread: read.flatMap(([part, found]) => (found === undefined ? [part] : [])),
  };
}
