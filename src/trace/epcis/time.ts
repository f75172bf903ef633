/**
 * A time in UTC to the millisecond, `2026-11-28T01:30:00.000Z`. Of further digits the last kept one is rounded, a half
 * to the even neighbour; beyond the sixth they are cut off.
 * @returns undefined for what is no time.
 */
export function utcMilliseconds(text: string): string | undefined {
  if (text.length === 24 && text.endsWith('Z') && text.charAt(19) === '.') return text;
  const ms = epochMilliseconds(text);
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

/** A time as milliseconds since 1970, rounded in the same way. */
export function epochMilliseconds(text: string): number | undefined {
  const parts = /^(.{19})(?:\.(\d+))?(.*)$/.exec(text);
  if (parts === null) return undefined;
  const [, seconds = '', fraction = '', zone = ''] = parts;
  // A leap second counts as the one before it.
  const whole = Date.parse(`${seconds.replace(/:60$/, ':59')}${zone.toUpperCase()}`);
  if (Number.isNaN(whole)) return undefined;
  return whole + rounded(Number(fraction.slice(0, 6).padEnd(6, '0')));
}

function rounded(microseconds: number): number {
  const down = Math.floor(microseconds / 1000);
  const rest = microseconds % 1000;
  if (rest === 500) return down % 2 === 0 ? down : down + 1;
  return rest > 500 ? down + 1 : down;
}
