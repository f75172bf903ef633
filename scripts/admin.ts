/**
 * What the operator does by hand, with access to the database: `npm run admin -- <command>`; without one it lists them.
 * A running server notices within ten seconds. Exit code 0: done; 1: refused; 2: wrong usage.
 */
import { randomUUIDv7 } from 'node:crypto';
import { parseArgs } from 'node:util';
import { openDatabase } from '#db/connect.ts';
import type { Database } from '#db/connect.ts';
import type { Tx } from '#db/transaction.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { checkCreditCode } from '#kernel/credit-code.ts';
import { domainMask } from '#law/departments.ts';
import { findDivision } from '#law/divisions.ts';
import type { Division } from '#law/divisions.ts';
import { hashPassword, oneTimePassword } from '#server/session/proof/password.ts';
import { insertEvent } from '#server/session/queries.ts';

const usage = `用法：npm run admin -- <命令> [--database <数据库地址>]
  create-administrator --login <登录名> --name <姓名> --credit-code <统一社会信用代码> --organisation <单位名称> [--region 360000]
                                            为市场监管部门设立系统管理员，单位不存在时一并登记
  reset-password <登录名>                   换发一次性密码，解除锁定，结束全部会话
  remove-second-factor <登录名>             解除身份验证器绑定（本人遗失手机时）
  unlock <登录名>                           解除锁定
  disable <登录名>                          停用账号，结束全部会话
  enable <登录名>                           恢复停用的账号
  link-oidc <登录名> <颁发者> <标识>        关联统一身份认证账号
  erase <记录编号> --login <申请人> --approver <审批人> --ground <事由> --basis <条款> --reason <理由>
                                            删除一条记录的内容；申请人、审批人的密码各占一行从标准输入读取
数据库地址默认取环境变量 DATABASE_URL。`;

/** Said to the operator; ends the command with exit code 1. */
class Refused extends Error {}
/** The command line does not make sense; exit code 2. */
class Misused extends Error {}

const options = {
  database: { type: 'string' },
  login: { type: 'string' },
  name: { type: 'string' },
  'credit-code': { type: 'string' },
  organisation: { type: 'string' },
  region: { type: 'string', default: '360000' },
  approver: { type: 'string' },
  ground: { type: 'string', default: 'personal-data' },
  basis: { type: 'string' },
  reason: { type: 'string' },
} as const;

type Values = { readonly [K in keyof typeof options]?: string };
type Command = (database: Database, words: readonly string[], values: Values) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  'create-administrator': (database, _, values) => createAdministrator(database, values),
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
  const { login, name, organisation, region, 'credit-code': code } = values;
  if (!login || !name || !organisation || !code) throw new Misused();
  if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(login)) {
    throw new Refused('登录名由2至64个小写字母、数字和 . _ @ - 组成，以字母或者数字开头。');
  }
  if (checkCreditCode(code) !== 'valid') throw new Refused('统一社会信用代码有误。');
  const division = findDivision(Number(region));
  if (division === undefined) throw new Refused(`没有代码为${region}的行政区划。`);
  const password = oneTimePassword();
  const phc = await hashPassword(password);
  await database.asSystem('import', async (tx) => {
    const home = await regulatorOf(tx, { code, organisation, division });
    const [taken] = await tx.rows('select from account where login = $1', [login]);
    if (taken !== undefined) throw new Refused(`登录名${login}已被使用。`);
    const account = randomUUIDv7();
    await tx.rows(
      `insert into account (id, login, name, organisation_id, password_hash, must_change_password)
        values ($1, $2, $3, $4, $5, true)`,
      [account, login, name, home, phc],
    );
    await tx.rows(
      `insert into appointment (id, account_id, organisation_id, post, from_day)
        values ($1, $2, $3, 'administrator', $4)`,
      [randomUUIDv7(), account, home, dayOf(new Date().toISOString())],
    );
  });
  await database.asSystem('session', (tx) => note(tx, login, 'administrator-created'));
  return `已设立系统管理员${login}。\n一次性密码：${password}\n本人首次登录后必须修改。`;
}

interface Home {
  readonly code: string;
  readonly organisation: string;
  readonly division: Division;
}

/** The market regulator of that credit code, registered where it is new. @returns its id. */
async function regulatorOf(tx: Tx, { code, organisation, division }: Home): Promise<string> {
  const [known] = await tx.rows<{ id: string; kind: string; name: string }>(
    'select id, kind, name from organisation where credit_code = $1',
    [code],
  );
  if (known !== undefined) {
    if (known.kind === 'market-regulator') return known.id;
    throw new Refused(`${code}是${known.name}，不是市场监管部门。`);
  }
  for (const { code: region, name, level, parent } of lineage(division)) {
    await tx.rows(
      `insert into region (code, name, level, parent) values ($1, $2, $3, $4) on conflict do nothing`,
      [region, name, level, parent ?? null],
    );
  }
  const id = randomUUIDv7();
  await tx.rows(
    `insert into organisation (id, kind, name, credit_code, region, level, domains)
      values ($1, 'market-regulator', $2, $3, $4, $5, $6)`,
    [id, organisation, code, division.code, division.level, domainMask(['market-regulation'])],
  );
  return id;
}

/** The division and those above it, the province first. */
function lineage(division: Division): Division[] {
  const above = division.parent === undefined ? undefined : findDivision(division.parent);
  return above === undefined ? [division] : [...lineage(above), division];
}
