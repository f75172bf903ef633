import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { asOwner } from '#db/owner.ts';
import { formatVerifierKey } from '#ledger/keys.ts';
import { appendBatch } from '#server/ledger/append.ts';
import { registerLogKey } from '#server/ledger/registered.ts';
import { ledgerScene, morning, testKey } from './ledger-scene.ts';

const script = fileURLToPath(new URL('../../scripts/audit.ts', import.meta.url));

function command(...args: string[]): Promise<{ code: unknown; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, output: stdout + stderr }),
    );
  });
}

test('the command tells agreement, a difference and a failure apart by its exit code', async (t) => {
  const scene = await ledgerScene(t);
  const key = await testKey();
  await scene.write(3);
  await registerLogKey(scene.database, key, morning);
  await appendBatch(scene.database, key, morning, 100);
  const agrees = await command('--database', scene.url, '--log', formatVerifierKey(key));
  assert.deepEqual(
    [agrees.code, /审计通过.*记录3条/.test(agrees.output)],
    [0, true],
    agrees.output,
  );

  await asOwner(scene.url, (owner) => owner.query('update entry set late = not late'));
  const differs = await command('--database', scene.url);
  assert.equal(differs.code, 1, differs.output);
  assert.match(differs.output, /第一处不一致：.*\nFirst difference: .*\n {2}表：entry\n/);

  assert.equal((await command('--nonsense')).code, 2);
  assert.equal((await command('--database', 'postgres://nobody@127.0.0.1:1/none')).code, 2);
});
