import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import type { Problem } from '#server/problem.ts';
import type { Answer, Client } from '../client.ts';
import { seedCast, seedOrganisation } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { deliveries, delivery, entryCount, idOf, isRefused } from './submission-scene.ts';

const service = await startServer({ after });
let cast: Cast;
let officer: Client;
let inspector: Client;
before(async () => {
  cast = await seedCast(service.context.database);
  officer = await service.client().signIn('officer');
  inspector = await service.client().signIn('inspector');
});

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function put(bytes: Uint8Array, type: string): Promise<Answer<Problem & { hash: string }>> {
  return officer.put('/api/files', bytes, { headers: { 'content-type': type } });
}

function startingWith(bytes: readonly number[], length: number): Uint8Array {
  const file = new Uint8Array(length);
  file.set(bytes);
  return file;
}

test('a photo of fifty megabytes is refused with a sentence, one of ten is kept', async () => {
  const large = isRefused(await put(startingWith(png, 50_000_000), 'image/png'), 'file-too-large');
  assert.match(large.detail, /超过10MB/);
  isRefused(await put(startingWith(png, 10_000_001), 'image/png'), 'file-too-large');
  assert.equal((await put(startingWith(png, 10_000_000), 'image/png')).status, 201);
});

test('a file is what its first bytes say, whatever it is called', async () => {
  const html = new TextEncoder().encode('<html><script>alert(1)</script></html>');
  const svg = new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  );
  for (const type of ['image/png', 'image/jpeg', 'image/webp', 'application/pdf']) {
    isRefused(await put(html, type), 'file-type');
    isRefused(await put(new Uint8Array(0), type), 'file-type');
    isRefused(await put(new Uint8Array([0x25]), type), 'file-type');
  }
  for (const type of [
    'image/svg+xml',
    'text/html',
    'image/gif',
    'application/zip',
    'application/x-msdownload',
  ]) {
    isRefused(await put(svg, type), 'file-type');
  }
  const wave = startingWith(
    [...new TextEncoder().encode('RIFF\u0001\u0001\u0001\u0001WAVEfmt ')],
    64,
  );
  isRefused(await put(wave, 'image/webp'), 'file-type');
  isRefused(await put(startingWith(png, 64), 'image/jpeg'), 'file-type');
  isRefused(await officer.put('/api/files', { file: 'x' }), 'file-type');
  isRefused(await officer.put('/api/files'), 'file-type');
});

test('a file that is a picture and a page at once is handed out as a picture that runs nothing', async () => {
  const page = '%PDF-1.7\n<html><script>alert(1)</script></html>\nPK\u0003\u0004';
  const { body } = await put(new TextEncoder().encode(page.padEnd(60)), 'application/pdf');
  const answer = await officer.get(`/api/files/${body.hash}`);
  assert.equal(answer.headers.get('content-type'), 'application/pdf');
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(answer.headers.get('content-security-policy'), 'sandbox');
});

test('files are found by their whole hash and by nothing else', async () => {
  const { body } = await put(startingWith(png, 100), 'image/png');
  const { hash } = body;
  const paths = [
    '../server-key',
    '..%2f..%2f..%2fetc%2fpasswd',
    '%2e%2e%2f%2e%2e%2fserver-key',
    '....//....//etc/passwd',
    hash.slice(1),
    hash.toUpperCase(),
    `${hash}.png`,
    `${hash}%00`,
    `${hash}/..`,
    "' or '1'='1",
    'a'.repeat(64),
    '%',
  ];
  for (const one of paths) {
    const answer = await officer.get<Problem>(`/api/files/${one}`);
    assert.ok(answer.status >= 400 && answer.status < 500, `${one}: ${answer.status}`);
  }
  // Whoever neither uploaded it nor sees an entry that names it does not get it.
  for (const login of ['director', 'inspector', 'citizen']) {
    const client = await service.client().signIn(login);
    isRefused(await client.get(`/api/files/${hash}`), 'not-found');
  }
  isRefused(await service.client().get(`/api/files/${hash}`), 'not-signed-in');
  assert.equal(createHash('sha256').update(startingWith(png, 100)).digest('hex'), hash);
});

