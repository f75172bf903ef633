import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Statement } from '#db/actor.ts';
import { serialise } from '#db/values.ts';
import { findPgbench } from './machine.ts';
import type { UnderTest } from './under-test.ts';

/** A recorded value and the SQL that makes the value of transaction `:n` in its place. */
export type Varying = ReadonlyMap<string, string>;

/** What pgbench sends: a script and the values of its variables. */
export interface Script {
  readonly text: string;
  readonly variables: readonly string[];
}

/**
 * Turns recorded statements into a pgbench script of one transaction: the same texts, every value a parameter as in
 * the application, and what must differ from one transaction to the next (ids, hashes) computed from its number.
 */
export async function scriptOf(
  { sql }: UnderTest,
  statements: readonly Statement[],
  varying: Varying,
  isPipelined: boolean,
): Promise<Script> {
  const variables: string[] = [];
  const texts: string[] = [];
  for (const [at, statement] of statements.entries()) {
    const types = await typesOf(sql, statement.sql);
    const values = serialise(statement.parameters).map((value, index) => {
      if (value === null) return `null::${types[index]}`;
      const text = Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
      const name = `v${at}_${index}`;
      variables.push(`${name}=${text}`);
      const parts = [...varying].filter(([known]) => text.includes(known));
      if (parts.length === 0) return `(:${name})::${types[index]}`;
      const replaced = parts.reduce(
        (inner, [known, made]) => `replace(${inner}, '${known}', (${made})::text)`,
        `(:${name})::text`,
      );
      return `(${replaced})::${types[index]}`;
    });
    texts.push(
      statement.sql.replaceAll(/\$(\d+)/g, (_, number: string) => values[Number(number) - 1]!),
    );
  }
  const body = texts.map((text) => `${text};`).join('\n');
  // The first statement stands outside: pgbench prepares all of them when it meets the first.
  const whole = isPipelined
    ? `begin;\n\\startpipeline\n${body}\ncommit;\n\\endpipeline`
    : `begin;\n${body}\ncommit;`;
  // Clients take turns with the numbers: no two transactions have the same.
  const number = '\\set i :i + 1\n\\set n :base + :client_id + (:i - 1) * :clients';
  return { text: `${number}\n${whole}\n`, variables };
}

async function typesOf(sql: UnderTest['sql'], text: string): Promise<string[]> {
  const rows = await sql<{ types: string[] }>(
    `prepare probe as ${text}; select parameter_types::text[] as types from pg_prepared_statements`,
  );
  return rows[0]!.types;
}

/**
 * Runs a script with numbers from `first` on.
 * @returns transactions per second without the time to connect.
 * @throws Error where pgbench is missing or a transaction failed.
 */
export async function runPgbench(
  { databaseUrl }: UnderTest,
  script: Script,
  run: { first: number; transactions: number; clients: number },
): Promise<number> {
  const program = findPgbench();
  if (program === undefined) throw new Error('pgbench is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'sifang-pgbench-'));
  const file = join(folder, 'act.sql');
  const { clients, transactions, first } = run;
  writeFileSync(file, script.text);
  const own = [
    '-n',
    '-M',
    'prepared',
    '-c',
    clients,
    '-j',
    2,
    '-t',
    Math.floor(transactions / clients),
  ];
  const counters = ['-D', 'i=0', '-D', `base=${first}`, '-D', `clients=${clients}`];
  const variables = script.variables.flatMap((variable) => ['-D', variable]);
  try {
    const { stdout, stderr } = await promisify(execFile)(
      program,
      [...own.map(String), '-f', file, ...counters, ...variables, databaseUrl],
      { maxBuffer: 2 ** 26 },
    );
    const found = /tps = ([\d.]+) \(without/.exec(stdout)?.[1];
    if (found === undefined || !/failed transactions: 0 /.test(stdout)) {
      throw new Error(`pgbench: ${stdout}\n${stderr}`.slice(0, 4000));
    }
    return Number(found);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
