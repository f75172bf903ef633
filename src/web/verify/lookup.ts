import type { LoggedEntry } from '#server/ledger/present.ts';

/** What the site says of the number of an entry. */
export type Found =
  | { readonly kind: 'receipt'; readonly text: string }
  | { readonly kind: 'proof'; readonly contentHash: string; readonly proof: string }
  | { readonly kind: 'waiting' | 'unknown' | 'busy' | 'offline' };

const patienceMs = 15_000;
const number = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The number that the code on a paper leads here with. */
export function askedNumber(search: string): string | undefined {
  return new URLSearchParams(search).get('entry')?.trim().toLowerCase();
}

/** Whether a text has the form of a number of an entry. */
export function isNumber(text: string): boolean {
  return number.test(text);
}

/**
 * Asks the site for the receipt of an entry; whoever may not read it gets the proof that the entry is in the log.
 * @param ask how to fetch; the browser's own outside of tests.
 */
export async function lookUp(entry: string, ask: typeof fetch = fetch): Promise<Found> {
  if (!isNumber(entry)) return { kind: 'unknown' };
  try {
    const options = {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patienceMs),
    } as const;
    const answer = await ask(`/ledger/entries/${entry}`, options);
    if (answer.status === 404) return { kind: 'unknown' };
    if (!answer.ok) return { kind: 'busy' };
    const logged = (await answer.json()) as LoggedEntry;
    if (logged.state === 'waiting') return { kind: 'waiting' };
    const receipt = await ask(`/api/entries/${entry}/receipt`, options);
    if (receipt.ok) return { kind: 'receipt', text: await receipt.text() };
    return { kind: 'proof', contentHash: logged.contentHash, proof: logged.proof };
  } catch (error) {
    // No network, no answer in time, or the page as it is kept for days without one, which may fetch nothing.
    if (error instanceof TypeError || error instanceof DOMException) return { kind: 'offline' };
    throw error;
  }
}
