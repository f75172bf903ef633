import { useEffect, useRef } from 'react';
import type { Values } from './values.ts';

const waitMs = 400;

/** What was typed last and is not in the tab's store yet. */
const pending = new Map<string, Values>();

/** What was typed into a form and not submitted yet, kept in this tab until it is. */
export function readDraft(key: string): Values | undefined {
  const typed = pending.get(key);
  if (typed !== undefined) return typed;
  const kept = sessionStorage.getItem(storageKey(key));
  return kept === null ? undefined : (JSON.parse(kept) as Values);
}

/** Forgets a draft that was submitted or given up. */
export function forgetDraft(key: string): void {
  pending.delete(key);
  sessionStorage.removeItem(storageKey(key));
}

/** Keeps a draft a moment after the last key press. @returns what to call with each change, and what ends it. */
export function useDraftKeeper(key: string) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Who leaves the page at once loses nothing.
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      store(key);
    },
    [key],
  );
  return {
    keep(values: Values) {
      clearTimeout(timer.current);
      pending.set(key, values);
      timer.current = setTimeout(() => store(key), waitMs);
    },
    end() {
      clearTimeout(timer.current);
      forgetDraft(key);
    },
  };
}

function store(key: string): void {
  const typed = pending.get(key);
  if (typed !== undefined) sessionStorage.setItem(storageKey(key), JSON.stringify(typed));
  pending.delete(key);
}

function storageKey(key: string): string {
  return `draft:${key}`;
}
