import type { TodoItem } from './present.ts';

/** What endangers people stands first, then by the moment at which it is due; what has no clock stays last, as it came. */
export function inOrder(items: readonly TodoItem[]): TodoItem[] {
  return items.toSorted((a, b) => compare(placeOf(a), placeOf(b)));
}

function placeOf({ urgent, until }: TodoItem): string {
  return `${urgent === true ? 0 : 1} ${until ?? '~'}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
