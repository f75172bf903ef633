import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildWeb } from './build.ts';

test('of two builds at once one builds and the other finds it done', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'sifang-build-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, 'web');
  const built = await Promise.all([buildWeb({ folder }), buildWeb({ folder })]);
  assert.deepEqual(built.toSorted(), [false, true]);
  for (const page of ['workbench', 'phone', 'verify']) {
    const html = readFileSync(join(folder, page, 'index.html'), 'utf8');
    const parts = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+)"/g)].map(([, part]) => part!);
    assert.ok(parts.length > 0, page);
    for (const part of parts) assert.ok(existsSync(join(folder, part)), part);
  }
  // Nothing under way stays behind, and the folder for it is free.
  assert.deepEqual(readdirSync(join(root, '.build')), []);
  assert.equal(await buildWeb({ folder }), false);
});
