import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, withQuery } from './call.ts';
import type { Problem } from './problem.ts';

/** What a screen knows of something that it reads. */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  /** Nothing to show yet. */
  readonly isLoading: boolean;
  /** Something older is shown while the new is on its way. */
  readonly isFetching: boolean;
  /** When the value arrived by this device's clock, milliseconds since 1970; 0 before. */
  readonly arrivedMs: number;
  readonly again: () => void;
}

/** Carries a problem through the query cache, which knows thrown errors only. */
class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/**
 * Reads something and keeps it fresh. While a filter changes, the rows before stay on the screen.
 * @param path undefined reads nothing yet.
 */
export function useRead<T>(
  path: string | undefined,
  query: Readonly<Record<string, string | number | undefined>> = {},
): Reading<T> {
  const address = path === undefined ? undefined : withQuery(path, query);
  const result = useQuery({
    queryKey: [path, address],
    enabled: address !== undefined,
    queryFn: () => read<T>(address ?? ''),
    placeholderData: (before, last) =>
      last?.queryKey[0] === path ? keepPreviousData(before) : undefined,
    retry: (count, error) => isPassing(error) && count < 2,
  });
  const { error } = result;
  return {
    value: result.data,
    problem: error instanceof ProblemError ? error.problem : undefined,
    isLoading: result.isPending && result.fetchStatus !== 'idle',
    isFetching: result.isFetching,
    arrivedMs: result.dataUpdatedAt,
    again: () => void result.refetch(),
  };
}

/** Reads once outside a hook, for the query cache. @throws ProblemError, which {@link useRead} unwraps. */
export async function read<T>(address: string): Promise<T> {
  const answer = await call<T>('GET', address);
  if (!answer.ok) throw new ProblemError(answer.problem);
  return answer.value;
}

/** After something was recorded, whatever is on the screen may have changed. */
export function useRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    // A first reading that is still on its way was asked for before: waiting for it would show what was.
    await client.cancelQueries();
    await client.invalidateQueries();
  };
}

function isPassing(error: Error): boolean {
  return (
    error instanceof ProblemError &&
    (error.problem.code === 'offline' || error.problem.status > 501)
  );
}
