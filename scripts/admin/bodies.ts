import { randomUUIDv7 } from 'node:crypto';
import type { Tx } from '#db/transaction.ts';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { checkCreditCode } from '#kernel/credit-code.ts';
import { organisationKinds } from '#kernel/party.ts';
import type { OrganisationKind } from '#kernel/party.ts';
import { departments, domainMask } from '#law/departments.ts';
import { findDivision } from '#law/divisions.ts';
import type { Division } from '#law/divisions.ts';
import { officeKinds } from '#law/office/posts.ts';
import type { OfficeKind } from '#law/office/posts.ts';
import { Refused } from './refused.ts';

/** An office, a laboratory or an association with who looks after its accounts. */
export interface NewBody {
  readonly kind: OfficeKind;
  readonly organisation: string;
  readonly creditCode: string;
  readonly division: Division;
  /** Mask of the departments that it is or that are competent for it. */
  readonly domains: number;
  readonly login: string;
  readonly name: string;
}

/** The same as an operator writes it. */
export interface WrittenBody {
  readonly kind: string;
  readonly organisation: string;
  readonly creditCode: string;
  readonly region: string;
  /** Of an industry department: its field, by id or title. */
  readonly department: string;
  readonly login: string;
  readonly name: string;
}

const governments: readonly OfficeKind[] = [
  'market-regulator',
  'industry-department',
  'customs',
  'police',
  'local-government',
];

/** The department that an office of such a kind is by itself. */
const ownDepartment = {
  'market-regulator': 'market-regulation',
  customs: 'customs',
  police: 'police',
} as const;

/** @returns the body, or in Chinese what is wrong with it. */
export function readBody(written: WrittenBody): NewBody | string {
  const { organisation, creditCode, login, name } = written;
  const kind = officeKinds.find(
    (one) => one === written.kind || organisationKinds[one] === written.kind,
  );
  if (kind === undefined) {
    return `单位类型应为${officeKinds.map((one) => organisationKinds[one]).join('、')}`;
  }
  if (organisation.length < 2 || organisation.length > 120) return '单位名称应为2至120个字';
  if (checkCreditCode(creditCode) !== 'valid') return '统一社会信用代码有误';
  const division = findDivision(Number(written.region));
  if (division === undefined) return `没有代码为${written.region}的行政区划`;
  if (!/^[a-z0-9][a-z0-9._@-]{1,63}$/.test(login)) {
    return '登录名由2至64个小写字母、数字和 . _ @ - 组成，以字母或者数字开头';
  }
  if (name === '' || name.length > 60) return '管理员姓名应为1至60个字';
  const domains = domainsOf(kind, written.department);
  if (typeof domains === 'string') return domains;
  return { kind, organisation, creditCode, division, domains, login, name };
}

function domainsOf(kind: OfficeKind, department: string): number | string {
  if (kind in ownDepartment) return domainMask([ownDepartment[kind as keyof typeof ownDepartment]]);
  if (kind !== 'industry-department') return 0;
  const found = departments.find(
    ({ id, title }) =>
      department === id || title.replace(/部门$/, '') === department.replace(/部门$/, ''),
  );
  return found === undefined
    ? `行业主管部门的主管领域应为${departments.map(({ title }) => title.replace(/部门$/, '')).join('、')}之一`
    : domainMask([found.id]);
}

/**
 * Registers a body, where its credit code is new, with an administrator who has a one-time password.
 * @throws Refused where the login is in use or the code belongs to something else.
 */
export async function registerBody(tx: Tx, body: NewBody, passwordHash: string): Promise<void> {
  const { login, name } = body;
  const home = await homeOf(tx, body);
  const [taken] = await tx.rows('select from account where login = $1', [login]);
  if (taken !== undefined) throw new Refused(`登录名${login}已被使用。`);
  const account = randomUUIDv7();
  await tx.rows(
    `insert into account (id, login, name, organisation_id, password_hash, must_change_password)
      values ($1, $2, $3, $4, $5, true)`,
    [account, login, name, home, passwordHash],
  );
  await tx.rows(
    `insert into appointment (id, account_id, organisation_id, post, from_day)
      values ($1, $2, $3, 'administrator', $4)`,
    [randomUUIDv7(), account, home, dayOf(new Date().toISOString())],
  );
}

/** The body of that credit code, registered where it is new. @returns its id. */
async function homeOf(tx: Tx, { kind, creditCode, organisation, division, domains }: NewBody) {
  const [known] = await tx.rows<{ id: string; kind: OrganisationKind; name: string }>(
    'select id, kind, name from organisation where credit_code = $1',
    [creditCode],
  );
  if (known !== undefined) {
    if (known.kind === kind) return known.id;
    throw new Refused(`${creditCode}是${known.name}，不是${organisationKinds[kind]}。`);
  }
  for (const { code, name, level, parent } of lineage(division)) {
    await tx.rows(
      `insert into region (code, name, level, parent) values ($1, $2, $3, $4) on conflict do nothing`,
      [code, name, level, parent ?? null],
    );
  }
  const id = randomUUIDv7();
  const level = governments.includes(kind) ? division.level : null;
  await tx.rows(
    `insert into organisation (id, kind, name, credit_code, region, level, domains)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, kind, organisation, creditCode, division.code, level, domains],
  );
  return id;
}

/** The division and those above it, the province first. */
function lineage(division: Division): Division[] {
  const above = division.parent === undefined ? undefined : findDivision(division.parent);
  return above === undefined ? [division] : [...lineage(above), division];
}
