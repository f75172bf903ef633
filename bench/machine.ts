import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { existsSync, globSync } from 'node:fs';

/** The machine and the versions that figures hold for: two columns of a table. */
export function machine(databaseVersion: string): [string, string][] {
  const cores = cpus();
  const tool = findPgbench();
  return [
    ['Processor', `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown'}`],
    ['Memory', `${Math.round(totalmem() / 2 ** 30)} GB`],
    ['System', `${process.platform} ${process.arch}`],
    ['Node', process.version],
    ['PostgreSQL', `${databaseVersion}, the embedded one, durable (fsync on)`],
    ['pgbench', tool === undefined ? 'not found: a loop over the driver' : versionOf(tool)],
  ];
}

/** pgbench of the system's PostgreSQL; undefined where none is installed. */
export function findPgbench(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':').map((folder) => `${folder}/pgbench`);
  return [...folders, ...globSync('/usr/lib/postgresql/*/bin/pgbench')].find((place) =>
    existsSync(place),
  );
}

function versionOf(program: string): string {
  return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
}
