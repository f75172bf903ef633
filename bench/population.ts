import { randomUUIDv7 } from 'node:crypto';
import type { UnderTest } from './under-test.ts';

/** API key of the officer of the enterprise with that number. */
export function officerToken(number: number): string {
  return `sfk_${String(number).padStart(43, '0')}`;
}

/** SQL for the id of a thing with a number: spread like real ids, the same in every run. */
export function idSql(kind: string, number: string): string {
  return `md5('${kind}' || ${number})::uuid`;
}

// A power of a uniform number: 5.6 % of them in the first county, 0.6 % in the last.
const countyAt = `floor(power((hashint4(n)::float8 + 2147483648) / 4294967296, 1.6) * (select count(*) from county))::bigint`;

const key = (number: string) =>
  `sha256(convert_to('sfk_' || lpad((${number})::text, 43, '0'), 'UTF8'))`;

/**
 * Enterprises 1 to `count` over all counties, the largest with nine times as many as the smallest, each with one class of
 * products that is in scope.
 */
export async function settleEnterprises({ sql }: UnderTest, count: number): Promise<void> {
  await sql(`
    create temp table county as select row_number() over (order by code) - 1 as at, code, name from region where level = 'county';
    create temp table class as select row_number() over (order by id) - 1 as at, id, domains
      from product_class where licence or ccc or mandatory_standard;
    insert into organisation (id, kind, name, credit_code, region, business, headcount, domains, confirmed_on)
      select ${idSql('enterprise', 'n')}, 'enterprise', c.name || (array['赣江','鄱湖','井冈','庐山','三清','龙虎'])[n % 6 + 1]
          || (array['建材','电器','化工','电缆','管业','家具','门窗'])[n % 7 + 1] || n || '有限公司',
        '91' || lpad(to_hex(n), 16, '0'), c.code, (array['producer','wholesale','retail'])[n % 3 + 1], n % 400, p.domains, '2026-01-01'
      from generate_series(1, ${count}) n
        join county c on c.at = ${countyAt}
        join class p on p.at = n % (select count(*) from class);
    insert into organisation_product (organisation_id, class_id)
      select ${idSql('enterprise', 'n')}, p.id from generate_series(1, ${count}) n join class p on p.at = n % (select count(*) from class);
    analyze organisation, organisation_product`);
}

/** An officer with an API key for enterprises 1 to `count`. */
export async function appointOfficers({ sql }: UnderTest, count: number): Promise<void> {
  await sql(`
    insert into account (id, login, name, organisation_id)
      select ${idSql('officer', 'n')}, 'officer' || n, '质量安全员', ${idSql('enterprise', 'n')} from generate_series(1, ${count}) n;
    insert into appointment (id, account_id, organisation_id, post, from_day)
      select gen_random_uuid(), ${idSql('officer', 'n')}, ${idSql('enterprise', 'n')}, 'quality-safety-officer', '2026-01-01'
      from generate_series(1, ${count}) n;
    insert into api_key (id, key_hash, name, account_id, organisation_id, created_at, expires_at)
      select gen_random_uuid(), ${key('n')}, 'bench', ${idSql('officer', 'n')}, ${idSql('enterprise', 'n')}, now(), '2100-01-01'
      from generate_series(1, ${count}) n;
    analyze account, appointment, api_key`);
}

/** A body of government, made where nobody sits in it yet. */
export interface Body {
  readonly id: string;
  readonly kind: 'market-regulator' | 'industry-department';
  readonly name: string;
  readonly region: number;
  readonly level: 'province' | 'city' | 'county';
  readonly domains: number;
}

/** Enters a body. */
export async function settleBody({ sql }: UnderTest, body: Body): Promise<void> {
  await sql(`insert into organisation (id, kind, name, region, level, domains) values
    ('${body.id}', '${body.kind}', '${body.name}', ${body.region}, '${body.level}', ${body.domains})`);
}

/** Appoints somebody in an organisation, with an API key. @returns the token. */
export async function appoint(
  { sql }: UnderTest,
  number: number,
  organisation: string,
  post: string,
): Promise<string> {
  const account = randomUUIDv7();
  await sql(`
    insert into account (id, login, name, organisation_id) values ('${account}', 'person${number}', '办案人员', '${organisation}');
    insert into appointment (id, account_id, organisation_id, post, from_day) values
      (gen_random_uuid(), '${account}', '${organisation}', '${post}', '2026-01-01');
    insert into api_key (id, key_hash, name, account_id, organisation_id, created_at, expires_at) values
      (gen_random_uuid(), ${key(String(number))}, 'bench', '${account}', '${organisation}', now(), '2100-01-01')`);
  return officerToken(number);
}

/** The id of a thing with a number, as {@link idSql} makes it. */
export async function idOf({ sql }: UnderTest, kind: string, number: number): Promise<string> {
  const [row] = await sql<{ id: string }>(`select ${idSql(kind, String(number))} as id`);
  return row!.id;
}
