import { useSyncExternalStore } from 'react';

const query = matchMedia('(max-width: 640px)');

/** Whether the page is shown on a screen as narrow as a phone's. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => query.matches,
  );
}
