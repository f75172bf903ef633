// Everything that must hold before a change is shared: what continuous integration runs. Stops at the first failure.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

const steps: readonly { readonly name: string; readonly run: readonly string[] }[] = [
  { name: 'types', run: [tool('typescript', 'tsc'), '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', run: [tool('oxlint', 'oxlint')] },
  { name: 'format', run: [tool('oxfmt', 'oxfmt'), '--check'] },
  { name: 'generated documents', run: ['scripts/docs.ts', '--check'] },
  { name: 'tests', run: ['scripts/test.ts'] },
];

for (const { name, run } of steps) {
  const started = performance.now();
  const { status, error } = spawnSync(process.execPath, run, { cwd: root, stdio: 'inherit' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status !== 0) {
    console.error(`check: ${name} failed after ${seconds} s${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
  console.log(`check: ${name} passed in ${seconds} s`);
}
console.log('check: all passed');

/** The script of an installed tool; its own launcher differs between systems. */
function tool(name: string, command: string): string {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  const script = bin[command];
  if (script === undefined) throw new Error(`${name} has no command ${command}`);
  return join(folder, script);
}
