import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startServer } from '../service.ts';

const service = await startServer({ after });
const visitor = service.client({ accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });

test('a link that leads nowhere shows a visitor a page with a way back, not a program’s answer', async () => {
  for (const [path, status] of [
    ['/nowhere', 404],
    ['/dishonesty/nobody', 404],
    ['/announcements?page=last', 422],
  ] as const) {
    const answer = await visitor.get<string>(path);
    assert.equal(answer.status, status, path);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/html/, path);
    assert.match(answer.body, /<a class="button" href="\/">回到首页<\/a>/);
  }
});

test('programs get problem details as before, from wherever they ask', async () => {
  for (const answer of [
    await visitor.get('/api/nowhere'),
    await service.client().get('/nowhere'),
    await visitor.post('/nowhere'),
  ]) {
    assert.equal(answer.status, 404);
    assert.equal(answer.body['code'], 'not-found');
  }
});

test('the table of the law calls provisions as lawyers do and never by a word of the program', async () => {
  const { body } = await visitor.get<string>('/law');
  const called = [...body.matchAll(/<th>([^<]*)<\/th>/g)].map(([, name]) => name ?? '');
  assert.ok(called.includes('二(二)'));
  assert.ok(called.includes('第36条'));
  assert.deepEqual(
    called.filter((name) => /[a-z]/i.test(name)),
    [],
  );
});

test('the site has a sign of its own, under the old name too, and its pages name it', async () => {
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    const { status, headers, body } = await visitor.get<string>(path);
    assert.equal(status, 200, path);
    assert.match(headers.get('content-type') ?? '', /^image\/svg\+xml/);
    assert.match(String(body), /^<svg /);
  }
  for (const path of ['/', '/app/', '/verify', '/phone/']) {
    const { body } = await visitor.get<string>(path);
    assert.match(body, /<link\s+rel="icon"\s+type="image\/svg\+xml"/, path);
  }
});

test('whoever has verified a receipt finds the way back', async () => {
  const { body } = await visitor.get<string>('/verify');
  assert.match(body, /<a href="\/">网站首页<\/a>/);
  assert.match(body, /<a href="\/app\/">工作台<\/a>/);
});

test('a visitor without an account reads on the first page how to complain and report', async () => {
  const { body } = await visitor.get<string>('/');
  assert.match(body, /<h2>投诉举报<\/h2>/);
  assert.match(body, /<a class="button" href="\/app\/start">网上投诉举报<\/a\s*>/);
  assert.match(body, /<a class="button quiet" href="tel:12315">/);
});
