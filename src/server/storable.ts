/** Deeper than any form; beyond it a body is an attack on whoever walks it. */
const deepest = 30;

/**
 * Whether a parsed JSON body can be stored and hashed as it is. NUL and lone surrogates have no place in the database,
 * numbers beyond 64 bits none in canonical JSON.
 */
export function isStorable(value: unknown, depth = 0): boolean {
  if (depth > deepest) return false;
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed();
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  for (const key of Object.keys(value)) {
    const inner = (value as Readonly<Record<string, unknown>>)[key];
    if (!isStorable(key, depth + 1) || !isStorable(inner, depth + 1)) return false;
  }
  return true;
}
