import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '#db/connect.ts';
import { insertEvent } from '#server/session/queries.ts';
import { hashPassword, oneTimePassword } from '#server/session/proof/password.ts';
import { readTable } from '#server/tables/read-table.ts';
import { writeTable } from '#server/tables/write-table.ts';
import { readBody, registerBody } from './bodies.ts';
import type { NewBody, WrittenBody } from './bodies.ts';
import { Refused } from './refused.ts';

/** Columns of the table in order, with what an example row holds. */
const columns = [
  { title: '单位名称', key: 'organisation', example: '某某县住房和城乡建设局' },
  { title: '统一社会信用代码', key: 'creditCode', example: '' },
  { title: '单位类型', key: 'kind', example: '行业主管部门' },
  { title: '行政区划代码', key: 'region', example: '360703' },
  { title: '主管领域', key: 'department', example: '住房和城乡建设' },
  { title: '管理员登录名', key: 'login', example: 'nankang.zj' },
  { title: '管理员姓名', key: 'name', example: '' },
] as const satisfies readonly { title: string; key: keyof WrittenBody; example: string }[];

const mostIssues = 50;

interface Row extends NewBody {
  readonly line: number;
  readonly password: string;
}

/** Writes an empty table to be filled in. @throws Refused where the file is there already. */
export async function writeTemplate(file: string): Promise<string> {
  const example = Object.fromEntries(columns.map(({ key, example: text }) => [key, text]));
  keep(file, await writeTable({ sheet: '部门和机构', columns, rows: [example] }));
  return `已写入模板${file}，删去示例行后填写。`;
}

/**
 * Registers all bodies of a table, or none and says what is wrong line by line. The one-time passwords of their
 * administrators are written into a table of their own that only the operator's account can read, before anything is
 * registered: a password that nobody can read would be of no use.
 * @throws Refused with every wrong line.
 */
export async function importBodies(
  database: Database,
  file: string,
  passwords: string,
): Promise<string> {
  const table = await readTable(readFileSync(file), { name: path.basename(file) });
  if (!table.ok) throw new Refused(table.sentence);
  const lacking = columns.filter(
    ({ title, key }) => key !== 'department' && !table.header.includes(title),
  );
  if (lacking.length > 0) {
    throw new Refused(`表格缺少“${lacking.map(({ title }) => title).join('”“')}”列。`);
  }
  const read = table.rows.map(({ line, cells }) => {
    const written = Object.fromEntries(
      columns.map(({ title, key }) => [key, (cells[title] ?? '').trim()]),
    ) as unknown as WrittenBody;
    return { line, body: readBody({ ...written, creditCode: written.creditCode.toUpperCase() }) };
  });
  const issues = [...wrong(read), ...repeated(read)];
  if (read.length === 0) throw new Refused('表格没有内容。');
  if (issues.length > 0) throw new Refused(issues.slice(0, mostIssues).join('\n'));
  const rows = read.map(({ line, body }): Row => ({
    ...(body as NewBody),
    line,
    password: oneTimePassword(),
  }));
  const hashes: string[] = [];
  for (const { password } of rows) hashes.push(await hashPassword(password));
  keep(passwords, await writeTable(passwordTable(rows)));
  try {
    await database.asSystem('import', (tx) => registerAll(tx, rows, hashes));
  } catch (error) {
    rmSync(passwords);
    throw error;
  }
  const at = new Date().toISOString();
  await database.asSystem('session', async (tx) => {
    for (const { login } of rows) {
      await tx.run(insertEvent(at, login, 'administrator-created', 'command line'));
    }
  });
  return `已登记${rows.length}个管理员及其单位，一次性密码写入${passwords}，请分别送达后删除。`;
}

async function registerAll(
  tx: Parameters<typeof registerBody>[0],
  rows: readonly Row[],
  hashes: readonly string[],
): Promise<void> {
  for (const [at, row] of rows.entries()) {
    try {
      await registerBody(tx, row, hashes[at]!);
    } catch (error) {
      if (error instanceof Refused) throw new Refused(`第${row.line}行：${error.message}`);
      throw error;
    }
  }
}

type ReadBody = { readonly line: number; readonly body: NewBody | string };

function wrong(read: readonly ReadBody[]): string[] {
  return read.flatMap(({ line, body }) =>
    typeof body === 'string' ? [`第${line}行：${body}。`] : [],
  );
}

/** A login can be given once; a body may have several administrators. */
function repeated(read: readonly ReadBody[]): string[] {
  const first = new Map<string, number>();
  return read.flatMap(({ line, body }) => {
    if (typeof body === 'string') return [];
    const earlier = first.get(body.login);
    if (earlier === undefined) first.set(body.login, line);
    return earlier === undefined ? [] : [`第${line}行：登录名与第${earlier}行重复。`];
  });
}

function passwordTable(rows: readonly Row[]) {
  return {
    sheet: '一次性密码',
    columns: [
      { title: '单位名称', key: 'organisation' },
      { title: '管理员姓名', key: 'name' },
      { title: '登录名', key: 'login' },
      { title: '一次性密码', key: 'password' },
    ],
    rows: rows.map(({ organisation, name, login, password }) => ({
      organisation,
      name,
      login,
      password,
    })),
  };
}

/** Writes a file that was not there, for our own account alone. */
function keep(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
    throw new Refused(`文件${file}已经存在，请换一个名称。`);
  }
}
