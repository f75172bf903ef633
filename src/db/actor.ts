/** On whose behalf a transaction runs. Row-level security reads these values as `sifang.*` settings. */
export interface Actor {
  /** Account (uuid); null for the public. */
  readonly account: string | null;
  /** Organisation acted for (uuid). */
  readonly organisation: string | null;
  /** Party of that organisation, as in the kernel's list. */
  readonly party: string;
  /** Posts held there. */
  readonly posts: readonly string[];
  /** Division codes in scope, both ends included. A range, because a prefix LIKE in a policy is 80 times slower. */
  readonly region: { readonly lo: number; readonly hi: number };
  /** Product domains in scope, one bit each. */
  readonly domains: number;
}

/** Work without a signed-in person behind it; each has a database role of its own with its own grants. */
export type SystemRole =
  | 'public'
  | 'sequencer'
  | 'sweep'
  | 'session'
  | 'import'
  | 'audit'
  | 'recorder'
  | 'sender';

/** SQL text with the values of its placeholders. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * The statement that turns an open transaction over to the actor, until its end.
 *
 * Policies read `nullif(current_setting('sifang.account', true), '')`: null and "not set" are both the empty string.
 * Posts are joined by commas; region and domains are decimal numbers.
 */
export function actorStatement(
  who: Actor | SystemRole,
  { timeoutMs, plans }: { readonly timeoutMs?: number; readonly plans?: 'generic' | 'custom' } = {},
): Statement {
  const settings = typeof who === 'string' ? [['role', `sifang_${who}`]] : actorSettings(who);
  if (timeoutMs !== undefined) settings.push(['statement_timeout', String(timeoutMs)]);
  if (plans !== undefined) settings.push(['plan_cache_mode', `force_${plans}_plan`]);
  // The month's partition is empty when its plan is made; reading it from end to end is right then, and ruinous hours later.
  if (plans === 'generic') settings.push(['enable_seqscan', 'off']);
  // Names are ours and go into the text, values are placeholders: one prepared statement for every actor.
  const calls = settings.map(([name], index) => `set_config('${name}', $${index + 1}, true)`);
  return { sql: `select ${calls.join(', ')}`, parameters: settings.map(([, value]) => value) };
}

function actorSettings(actor: Actor): [string, string][] {
  return [
    ['role', 'sifang_app'],
    ['sifang.account', actor.account ?? ''],
    ['sifang.organisation', actor.organisation ?? ''],
    ['sifang.party', actor.party],
    ['sifang.posts', actor.posts.join(',')],
    ['sifang.region_lo', String(actor.region.lo)],
    ['sifang.region_hi', String(actor.region.hi)],
    ['sifang.domains', String(actor.domains)],
  ];
}
