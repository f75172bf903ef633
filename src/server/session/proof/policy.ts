/** The operator's own numbers for signing in. No provision sets them: they are policy, kept in one place. */
export const policy = {
  /** A session ends this long after signing in, whatever happens. */
  sessionHours: 12,
  /** A session ends this long after its last request. */
  idleHours: 2,
  /** The last request is written down at most this often. */
  seenEveryMs: 60_000,
  /** A request may rest on what was read this long ago; other nodes learn of changes within it. */
  cacheMs: 10_000,
  /** Credentials remembered at most. */
  cacheSize: 10_000,
  /** So many failures in a row lock the login. */
  failuresToLock: 5,
  /** The first lock; each further one takes twice as long. */
  firstLockMinutes: 15,
  longestLockMinutes: 24 * 60,
  /** Unknown logins whose failures are remembered at most. */
  strangersSize: 10_000,
  /** Attempts of one address in a minute, beside the lock of the login; a whole office may share an address. */
  attemptsPerMinute: 30,
  passwordMin: 10,
  passwordMax: 128,
  /** Different characters that a password needs. */
  passwordVariety: 5,
  /** Sessions of one sign-on at the identity provider that are not finished yet. */
  oidcMinutes: 10,
  keyDaysMax: 365,
  keysPerOrganisation: 20,
  /** Guests made for one address in an hour; a village may share an address. */
  guestsPerHour: 10,
  /** A guest who handed nothing in is forgotten after so many days. */
  guestIdleDays: 7,
} as const;

/** Configuration of the routes that prove something. */
export const attemptLimit = {
  rateLimit: { max: policy.attemptsPerMinute, timeWindow: '1 minute' },
} as const;
