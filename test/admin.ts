import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Service } from './service.ts';

/** How a command of the operator ended. */
export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const script = fileURLToPath(new URL('../scripts/admin.ts', import.meta.url));

/** Runs commands as the operator of a service does. The server's memory then is as old as it gets. */
export function adminOf({
  databaseUrl,
  clock,
}: Pick<Service, 'databaseUrl' | 'clock'>): (...words: string[]) => Promise<Run> {
  return async (...words) => {
    const env = { ...process.env, DATABASE_URL: databaseUrl };
    const run = await new Promise<Run>((resolve) => {
      execFile(process.execPath, [script, ...words], { env }, (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), out, err }),
      );
    });
    clock.pass(1);
    return run;
  };
}

/** The one-time password in what a command said. */
export function passwordIn(out: string): string {
  return /[a-z2-9]{4}(-[a-z2-9]{4}){3}/.exec(out)?.[0] ?? '';
}
