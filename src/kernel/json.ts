/** A JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A JSON object: the input of an act. */
export type JsonObject = { readonly [key: string]: Json | undefined };
