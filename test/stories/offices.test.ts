import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { creditCodeCheckDigit } from '#kernel/credit-code.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { audit } from '#server/audit/audit.ts';
import type { Problem } from '#server/problem.ts';
import type { AddedPerson, PresentedPerson } from '#server/registry/present.ts';
import type { Me } from '#server/session/present.ts';
import { readTable } from '#server/tables/read-table.ts';
import { adminOf } from '../admin.ts';
import type { Client } from '../client.ts';
import { startServer } from '../service.ts';

// The command's clock is the system's, and so is this server's.
const service = await startServer({ after }, { now: new Date().toISOString() });
const { context, clock } = service;
const admin = adminOf(service);
const folder = mkdtempSync(join(tmpdir(), 'sifang-offices-'));
after(() => rmSync(folder, { recursive: true }));

const codeOf = (first17: string) => first17 + creditCodeCheckDigit(first17);
const codes = {
  bureau: codeOf('113607030000003600'.slice(0, 17)),
  housing: codeOf('11360703000000361'),
  laboratory: codeOf('12360703000000362'),
};
const head = '单位名称,统一社会信用代码,单位类型,行政区划代码,主管领域,管理员登录名,管理员姓名';
const right = [
  `南康区市场监督管理局,${codes.bureau},市场监管部门,360703,,nk.sj,王建国`,
  `南康区住房和城乡建设局,${codes.housing},行业主管部门,360703,住房和城乡建设,nk.zj,李爱民`,
  `赣南建材检测中心,${codes.laboratory},检验检测机构,360703,,gn.jc,陈晓梅`,
];

function table(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `\ufeff${[head, ...lines].join('\r\n')}\r\n`);
  return file;
}

async function count(): Promise<number> {
  const rows = await context.database.asSystem('session', (tx) =>
    tx.rows(`select from organisation`),
  );
  return rows.length;
}

const today = dayOf(clock.now());
const chosen = 'Bao-Mi-2026-Nankang';
const passwords = new Map<string, string>();

/** Signs in with the one-time password the first time and changes it, as everybody must. */
async function firstSignIn(login: string): Promise<Client> {
  const old = passwords.get(login);
  assert.ok(old, `no password of ${login}`);
  const client = await service.client().signIn(login, old);
  const changed = await client.post('/api/me/password', { old, new: chosen });
  assert.equal(changed.status, 204, JSON.stringify(changed.body));
  return client;
}

async function records(client: Client, book: string, input: object) {
  const body = { id: newEntryId(clock.now()), input };
  const answer = await client.post<Problem>(`/api/books/${book}/records`, body);
  clock.pass(1);
  return answer;
}

test('a template is written, and not over a file that is there', async () => {
  const file = join(folder, 'template.xlsx');
  assert.equal((await admin('import-bodies', '--template', file)).code, 0);
  const read = await readTable(readFileSync(file), { name: 'template.xlsx' });
  assert.ok(read.ok);
  assert.equal(read.header.join(), head);
  assert.match((await admin('import-bodies', '--template', file)).err, /已经存在/);
});

test('every wrong line of a table is named, and nothing is registered', async () => {
  const before = await count();
  const file = table('wrong.csv', [
    right[0]!,
    right[1]!.replace('住房和城乡建设,nk', '外太空,nk'),
    right[2]!.replace('检验检测机构', '企业'),
    right[2]!.replace(codes.laboratory, '12360703000000362X'),
    right[2]!.replace('360703,', '110000,'),
    right[2]!.replace('gn.jc', 'nk.sj'),
  ]);
  const to = join(folder, 'none.xlsx');
  const { code, err } = await admin('import-bodies', file, '--passwords', to);
  assert.equal(code, 1);
  assert.match(err, /第3行：.*主管领域应为/);
  assert.match(err, /第4行：单位类型应为市场监管部门、/);
  assert.match(err, /第5行：统一社会信用代码有误/);
  assert.match(err, /第6行：没有代码为110000/);
  assert.match(err, /第7行：登录名与第2行重复/);
  assert.equal(await count(), before);
  assert.equal(existsSync(to), false);
});

