import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Statement } from './actor.ts';
import { serialise } from './values.ts';

/** A transaction under way. Queries may be queued without waiting for each other; they run in the order given. */
export interface Tx {
  /** Runs SQL, one statement. @returns its rows. */
  rows<T = Record<string, unknown>>(text: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Runs a statement for its effect. @returns how many rows it touched. */
  run(statement: Statement): Promise<number>;
}

/** How a transaction is opened. */
export interface TransactionOptions {
  /** `read committed` unless said otherwise; with `serializable` wrap the whole in `retrying`. */
  readonly isolation?: 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  /** Limit for each statement in place of the pool's. */
  readonly timeoutMs?: number;
  /**
   * Plans each statement once for all values, by index wherever there is one. For transactions that look rows up by
   * their keys: over the monthly partitions planning takes longer than the look-up. `custom` plans for the values of each call: lists, where one
   * actor has ten rows and another ten thousand, and the plan for ten asks a policy about all ten thousand.
   */
  readonly plans?: 'generic' | 'custom';
}

/**
 * Opens a transaction, runs the work and commits. BEGIN and the actor's settings leave in one packet with whatever the
 * work queues first, and nobody waits for their answers. Later, too, what is queued at once leaves at once.
 *
 * It commits only when the work succeeded and every single query did: after a failure that the work caught or never
 * awaited, it rolls back and throws that failure.
 */
export async function runTransaction<T>(
  client: pg.PoolClient,
  actor: Statement,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  const session = new Session(client);
  session.begin(actor, options);
  const value = await session.finish(Promise.try(work, session));
  await session.commit();
  return value;
}

/**
 * Sends BEGIN, settings, statements and COMMIT in one packet: a whole transaction for one round trip.
 * Parameters are serialised before anything is queued, so a bad one sends nothing at all.
 * @returns the rows of each statement.
 */
export async function runOneFlush(
  client: pg.PoolClient,
  actor: Statement,
  statements: readonly Statement[],
  options: TransactionOptions = {},
): Promise<unknown[][]> {
  for (const { parameters } of statements) serialise(parameters);
  const session = new Session(client);
  session.begin(actor, options);
  const results = Promise.all(statements.map((statement) => session.send(statement)));
  const committed = session.commit();
  const rows = await session.finish(results, committed);
  await committed;
  return rows.map((result) => result.rows);
}

/** One transaction on one connection: remembers the first failure and refuses queries when it is over. */
class Session implements Tx {
  readonly #client: pg.PoolClient;
  /** Under whom and how statements are planned. */
  #planning = '';
  #failure: unknown;
  #over = false;
  #isHeld = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  rows<T>(text: string, parameters: readonly unknown[] = []): Promise<T[]> {
    return this.#ask({ sql: text, parameters }, (result) => result.rows as T[]);
  }

  run(statement: Statement): Promise<number> {
    return this.#ask(statement, (result) => result.rowCount ?? 0);
  }

  begin(actor: Statement, { isolation, readOnly, plans }: TransactionOptions): void {
    const level = isolation ? ` isolation level ${isolation}` : '';
    this.#hold();
    void this.#watch(this.#client.query(`begin${level}${readOnly ? ' read only' : ''}`));
    void this.send(actor);
    // The role is the first setting of every actor.
    this.#planning = `${String(actor.parameters[0])} ${plans ?? ''}`;
  }

  send({ sql, parameters }: Statement): Promise<pg.QueryResult> {
    if (this.#over) return this.#fail(new Error(`the transaction is over: ${sql.slice(0, 80)}`));
    try {
      // Always the extended protocol: it takes one statement, so nothing can be smuggled in behind a semicolon.
      const query = { text: sql, values: serialise(parameters), queryMode: 'extended' };
      const name = statementName(this.#planning, sql);
      this.#hold();
      return this.#watch(this.#client.query(name ? { ...query, name } : query));
    } catch (error) {
      return this.#fail(error);
    }
  }

  /** Waits for the work; on failure rolls back (unless the end is under way) and throws the first failure. */
  async finish<T>(work: Promise<T>, ending?: Promise<void>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      await (ending ?? this.#rollback()).catch(() => undefined);
      throw isAborted(error) ? (this.#failure ?? error) : error;
    }
  }

  async commit(): Promise<void> {
    if (this.#failure !== undefined) {
      await this.#rollback();
      throw this.#failure;
    }
    this.#over = true;
    const result = await this.#client.query('commit');
    // COMMIT of a failed transaction succeeds and answers ROLLBACK.
    if (result.command !== 'COMMIT') {
      throw this.#failure ?? new Error(`COMMIT was answered by ${result.command}`);
    }
  }

  /** Holds back what is written until everything that is ready to run has queued its queries: one packet for all. */
  #hold(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    const { stream } = this.#client.connection;
    stream.cork();
    process.nextTick(() => {
      this.#isHeld = false;
      stream.uncork();
    });
  }

  async #rollback(): Promise<void> {
    this.#over = true;
    await this.#client.query('rollback');
  }

  #ask<R>(statement: Statement, pick: (result: pg.QueryResult) => R): Promise<R> {
    return this.#watch(this.send(statement).then(pick));
  }

  /** Remembers the first failure; a promise that nobody awaits then fails the transaction, not the process. */
  #watch<R>(answer: Promise<R>): Promise<R> {
    answer.catch((error: unknown) => (this.#failure ??= error));
    return answer;
  }

  #fail(error: unknown): Promise<never> {
    return this.#watch(Promise.reject(error));
  }
}

/** 25P02: refused because an earlier statement of the transaction failed. */
function isAborted(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === '25P02';
}

const nameLimit = 600;
const names = new Map<string, string>();
const seenOnce = new Set<string>();

/**
 * Name under which a connection keeps the prepared statement; undefined for one not worth keeping.
 * A text is named when it comes a second time, so that one-off texts (long IN lists) do not fill the server's memory.
 * Each role has names of its own: a plan holds the policies of the role that it was made for, and two roles that share a
 * statement on one connection would have it planned anew at each turn. So has each way of planning, or one would run
 * by the plan of the other.
 */
function statementName(planning: string, sql: string): string | undefined {
  const key = `${planning} ${sql}`;
  const known = names.get(key);
  if (known !== undefined || names.size >= nameLimit) return known;
  if (!seenOnce.delete(key)) {
    if (seenOnce.size >= nameLimit) seenOnce.clear();
    seenOnce.add(key);
    return undefined;
  }
  const name = `s${createHash('sha256').update(key).digest('base64url').slice(0, 22)}`;
  names.set(key, name);
  return name;
}
