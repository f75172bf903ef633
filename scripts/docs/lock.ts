import type { Definition } from '#kernel/definition.ts';
import { definitionHash } from '#kernel/derive/hash.ts';

/** Published versions: `id@first-day` to the hash of the definition. */
export type Lock = Readonly<Record<string, string>>;

/** How a version is named in the lock. */
export function versionOf({ id, inForce }: Definition): string {
  return `${id}@${inForce.from}`;
}

/**
 * Finds published versions that were edited or removed: law does not change the past.
 * @returns one sentence per defect that says what to do.
 */
export function checkLock(lock: Lock, definitions: readonly Definition[]): string[] {
  const hashes = new Map(definitions.map((one) => [versionOf(one), definitionHash(one)]));
  return Object.entries(lock).flatMap(([version, locked]) => {
    const hash = hashes.get(version);
    if (hash === locked) return [];
    const what = hash === undefined ? 'was removed' : 'was changed';
    return `${version} is published and ${what}: restore it, close it with a last day in force, and add a new version beside it`;
  });
}

/**
 * Adds versions that are not locked yet; a locked hash is never overwritten.
 * @returns the lock, sorted by version.
 */
export function extendLock(lock: Lock, definitions: readonly Definition[]): Lock {
  const added = definitions.map((one) => [versionOf(one), definitionHash(one)] as const);
  const all = new Map([...added, ...Object.entries(lock)]);
  return Object.fromEntries([...all].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
