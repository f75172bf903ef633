import { useNavigate, useSearch } from '@tanstack/react-router';

/** The query of an address; every value is text. */
export type Search = Readonly<Record<string, string | undefined>>;

/** Reads a query as plain text: `region=360700` stays what it is written as. */
export function parseSearch(query: string): Search {
  return Object.fromEntries(new URLSearchParams(query));
}

/** Writes a query; what is empty is left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/**
 * The filters of a page live in its address, so that they can be bookmarked and survive going back.
 * @returns what is set, and a setter; whatever changes, the list starts again at its first page.
 */
export function useFilters(): readonly [Search, (change: Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = (change: Search) => {
    const next = { ...search, page: undefined, ...change };
    void navigate({ to: '.', search: next as never, replace: true });
  };
  return [search, set];
}

/** The page of a list that an address asks for. */
export function pageOf(search: Search): number {
  const page = Number(search['page'] ?? '1');
  return Number.isInteger(page) && page > 0 ? page : 1;
}
