import pg from 'pg';

/** What administration does with one connection: migrations, the launcher, the type generator, test databases. */
export interface OwnerConnection {
  /** Runs one statement with parameters, or several without. @returns the rows of the last one. */
  query<T = Record<string, unknown>>(text: string, parameters?: readonly string[]): Promise<T[]>;
  /** Whether a transaction is open on the server: `I` none, `T` open, `E` open and failed. */
  transactionStatus(): string | null;
}

/**
 * Opens one plain connection as the role the url names, outside row-level security, and closes it after the work.
 * For administration only; the application works through `openDatabase`.
 */
export async function asOwner<T>(
  url: string,
  work: (connection: OwnerConnection) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A lost connection also rejects the query in flight; without a listener the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work({
      query: async (text, parameters) => {
        const result = await client.query(text, parameters ? [...parameters] : []);
        const last: pg.QueryResult = Array.isArray(result) ? result.at(-1) : result;
        return last.rows;
      },
      transactionStatus: () => client.getTransactionStatus(),
    });
  } finally {
    await client.end();
  }
}

/** The url with another database in it. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}
