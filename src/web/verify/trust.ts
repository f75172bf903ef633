import { parsePolicy } from '#ledger/cosignature.ts';
import type { Policy } from '#ledger/cosignature.ts';
import type { PolicyFile, Words } from '#server/ledger/present.ts';

/** Where a policy came from. */
export type Source = 'file' | 'kept' | 'fetched' | 'pasted';

/** Everything that this browser keeps: whom to trust, and what ids mean. */
export interface Trust {
  readonly policy: PolicyFile;
  readonly words?: Words;
  readonly source: Source;
  /** ISO instant at which the policy was first seen here. */
  readonly since: string;
}

/** What the page starts with. */
export interface Start {
  readonly trust?: Trust;
  /** A policy that the site now offers and that is not the one kept before: somebody has to look. */
  readonly changed?: Trust;
}

const storageKey = 'sifang-verify';

/**
 * Finds the policy: the one that this file was saved with, else the one kept from an earlier visit, else the site's. A
 * kept policy is never replaced by itself, or a site that rewrites its history could bring the policy to match.
 */
export async function startTrust(now: () => string): Promise<Start> {
  const saved = readSaved();
  if (saved !== undefined) return { trust: saved };
  const kept = readKept();
  const fetched = await fetchTrust(now());
  if (fetched === undefined) return kept === undefined ? {} : { trust: kept };
  if (kept === undefined) return { trust: keep(fetched) };
  const words = fetched.words === undefined ? {} : { words: fetched.words };
  if (sameTrust(kept.policy, fetched.policy)) {
    return { trust: keep({ ...kept, ...words, policy: fetched.policy }) };
  }
  return { trust: keep({ ...kept, ...words }), changed: fetched };
}

/** Keeps a policy in this browser for the next visits. @returns it. */
export function keep(trust: Trust): Trust {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ ...trust, source: 'kept' }));
  } catch (error) {
    // A private window or a full disk: it is then fetched again next time.
    console.warn('policy not kept', error);
  }
  return trust;
}

/** Reads a policy that somebody pasted. @returns a Chinese sentence where it is none. */
export function readPasted(text: string, words: Words | undefined, now: string): Trust | string {
  const json = parseJson(text);
  const parsed = parsePolicy(json);
  if (!parsed.ok) return parsed.sentence;
  const { log, witnesses, quorum, parties } = json as PolicyFile;
  const policy = { log, witnesses, quorum, parties: isNames(parties) ? parties : {} };
  return { policy, source: 'pasted', since: now, ...(words === undefined ? {} : { words }) };
}

function isNames(value: unknown): value is PolicyFile['parties'] {
  const entries = typeof value === 'object' && value !== null ? Object.values(value) : [undefined];
  return entries.every((name) => typeof name === 'string');
}

/** The policy for verification. @throws Error where what was kept is no policy. */
export function openTrust({ policy }: Trust): Policy {
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new Error(parsed.sentence);
  return parsed.policy;
}

/** Whether two policies trust the same keys in the same way; names of parties do not matter. */
export function sameTrust(one: PolicyFile, other: PolicyFile): boolean {
  const keys = ({ log, witnesses, quorum }: PolicyFile) =>
    JSON.stringify([log, witnesses.toSorted(), quorum]);
  return keys(one) === keys(other);
}

/** The page as one file carries the policy of the day on which it was saved. */
function readSaved(): Trust | undefined {
  const text = document.getElementById('saved')?.textContent;
  return text ? checked({ ...(parseJson(text) as Trust), source: 'file' }) : undefined;
}

function readKept(): Trust | undefined {
  try {
    const text = localStorage.getItem(storageKey);
    return text === null ? undefined : checked({ ...(parseJson(text) as Trust), source: 'kept' });
  } catch (error) {
    console.warn('no storage', error);
    return undefined;
  }
}

function checked(trust: Trust): Trust | undefined {
  return parsePolicy(trust.policy).ok ? trust : undefined;
}

async function fetchTrust(now: string): Promise<Trust | undefined> {
  const [policy, words] = await Promise.all([get('policy.json'), get('words.json')]);
  if (!parsePolicy(policy).ok) return undefined;
  const known = words === undefined ? {} : { words: words as Words };
  return { policy: policy as PolicyFile, source: 'fetched', since: now, ...known };
}

async function get(name: string): Promise<unknown> {
  try {
    const response = await fetch(`/ledger/${name}`, { signal: AbortSignal.timeout(8_000) });
    return response.ok ? await response.json() : undefined;
  } catch (error) {
    // Without a network the kept policy serves.
    console.warn(name, error);
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
