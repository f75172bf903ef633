/**
 * What the operator does by hand, with access to the database: `npm run admin -- <command>`; without one it lists them.
 * A running server notices within ten seconds. Exit code 0: done; 1: refused; 2: wrong usage.
 */
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/connect.ts';
import type { Tx } from '#db/transaction.ts';
import { hashPassword, oneTimePassword } from '#server/session/proof/password.ts';
import { insertEvent } from '#server/session/queries.ts';
import { readBody, registerBody } from './admin/bodies.ts';
import { Misused, Refused } from './admin/refused.ts';

const usage = `用法：npm run admin -- <命令> [--database <数据库地址>]
  create-administrator --login <登录名> --name <姓名> --credit-code <统一社会信用代码> --organisation <单位名称> [--region 360000]
                       [--kind market-regulator|industry-department|customs|police|local-government|laboratory|association]
                       [--department <行业主管部门的主管领域>]
                                            为部门或者机构设立系统管理员，单位不存在时一并登记
  import-bodies <表格文件> --passwords <密码表文件>
                                            按表格登记部门和机构及其系统管理员，有错则一个也不登记
  import-bodies --template <表格文件>       写出空白表格
  reset-password <登录名>                   换发一次性密码，解除锁定，结束全部会话
  remove-second-factor <登录名>             解除身份验证器绑定（本人遗失手机时）
  unlock <登录名>                           解除锁定
  disable <登录名>                          停用账号，结束全部会话
  enable <登录名>                           恢复停用的账号
  link-oidc <登录名> <颁发者> <标识>        关联统一身份认证账号
  erase <记录编号> --login <申请人> --approver <审批人> --ground <事由> --basis <条款> --reason <理由>
                                            删除一条记录的内容；申请人、审批人的密码各占一行从标准输入读取
数据库地址默认取环境变量 DATABASE_URL。`;

const options = {
  database: { type: 'string' },
  login: { type: 'string' },
  name: { type: 'string' },
  'credit-code': { type: 'string' },
  organisation: { type: 'string' },
  region: { type: 'string', default: '360000' },
  kind: { type: 'string', default: 'market-regulator' },
  department: { type: 'string', default: '' },
  passwords: { type: 'string' },
  template: { type: 'string' },
  approver: { type: 'string' },
  ground: { type: 'string', default: 'personal-data' },
  basis: { type: 'string' },
  reason: { type: 'string' },
} as const;

type Values = { readonly [K in keyof typeof options]?: string };
type Command = (database: Database, words: readonly string[], values: Values) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  'create-administrator': (database, _, values) => createAdministrator(database, values),
  'import-bodies': async (database, [file], { passwords, template }) => {
    // Tables are read and written for this command alone.
    const { importBodies, writeTemplate } = await import('./admin/import-bodies.ts');
    if (template !== undefined) return writeTemplate(template);
    if (file === undefined || passwords === undefined) throw new Misused();
    return importBodies(database, file, passwords);
  },
  'reset-password': async (database, [login]) => {
    const password = oneTimePassword();
    const phc = await hashPassword(password);
    await change(database, login, 'password-reset', {
      set: `password_hash = $2, must_change_password = true, failed_count = 0, locked_until = null`,
      parameters: [phc],
      endsSessions: true,
    });
    return `已换发一次性密码：${password}\n本人首次登录后必须修改。`;
  },
  'remove-second-factor': async (database, [login]) => {
    await change(database, login, 'second-factor-removed', {
      set: 'totp_secret = null, totp_confirmed_at = null, totp_last_step = null',
      endsSessions: true,
    });
    return `已解除${login}的身份验证器绑定。`;
  },
  unlock: async (database, [login]) => {
    await change(database, login, 'unlocked', { set: 'failed_count = 0, locked_until = null' });
    return `已解除${login}的锁定。`;
  },
  disable: async (database, [login]) => {
    const set = 'disabled_at = coalesce(disabled_at, now())';
    await change(database, login, 'disabled-by-operator', { set, endsSessions: true });
    return `已停用${login}。`;
  },
  enable: async (database, [login]) => {
    await change(database, login, 'enabled-by-operator', { set: 'disabled_at = null' });
    return `已恢复${login}。`;
  },
  erase: async (database, [entry], values) => {
    const { login, approver, ground = '', basis, reason } = values;
    if (!entry || !login || !approver || !basis || !reason) throw new Misused();
    // The whole law is loaded for this command alone.
    const { eraseEntry } = await import('./admin/erase.ts');
    const outcome = await eraseEntry(database, { entry, login, approver, ground, basis, reason });
    if (!outcome.ok) throw new Refused(outcome.sentence);
    return outcome.sentence;
  },
  'link-oidc': async (database, [login, issuer, subject]) => {
    if (issuer === undefined || subject === undefined || !URL.canParse(issuer)) throw new Misused();
    await change(database, login, 'provider-linked', {
      set: 'oidc_issuer = $2, oidc_subject = $3',
      parameters: [issuer, subject],
    });
    return `已将${login}关联到${issuer}的${subject}。`;
  },
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options,
    });
    const [name = '', ...words] = positionals;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new Misused();
    const url = values.database ?? process.env['DATABASE_URL'];
    if (url === undefined) throw new Misused('没有给出数据库地址。');
    const database = openDatabase(url, { max: 1 });
    try {
      console.log(await command(database, words, values));
    } finally {
      await database.close();
    }
    return 0;
  } catch (error) {
    if (error instanceof Refused) return say(error.message, 1);
    const isUsage = error instanceof Misused || error instanceof TypeError;
    if (isUsage) return say(`${error.message}\n${usage}`.trim(), 2);
    throw error;
  }
}

function say<C extends 1 | 2>(text: string, code: C): C {
  console.error(text);
  return code;
}

interface Change {
  /** Assignments; `$1` is the login. */
  readonly set: string;
  readonly parameters?: readonly unknown[];
  readonly endsSessions?: boolean;
}

/** Changes one account and writes that down among the sign-ins. */
async function change(
  database: Database,
  login: string | undefined,
  outcome: string,
  { set, parameters = [], endsSessions = false }: Change,
): Promise<void> {
  if (login === undefined) throw new Misused();
  await database.asSystem('session', async (tx) => {
    const [account] = await tx.rows<{ id: string }>(
      `update account set ${set} where login = $1 returning id`,
      [login, ...parameters],
    );
    if (account === undefined) throw new Refused(`没有登录名为${login}的账号。`);
    if (endsSessions) await tx.rows('delete from session where account_id = $1', [account.id]);
    await note(tx, login, outcome);
  });
}

function note(tx: Tx, login: string, outcome: string): Promise<number> {
  return tx.run(insertEvent(new Date().toISOString(), login, outcome, 'command line'));
}

async function createAdministrator(database: Database, values: Values): Promise<string> {
  const { login, name, organisation, region = '', kind = '', department = '' } = values;
  const creditCode = values['credit-code'];
  if (!login || !name || !organisation || !creditCode) throw new Misused();
  const body = readBody({ kind, organisation, creditCode, region, department, login, name });
  if (typeof body === 'string') throw new Refused(`${body}。`);
  const password = oneTimePassword();
  const phc = await hashPassword(password);
  await database.asSystem('import', (tx) => registerBody(tx, body, phc));
  await database.asSystem('session', (tx) => note(tx, login, 'administrator-created'));
  return `已设立系统管理员${login}。\n一次性密码：${password}\n本人首次登录后必须修改。`;
}
