import { useEffect, useRef } from 'react';
import type { Values } from './values.ts';

const waitMs = 400;

/** What was typed into a form and not submitted yet, kept in this tab until it is. */
export function readDraft(key: string): Values | undefined {
  const kept = sessionStorage.getItem(storageKey(key));
  return kept === null ? undefined : (JSON.parse(kept) as Values);
}

/** Forgets a draft that was submitted or given up. */
export function forgetDraft(key: string): void {
  sessionStorage.removeItem(storageKey(key));
}

/** Keeps a draft a moment after the last key press. @returns what to call with each change, and what ends it. */
export function useDraftKeeper(key: string) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    keep(values: Values) {
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () => sessionStorage.setItem(storageKey(key), JSON.stringify(values)),
        waitMs,
      );
    },
    end() {
      clearTimeout(timer.current);
      forgetDraft(key);
    },
  };
}

function storageKey(key: string): string {
  return `draft:${key}`;
}
