import { useSyncExternalStore } from 'react';

/** Whether the page is shown on a screen as narrow as a phone's. */
export const useIsNarrow = watching('(max-width: 640px)');

/** Whether whoever sits there asked the system for less motion. */
export const useIsCalm = watching('(prefers-reduced-motion: reduce)');

/** A hook that says whether a media query holds, also when that changes. */
function watching(condition: string): () => boolean {
  const query = matchMedia(condition);
  const onChange = (changed: () => void) => {
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  };
  return () => useSyncExternalStore(onChange, () => query.matches);
}
