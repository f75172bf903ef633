import { useEffect, useState } from 'preact/hooks';
import type { PresentedEntry } from '#server/entries/present.ts';
import { reload } from '../acts/load.ts';
import { ask } from '../send/ask.ts';
import { keepReceipt } from '../store/drafts.ts';
import type { Kept } from '../store/drafts.ts';

const againAfterMs = 1_500;
const tries = 12;

/**
 * Reads an entry and asks again until it has its place in the log, which takes about a second; the place is kept with
 * the receipt, so that it can be seen without network.
 * @param id undefined reads nothing.
 */
export function useEntry(
  id: string | undefined,
  receipt: Kept | undefined,
): PresentedEntry | undefined {
  const [entry, setEntry] = useState<PresentedEntry>();
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async (left: number) => {
      const answer = await ask<PresentedEntry>('GET', `/api/entries/${id}`);
      if (isGone) return;
      if (answer.ok) setEntry(answer.value);
      const isLogged = answer.ok && answer.value.index !== undefined;
      if (!isLogged && left > 0) timer = setTimeout(() => void read(left - 1), againAfterMs);
    };
    if (id !== undefined) void read(tries);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [id]);
  const index = entry?.index;
  useEffect(() => {
    if (index === undefined || receipt === undefined || receipt.index !== undefined) return;
    void keepReceipt({ ...receipt, index }).then(reload);
  }, [index, receipt]);
  return entry;
}
