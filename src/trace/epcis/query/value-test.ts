import { epochMilliseconds } from '../time.ts';

/** How a value is compared with what was asked for. */
export type Comparison = 'EQ' | 'GT' | 'GE' | 'LT' | 'LE';

/** Reads the comparison at the head of a parameter's name. */
export function comparisonOf(name: string): Comparison | undefined {
  const head = /^(EQ|GT|GE|LT|LE)_/.exec(name)?.[1];
  return head as Comparison | undefined;
}

/** Compares a value of an event with one that was asked for: as numbers, as times, or as texts where it must be equal. */
export function compares(value: unknown, comparison: Comparison, asked: string): boolean {
  const [own, other] = [orderOf(value), orderOf(asked)];
  if (own !== undefined && other !== undefined) {
    const difference = own - other;
    switch (comparison) {
      case 'EQ':
        return difference === 0;
      case 'GT':
        return difference > 0;
      case 'GE':
        return difference >= 0;
      case 'LT':
        return difference < 0;
      case 'LE':
        return difference <= 0;
    }
  }
  return comparison === 'EQ' && String(value) === asked;
}

function orderOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  if (!Number.isNaN(number)) return number;
  return /^\d{4}-\d\d-\d\d/.test(value) ? timeOrder(value) : undefined;
}

function timeOrder(text: string): number | undefined {
  if (text.length > 10) return epochMilliseconds(text);
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
