import { useEffect, useState } from 'react';

/** Gives the focus back to what had it when this appeared, as soon as this is gone: a drawer to the button that opened it. */
export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
}
