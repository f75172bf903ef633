import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOf } from './shell.ts';

test('the shell is the page with every file of ours that it names', () => {
  const html = `<link rel="manifest" href="/assets/assets/m-1.webmanifest" />
    <script type="module" crossorigin src="/assets/phone-1.js"></script>
    <link rel="modulepreload" href="/assets/sha256-2.js"><link href="/assets/phone-1.js">
    <img src="https://elsewhere.example/assets/x.js"><a href="/app/">工作台</a>`;
  assert.deepEqual(filesOf(html), [
    '/assets/assets/m-1.webmanifest',
    '/assets/phone-1.js',
    '/assets/sha256-2.js',
  ]);
  assert.deepEqual(filesOf('<h1>欢迎使用酒店网络</h1>'), []);
});
