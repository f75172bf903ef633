import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { publish, publishedStamp } from './publish.ts';

const day = 24 * 3_600_000;

const placesOf = (t: TestContext) => {
  const root = mkdtempSync(join(tmpdir(), 'sifang-publish-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const to = join(root, 'web');
  /** A page that names two parts of its own, and a worker. */
  const build = (version: number) => {
    const from = join(root, `draft-${version}`);
    mkdirSync(join(from, 'assets'), { recursive: true });
    mkdirSync(join(from, 'app'), { recursive: true });
    writeFileSync(join(from, 'app/index.html'), `/assets/a-${version}.js`);
    writeFileSync(join(from, `assets/a-${version}.js`), 'x'.repeat(100_000));
    writeFileSync(join(from, 'service-worker.js'), `worker ${version}`);
    return from;
  };
  return { to, build };
};

test('a build takes the place of the former one, whose parts stay for a day', (t) => {
  const { to, build } = placesOf(t);
  publish(build(1), to, 'one');
  publish(build(2), to, 'two');
  assert.equal(publishedStamp(to), 'two');
  assert.deepEqual(readdirSync(join(to, 'assets')).sort(), ['a-1.js', 'a-2.js']);
  publish(build(3), to, 'three', Date.now() + day + 1_000);
  assert.deepEqual(readdirSync(join(to, 'assets')), ['a-3.js']);
  assert.ok(existsSync(join(to, 'app/index.html')));
});

test('a build that is broken off half way counts as none', (t) => {
  const { to, build } = placesOf(t);
  assert.equal(publishedStamp(to), undefined);
  publish(build(1), to, 'one');
  const from = build(2);
  rmSync(join(to, 'service-worker.js'));
  // A folder where the worker belongs: the last step but the stamp fails.
  mkdirSync(join(to, 'service-worker.js'));
  assert.throws(() => publish(from, to, 'two'));
  assert.equal(publishedStamp(to), undefined);
});

/** Reads the page and what it names again and again until its input ends; prints the first thing that was missing. */
const reader = `
  const { readFileSync, statSync } = await import('node:fs');
  let ended = false, missing = '', reads = 0;
  process.stdin.on('end', () => (ended = true)).resume();
  process.stdout.write('reading\\n');
  while (!ended) {
    for (let at = 0; at < 50; at += 1) {
      try {
        const part = readFileSync(process.argv[1] + '/app/index.html', 'utf8');
        if (statSync(process.argv[1] + part).size !== 100000) missing ||= part + ' is not whole';
        reads += 1;
      } catch (error) { missing ||= String(error); }
    }
    await new Promise(setImmediate);
  }
  process.stdout.write(JSON.stringify({ missing, reads }));`;

test('whoever reads while builds are published always finds a page and all of its parts', async (t) => {
  const { to, build } = placesOf(t);
  publish(build(0), to, '0');
  const child = spawn(process.execPath, ['--input-type=module', '-e', reader, to], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (text) => (said += String(text)));
  await once(child.stdout, 'data');
  for (let version = 1; version <= 200; version += 1) publish(build(version), to, `${version}`);
  child.stdin.end();
  await once(child, 'close');
  const { missing, reads } = JSON.parse(said.slice(said.indexOf('{'))) as {
    missing: string;
    reads: number;
  };
  assert.equal(missing, '');
  assert.ok(reads > 0);
});
