import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { actorStatement, type Actor, type Statement, type SystemRole } from './actor.ts';
import { runOneFlush, runTransaction, type TransactionOptions, type Tx } from './transaction.ts';
import { columnTypes } from './values.ts';

/** The application's way to the database. Nothing reaches a table but through a transaction that has an actor. */
export interface Database {
  /** Runs the work in one transaction on the actor's behalf; row-level security decides what it sees and writes. */
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** The same for work without a person behind it, with that role's grants. */
  asSystem<T>(
    role: SystemRole,
    work: (tx: Tx) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** A transaction of statements that do not depend on each other's answers, for one round trip. */
  oneFlush<const S extends readonly Statement[]>(
    actor: Actor | SystemRole,
    statements: S,
    options?: TransactionOptions,
  ): Promise<FlushRows<S>>;
  /** Waits for what is under way and closes all connections. */
  close(): Promise<void>;
}

/** Rows of each statement of one flush. */
export type FlushRows<S extends readonly Statement[]> = {
  -readonly [I in keyof S]: Record<string, unknown>[];
};

/** Settings of the connection pool. */
export interface DatabaseOptions {
  /** Connections at most. */
  readonly max?: number;
  /** Limit for a statement, and for a transaction in which nothing happens. */
  readonly statementTimeoutMs?: number;
  /** Wait for a free connection at most. */
  readonly connectTimeoutMs?: number;
  /**
   * True: commits do not wait for the disk. A power cut may then undo the last ones, never an earlier one before a
   * later one. For bulk work that begins anew where it was broken off.
   */
  readonly hasty?: boolean;
  /** Told about connections that broke; the pool replaces them. */
  readonly onConnectionLost?: (error: Error) => void;
}

/**
 * Opens the pool. Every connection starts as the powerless `sifang_app` without an actor, so that a statement that for
 * whatever reason ran outside its transaction finds nothing: row-level security fails closed even then.
 * Needs direct connections or session pooling; a transaction-pooling proxy would mix the sessions up.
 */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const { statementTimeoutMs = 60_000, hasty = false } = options;
  const config: pg.PoolConfig & { onConnect: (client: pg.ClientBase) => Promise<void> } = {
    connectionString: url,
    max: options.max ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 10_000,
    application_name: 'sifang',
    pipeline: true,
    types: columnTypes,
    onConnect: (client) => startSession(client, statementTimeoutMs, hasty),
  };
  const pool = new pg.Pool(config);
  const lost = options.onConnectionLost ?? ((error) => console.error('database:', error.message));
  pool.on('error', lost);
  // The pool listens only while a connection is idle; in use, the query in flight rejects and this keeps us alive.
  const open = new Set<pg.PoolClient>();
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    client.once('end', () => open.delete(client));
    open.add(client);
  });
  return {
    as: (actor, work, settings) =>
      withClient(pool, (client) =>
        runTransaction(client, actorStatement(actor, settings), work, settings),
      ),
    asSystem: (role, work, settings) =>
      withClient(pool, (client) =>
        runTransaction(client, actorStatement(role, settings), work, settings),
      ),
    oneFlush: <const S extends readonly Statement[]>(
      actor: Actor | SystemRole,
      statements: S,
      settings?: TransactionOptions,
    ) =>
      withClient(pool, (client) =>
        runOneFlush(client, actorStatement(actor, settings), statements, settings),
      ) as Promise<FlushRows<S>>,
    close: async () => {
      await pool.end();
      // The pool forgets its connections before they are closed.
      await Promise.all([...open].map((client) => once(client, 'end')));
    },
  };
}

const attempts = 5;

/**
 * Repeats work that lost against a concurrent transaction (40001 serialization failure, 40P01 deadlock), five times in
 * all with growing pauses. The work must be a whole transaction and have no effect outside it.
 */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: string };
      if ((code !== '40001' && code !== '40P01') || attempt === attempts) throw error;
      // Uneven pauses, or the same two would meet again.
      await sleep(2 ** attempt * 5 * (0.5 + Math.random()));
    }
  }
}

async function startSession(
  client: pg.ClientBase,
  timeoutMs: number,
  hasty: boolean,
): Promise<void> {
  try {
    await client.query(
      `set role sifang_app; set timezone to 'UTC'; set statement_timeout to ${timeoutMs};
       set idle_in_transaction_session_timeout to ${timeoutMs}${hasty ? '; set synchronous_commit to off' : ''}`,
    );
  } catch (cause) {
    throw new Error('the connection cannot become sifang_app: has the database been migrated?', {
      cause,
    });
  }
}

async function withClient<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    // A connection that is not idle (broken, or its ROLLBACK failed) must not serve anybody else.
    client.release(client.getTransactionStatus() !== 'I');
  }
}