test('what another site makes a browser send is refused, whatever it calls itself', async () => {
  const { host } = new URL(service.baseUrl);
  const foreign = [
    'https://evil.example',
    'null',
    'file://',
    'about:blank',
    'data:text/html,x',
    '',
    'no url at all',
    `http://${host}.evil.example`,
    `http://evil.example/${host}`,
    `http://${host}@evil.example`,
    `http://127.0.0.1:1`,
    'http://[::1',
  ];
  const before = await entryCount(service);
  for (const origin of foreign) {
    const body = { id: idOf(service), input: delivery };
    const answer = await officer.post<Problem>(deliveries, body, { headers: { origin } });
    assert.match(isRefused(answer, 'not-entitled').detail, /其他网站/, origin);
    isRefused(
      await service.client({ origin }).post('/api/sign-in', { login: 'officer', password: 'x' }),
      'not-entitled',
    );
  }
  assert.equal(await entryCount(service), before);
  const own = { headers: { origin: service.baseUrl } };
  assert.equal(
    (await officer.post(deliveries, { id: idOf(service), input: delivery }, own)).status,
    201,
  );
  assert.equal((await officer.get('/api/me', { headers: { origin: 'null' } })).status, 200);
});

test('what is sent does not come back in a header, nor decide one', async () => {
  const odd = '"\r\nset-cookie: a=b\r\n\r\n<script>';
  const { headers } = await officer.get(`/api/organisations?q=${encodeURIComponent(odd)}`);
  assert.equal(headers.get('set-cookie'), null);
  const named = await officer.get(`/api/books/${encodeURIComponent(odd)}/export.xlsx`);
  assert.equal(named.headers.get('set-cookie'), null);
  const forged = await officer.get('/api/me', {
    headers: {
      'x-request-id': 'mine',
      'x-forwarded-host': 'evil.example',
      'x-http-method-override': 'DELETE',
    },
  });
  assert.equal(forged.status, 200);
  assert.match(forged.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
  const answer = await rawRequest(
    `GET /api/me HTTP/1.1\r\nhost: x\r\nx-a: b\nset-cookie: c=d\r\nconnection: close\r\n\r\n`,
  );
  assert.match(answer, /^HTTP\/1\.1 4\d\d/);
  const smuggled = await rawRequest(
    'POST /api/sign-in HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\nGET /api/me HTTP/1.1\r\n\r\n',
  );
  assert.match(smuggled, /^HTTP\/1\.1 4\d\d/);
});

test('addresses of any length and spelling end in a refusal', async () => {
  const long = 'x'.repeat(12_000);
  isRefused(await officer.get(`/api/organisations?q=${long}`), 'invalid-input');
  isRefused(await officer.get(`/api/${long}`), 'not-found');
  const many = Array.from({ length: 1_000 }, (_, at) => `q${at}=1`).join('&');
  assert.equal((await officer.get(`/api/organisations?${many}`)).status, 200);
  isRefused(await officer.get('/api/organisations?q=%00'), 'invalid-input');
  isRefused(await officer.get('/api/organisations?q=a&q=b'), 'invalid-input');
  isRefused(await officer.get('/api/organisations?page=1e9'), 'invalid-input');
  const answer = await rawRequest(
    `GET /api/me?${'y'.repeat(200_000)} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
  );
  assert.match(answer, /^HTTP\/1\.1 4\d\d/);
  for (const path of [
    '/api/me%',
    '/api/%ff%fe',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/api/../../etc/passwd',
    '//evil.example',
  ]) {
    const raw = await rawRequest(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    assert.match(raw, /^HTTP\/1\.1 4\d\d/, path);
  }
});

test("a search takes every sign as it is and ends at one's own scope", async () => {
  await seedOrganisation(service.context.database, {
    kind: 'enterprise',
    name: '赣县区50%_折\\水泥店',
    region: 360_704,
    products: ['cement'],
  });
  const find = async (client: Client, q: string) => {
    const url = `/api/organisations?kind=enterprise&q=${encodeURIComponent(q)}`;
    const { status, body } = await client.get<{ organisations: { name: string }[] }>(url);
    assert.equal(status, 200, q);
    return body.organisations.map(({ name }) => name);
  };
  for (const q of ['50%_折\\', '%_折', '_折\\水', '50%', '%']) {
    assert.deepEqual(await find(inspector, q), ['赣县区50%_折\\水泥店'], q);
  }
  for (const q of [
    '__',
    '%%',
    '赣县%店',
    "' or 1=1 --",
    "'; drop table entry; --",
    '$1',
    '\\\\',
    '\u0001',
    '😀',
  ]) {
    assert.deepEqual(await find(inspector, q), [], q);
  }
  assert.ok((await find(inspector, '水泥')).length >= 2);
  assert.deepEqual(await find(officer, '贡江'), ['赣州贡江水泥有限公司'], 'its own house');
  assert.deepEqual(await find(officer, '梅林'), [], 'not the neighbour');
  const { creditCode, name } = cast.organisations.shop;
  assert.deepEqual(await find(officer, creditCode), [name], 'whoever holds its papers may name it');
  for (const part of [
    creditCode.slice(0, 17),
    `${creditCode.slice(0, 17)}_`,
    creditCode.slice(1),
  ]) {
    assert.deepEqual(await find(officer, part), []);
  }
});

test('whatever is asked of whichever address, nothing breaks', async () => {
  const { body } = await inspector.get<OpenApi>('/api/openapi.json');
  const [faults, tried] = [[] as string[], { gets: 0, others: 0 }];
  const note = (what: string, answer: Answer<unknown>) => {
    if (answer.status >= 500) faults.push(`${what} ${JSON.stringify(answer.body)}`);
  };
  const good: Readonly<Record<string, string>> = {
    id: cast.organisations.works.id,
    duty: 'daily-control',
    book: 'risk-control-list',
    definition: 'daily-control',
  };
  for (const [path, methods] of Object.entries(body.paths)) {
    for (const [method, { parameters = [] }] of Object.entries(methods)) {
      if (/sign-out|demo/.test(path)) continue;
      const query = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
      const known = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => good[name] ?? 'x');
      for (const bad of hostile) {
        const spelt = encodeURIComponent(bad);
        const url = path.replaceAll(/\{\w+\}/g, spelt.replaceAll('.', '%2e'));
        if (method === 'get') {
          // Parameters one at a time, or the strictest would stand before all others.
          for (const asked of [url, ...query.map((name) => `${known}?${name}=${spelt}`)]) {
            note(`GET ${asked}`, await inspector.get(asked));
            tried.gets += 1;
          }
          continue;
        }
        const sent = bodies[tried.others % bodies.length];
        const answer = await inspector.request(method.toUpperCase(), url, sent);
        note(`${method} ${url} ${JSON.stringify(sent)}`, answer);
        tried.others += 1;
      }
    }
  }
  assert.deepEqual(faults, []);
  assert.ok(tried.gets > 150 && tried.others > 150, JSON.stringify(tried));
});

interface OpenApi {
  readonly paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
}

const hostile = [
  '0',
  '-1',
  '5',
  '4294967296',
  '9999999999999999999',
  '00000000-0000-0000-0000-000000000000',
  '2026-11-23',
  '9999-12-31',
  '0000-01',
  "' or 1=1 --",
  '../../../etc/passwd',
  '%',
  '𠮷\u202e',
  'constructor',
  'x'.repeat(300),
];

const bodies: readonly unknown[] = [
  {},
  [],
  null,
  0,
  'text',
  { id: 1, input: 1, act: {}, subject: [], region: 1e300, period: '9999-12-31' },
  { id: '019ab000-0000-7000-8000-000000000000', act: '__proto__', input: { toString: 1 } },
  { login: ['a'], password: {}, name: 'x'.repeat(10_000), code: '１２３４５６' },
  { name: '甲'.repeat(5), creditCode: '0', region: 99, business: 'x', headcount: 1e308 },
  { enterprise: {}, principal: { login: 'A', password: '' } },
];

/** Sends bytes as they are. @returns the head of the answer; a connection closed without one is none. */
function rawRequest(text: string): Promise<string> {
  const { hostname, port } = new URL(service.baseUrl);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('data', (bytes) => (answer += bytes.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
  });
}