test('offices and laboratories are registered by a table, their passwords for the operator alone', async () => {
  const file = table('right.csv', right);
  const to = join(folder, 'passwords.xlsx');
  const { code, err } = await admin('import-bodies', file, '--passwords', to);
  assert.equal(code, 0, err);
  assert.equal(statSync(to).mode & 0o777, 0o600);
  const read = await readTable(readFileSync(to), { name: to });
  assert.ok(read.ok);
  for (const { cells } of read.rows) passwords.set(cells['登录名']!, cells['一次性密码']!);
  assert.deepEqual([...passwords.keys()], ['nk.sj', 'nk.zj', 'gn.jc']);
});

test('once more it is refused whole, and no password is left lying about', async () => {
  const before = await count();
  const fresh = `上犹县公安局,${codeOf('11360724000000363')},公安机关,360724,,sy.ga,张卫东`;
  const file = table('again.csv', [fresh, right[0]!]);
  const to = join(folder, 'again.xlsx');
  assert.match(
    (await admin('import-bodies', file, '--passwords', to)).err,
    /第3行：登录名nk.sj已被使用/,
  );
  assert.equal(existsSync(to), false);
  assert.equal(await count(), before);
  const kept = join(folder, 'passwords.xlsx');
  assert.match((await admin('import-bodies', file, '--passwords', kept)).err, /已经存在/);
});

test('an administrator brings people in and gives them posts, and only then they act', async () => {
  const sj = await firstSignIn('nk.sj');
  const { body: me } = await sj.get<Me>('/api/me');
  assert.equal(me.organisation?.level?.id, 'county');
  const added = await sj.post<AddedPerson>('/api/people', { login: 'nk.zhao', name: '赵志强' });
  assert.equal(added.status, 201);
  passwords.set('nk.zhao', added.body.password);
  const zhao = await firstSignIn('nk.zhao');
  const own = { inspector: added.body.account, relations: [], complete: true };
  assert.equal((await records(zhao, 'inspector-declaration', own)).body.code, 'not-entitled');

  const post = {
    person: added.body.account,
    change: 'assign',
    post: 'case-officer',
    on: today,
    document: [],
  };
  const bare = await records(sj, 'office-post', post);
  assert.match(bare.body.detail, /执法证件/);
  const shown = { ...post, certificate: '赣07-0361', until: '2099-12-31' };
  assert.equal((await records(zhao, 'office-post', shown)).body.code, 'not-entitled');
  const given = await records(sj, 'office-post', shown);
  assert.equal(given.status, 201, given.body.detail);
  clock.pass(1);
  assert.equal((await records(zhao, 'inspector-declaration', own)).status, 201);
  const { body: staff } = await sj.get<{ people: PresentedPerson[] }>('/api/people');
  const found = staff.people.find(({ login }) => login === 'nk.zhao');
  assert.deepEqual(
    found?.posts.map(({ title }) => title),
    ['承办人'],
  );

  const end = await records(sj, 'office-post', { ...post, change: 'end' });
  assert.equal(end.status, 201, end.body.detail);
  assert.equal((await records(zhao, 'inspector-declaration', own)).body.code, 'not-entitled');
});

test('nobody gives himself a post, nor one to somebody of another office', async () => {
  const zj = await firstSignIn('nk.zj');
  const { body: me } = await zj.get<Me>('/api/me');
  const own = {
    person: me.account.id,
    change: 'assign',
    post: 'leader',
    on: today,
    document: [],
  };
  assert.match((await records(zj, 'office-post', own)).body.detail, /不能为自己/);
  const jc = await firstSignIn('gn.jc');
  const { body: stranger } = await jc.get<Me>('/api/me');
  const foreign = await records(zj, 'office-post', { ...own, person: stranger.account.id });
  assert.equal(foreign.status >= 400, true, 'somebody of another house');
  const signatory = await jc.post<AddedPerson>('/api/people', { login: 'gn.qian', name: '钱进' });
  const post = { ...own, person: signatory.body.account };
  assert.match(
    (await records(jc, 'office-post', { ...post, post: 'publisher' })).body.detail,
    /没有“信息发布人”/,
  );
  const given = await records(jc, 'office-post', { ...post, post: 'authorised-signatory' });
  assert.equal(given.status, 201, given.body.detail);
});

test('all of it can be worked out again', async () => {
  const { difference } = await audit(context.database, { law: context.law, now: context.now() });
  assert.equal(difference, undefined, difference?.en ?? '');
});
