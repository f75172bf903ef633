import { actorStatement } from '#db/actor.ts';
import type { Actor, Statement, SystemRole } from '#db/actor.ts';
import type { TransactionOptions, Tx } from '#db/transaction.ts';
import type { Database } from '#db/connect.ts';

/** A transaction as it was sent: who, and every statement with its values. */
export interface Sent {
  readonly actor: Actor | SystemRole;
  readonly statements: Statement[];
}

/** A database that can write down what is sent to it, so that a benchmark repeats exactly that. */
export interface Recorder {
  readonly database: Database;
  /** Runs work and returns the transactions that were sent meanwhile, in the order in which they began. */
  record(work: () => Promise<unknown>): Promise<Sent[]>;
}

/** Wraps a database; while nothing is recorded, calls go straight through. */
export function recorded(database: Database): Recorder {
  let tape: Sent[] | undefined;
  const begin = (actor: Actor | SystemRole, settings?: TransactionOptions): Sent => {
    const sent = { actor, statements: [actorStatement(actor, settings)] };
    tape?.push(sent);
    return sent;
  };
  const through = <A extends Actor | SystemRole, T>(
    open: (actor: A, work: (tx: Tx) => Promise<T>, settings?: TransactionOptions) => Promise<T>,
    actor: A,
    work: (tx: Tx) => Promise<T>,
    settings?: TransactionOptions,
  ) => {
    if (tape === undefined) return open(actor, work, settings);
    const sent = begin(actor, settings);
    return open(actor, (tx) => work(listening(tx, sent)), settings);
  };
  return {
    database: {
      as: (actor, work, settings) =>
        through((who, what, how) => database.as(who, what, how), actor, work, settings),
      asSystem: (role, work, settings) =>
        through((who, what, how) => database.asSystem(who, what, how), role, work, settings),
      oneFlush: (actor, statements, settings) => {
        if (tape !== undefined) begin(actor, settings).statements.push(...statements);
        return database.oneFlush(actor, statements, settings);
      },
      close: () => database.close(),
    },
    record: async (work) => {
      const own: Sent[] = [];
      tape = own;
      await work();
      tape = undefined;
      return own;
    },
  };
}

function listening(tx: Tx, sent: Sent): Tx {
  return {
    run: (statement) => {
      sent.statements.push(statement);
      return tx.run(statement);
    },
    rows: (sql, parameters = []) => {
      sent.statements.push({ sql, parameters });
      return tx.rows(sql, parameters);
    },
  };
}
