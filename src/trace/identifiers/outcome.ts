/** A value, or the Chinese sentence that says why there is none. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly sentence: string };

/** What was read. */
export function found<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** Why it could not be read. */
export function wrong(sentence: string): { readonly ok: false; readonly sentence: string } {
  return { ok: false, sentence };
}
