/** What the operator allows; the standard leaves each of these to the repository. */
export const limits = {
  /** Events that one document may hold. */
  events: 100_000,
  /** Bytes that one document may have. */
  bytes: 80_000_000,
  /** Documents up to this size are read whole before they are accepted; of longer ones the frame. */
  readAtOnce: 1_000_000,
  /** How far the clock of a firm's system may be ahead of ours. */
  futureMinutes: 10,
  /** Errors that a job keeps. */
  errors: 1_000,
  /** Reasons that a job keeps why events did not become part of the register of lots. */
  reasons: 200,
  /** Events on a page, by default and at most. */
  perPage: 30,
  perPageMost: 1_000,
  /** Events that one request looks at; a page may end before it is full, and the next one goes on. */
  examined: 20_000,
  /** Named queries of one organisation. */
  queries: 200,
  /** Documents of one organisation that may wait for their turn. */
  waiting: 20,
  /** How often a job is begun before it is given up. */
  attempts: 5,
  /** Jobs that one node works on at a time. */
  jobs: 2,
} as const;
