import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
after(() => rmSync(folder, { recursive: true }));

/** The receipt and the keys printed in the format's own page. */
const page = readFileSync(new URL('../src/ledger/FORMAT.md', import.meta.url), 'utf8');
const receipt = /```\n(c2sp\.org[^`]+)```/.exec(page)![1]!;
const [log, ...witnesses] = page.match(/^ {4}\S+\+[0-9a-f]{8}\+\S+$/gm)!.map((line) => line.trim());
const policy = JSON.stringify({ log, witnesses, quorum: 2 });

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function verify(...args: readonly string[]) {
  const script = fileURLToPath(new URL('./verify.ts', import.meta.url));
  const run = spawnSync(process.execPath, [script, ...args], { cwd: folder, encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

const good = file('good.tlog-proof', receipt);
const trusted = file('trusted.json', policy);

test('a genuine receipt prints its entry and exits with 0', () => {
  const { code, out } = verify(good, '--policy', trusted);
  assert.equal(code, 0);
  assert.match(out, /^核验通过/);
  assert.match(out, /序号：第6条（自0起为5），检查点共 8 条/);
  assert.match(out, /witness\.example\/regulator {2}2025\/11\/25 00:00:00/);
  assert.match(out, /示例水泥厂/);
});

test('the policy is taken from the current folder where none is named', () => {
  const { code, err } = verify(good);
  assert.equal(code, 2);
  assert.match(err, /\/ledger\/policy\.json”，可以下载/);
  file('policy.json', policy);
  assert.equal(verify(good).code, 0);
});

test('a receipt that does not hold exits with 1 and says why', () => {
  const changed = file('changed.tlog-proof', receipt.replace('index 5', 'index 4'));
  const { code, out, err } = verify(changed, '--policy', trusted);
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, /^核验未通过（not-in-log）：.+。/);
  const binary = join(folder, 'binary');
  writeFileSync(binary, Uint8Array.of(0xff, 0xfe, 0));
  assert.equal(verify(binary, '--policy', trusted).code, 1);
});

test('what could not be checked exits with 2', () => {
  const broken = file('broken.json', '{');
  const doubled = file(
    'doubled.json',
    JSON.stringify({ log, witnesses: [witnesses[0], witnesses[0]], quorum: 1 }),
  );
  for (const args of [
    [],
    [good, good],
    [good, '--nonsense'],
    [good, '--policy'],
    [good, '--policy', join(folder, 'absent.json')],
    [good, '--policy', broken],
    [good, '--policy', doubled],
    [join(folder, 'absent'), '--policy', trusted],
    [folder, '--policy', trusted],
  ]) {
    const { code, out, err } = verify(...args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(out, '');
    assert.match(err, /。|用法/);
    assert.doesNotMatch(err, / {4}at /);
  }
});
