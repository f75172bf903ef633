import type { JsonObject } from '../json.ts';
import type { LotFacts } from '../lot/lot.ts';
import type { Match } from './slots.ts';

/**
 * What former records hold that agree with an input and the lots that it names: one set of values, or one for each lot.
 * What the input leaves open agrees with nothing.
 */
export function wantedBy(
  { fields = {}, lots }: Match,
  input: JsonObject,
  named: readonly LotFacts[],
): readonly JsonObject[] {
  const pairs = Object.entries(fields).map(([theirs, ours]) => [theirs, input[ours]] as const);
  if (pairs.some(([, value]) => typeof value !== 'string')) return [];
  const said = Object.fromEntries(pairs) as JsonObject;
  if (lots === undefined) return [said];
  return named.map((lot) => {
    const own = Object.entries(lots).map(([theirs, ours]) => [theirs, lot[ours]]);
    return { ...said, ...(Object.fromEntries(own) as JsonObject) };
  });
}
