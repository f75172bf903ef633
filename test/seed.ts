import { randomUUIDv7 } from 'node:crypto';
import type { Database } from '#db/connect.ts';
import { creditCodeCheckDigit } from '#kernel/credit-code.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Level, OrganisationKind, Post } from '#kernel/party.ts';
import { domainMask } from '#law/departments.ts';
import type { DepartmentId } from '#law/departments.ts';
import { divisions } from '#law/divisions.ts';
import { findProductClass, productClasses } from '#law/product-classes.ts';
import { hashPassword } from '#server/session/proof/password.ts';
import { seedPassword } from './client.ts';

/** An organisation to be put into the register. */
export interface OrganisationSeed {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly region: number;
  readonly level?: Level;
  readonly business?: 'producer' | 'wholesale' | 'retail';
  readonly headcount?: number;
  /** Product classes of an enterprise; they decide which departments answer for it. */
  readonly products?: readonly string[];
  /** Departments that the body is. */
  readonly departments?: readonly DepartmentId[];
}

/** A person with an account; the password is {@link seedPassword}. */
export interface PersonSeed {
  readonly login: string;
  readonly name: string;
  /** Absent for citizens. */
  readonly organisation?: { readonly id: string };
  readonly posts?: readonly Post[];
  readonly from?: PlainDate;
  readonly until?: PlainDate;
  readonly qualifiedUntil?: PlainDate;
}

export interface Seeded {
  readonly id: string;
}

/** Puts divisions and product classes into an empty database. */
export function seedRegister(database: Database): Promise<void> {
  return database.asSystem('import', async (tx) => {
    await tx.rows(
      `insert into region (code, name, level, parent)
        select * from unnest($1::int[], $2::text[], $3::text[], $4::int[])`,
      [
        divisions.map(({ code }) => code),
        divisions.map(({ name }) => name),
        divisions.map(({ level }) => level),
        divisions.map(({ parent }) => parent ?? null),
      ],
    );
    const rows = productClasses.map((one) => ({
      id: one.id,
      title: one.title,
      group: one.group,
      licence: one.licence,
      ccc: one.ccc,
      mandatory_standard: one.mandatoryStandard === true,
      risk: one.risk,
      domains: domainMask(one.departments),
    }));
    await tx.rows(
      'insert into product_class select * from jsonb_populate_recordset(null::product_class, $1)',
      [JSON.stringify(rows)],
    );
  });
}

let numbers = 0;

/** Puts one organisation into the register, with a credit code that checks. */
export async function seedOrganisation(
  database: Database,
  seed: OrganisationSeed,
): Promise<Seeded & OrganisationSeed & { readonly creditCode: string }> {
  const id = randomUUIDv7();
  numbers += 1;
  const first17 = `91${seed.region}MA${String(numbers).padStart(7, '0')}`;
  const creditCode = first17 + creditCodeCheckDigit(first17);
  const products = seed.products ?? [];
  const answering = products.flatMap((product) => findProductClass(product)?.departments ?? []);
  const domains = domainMask([...new Set([...(seed.departments ?? []), ...answering])]);
  const { kind, name, region, level, business, headcount } = seed;
  await database.asSystem('import', async (tx) => {
    await tx.rows(
      // Long before any night of a test, whose time is not the machine's.
      `insert into organisation (id, kind, name, credit_code, region, level, business, headcount, domains, confirmed_on, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '2026-01-01', '2026-01-01')`,
      [
        id,
        kind,
        name,
        creditCode,
        region,
        level ?? null,
        business ?? null,
        headcount ?? null,
        domains,
      ],
    );
    await tx.rows(
      'insert into organisation_product (organisation_id, class_id) select $1, unnest($2::text[])',
      [id, products],
    );
  });
  return { ...seed, id, creditCode };
}

let seedHash: Promise<string> | undefined;

/** Gives a person an account and puts him or her into posts. */
export async function seedPerson(
  database: Database,
  seed: PersonSeed,
): Promise<Seeded & PersonSeed> {
  const id = randomUUIDv7();
  const hash = await (seedHash ??= hashPassword(seedPassword));
  const organisation = seed.organisation?.id ?? null;
  await database.asSystem('import', async (tx) => {
    await tx.rows(
      `insert into account (id, login, name, organisation_id, password_hash)
        values ($1, $2, $3, $4, $5)`,
      [id, seed.login, seed.name, organisation, hash],
    );
    for (const post of seed.posts ?? []) {
      await tx.rows(
        `insert into appointment (id, account_id, organisation_id, post, from_day, until_day, qualified_until)
          values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          randomUUIDv7(),
          id,
          organisation,
          post,
          seed.from ?? '2026-01-01',
          seed.until ?? null,
          seed.qualifiedUntil ?? null,
        ],
      );
    }
  });
  return { ...seed, id };
}

/** A small cast: one cement works in 赣县区 and everybody who answers for it; logins are the keys of `people`. */
export type Cast = Awaited<ReturnType<typeof seedCast>>;

const county = 360_704;

/** Seeds the register and the cast. Everybody signs in with the name of the key and {@link seedPassword}. */
export async function seedCast(database: Database) {
  await seedRegister(database);
  const place = (own: OrganisationSeed) => seedOrganisation(database, own);
  const organisations = {
    works: await place({
      kind: 'enterprise',
      name: '赣州贡江水泥有限公司',
      region: county,
      business: 'producer',
      headcount: 60,
      products: ['cement'],
    }),
    shop: await place({
      kind: 'enterprise',
      name: '赣县区梅林建材经营部',
      region: county,
      business: 'retail',
      headcount: 6,
      products: ['cement'],
    }),
    countyRegulator: await place({
      kind: 'market-regulator',
      name: '赣县区市场监督管理局',
      region: county,
      level: 'county',
      departments: ['market-regulation'],
    }),
    provinceRegulator: await place({
      kind: 'market-regulator',
      name: '江西省市场监督管理局',
      region: 360_000,
      level: 'province',
      departments: ['market-regulation'],
    }),
    housing: await place({
      kind: 'industry-department',
      name: '赣县区住房和城乡建设局',
      region: county,
      level: 'county',
      departments: ['housing'],
    }),
    government: await place({
      kind: 'local-government',
      name: '赣县区人民政府',
      region: county,
      level: 'county',
    }),
    laboratory: await place({
      kind: 'laboratory',
      name: '赣州市产品质量检验所',
      region: 360_700,
    }),
  };
  const { works, shop, countyRegulator, provinceRegulator, housing } = organisations;
  const { government, laboratory } = organisations;
  const person = (login: string, name: string, organisation?: Seeded, ...posts: Post[]) =>
    seedPerson(database, { login, name, posts, ...(organisation ? { organisation } : {}) });
  const people = {
    principal: await person('principal', '曾广源', works, 'principal'),
    director: await person('director', '谢慧敏', works, 'quality-safety-director'),
    officer: await person('officer', '刘建平', works, 'quality-safety-officer'),
    shopkeeper: await person('shopkeeper', '钟秀兰', shop, 'principal'),
    inspector: await person('inspector', '黄志强', countyRegulator, 'case-officer', 'sampler'),
    reviewer: await person('reviewer', '温晓燕', countyRegulator, 'reviewer', 'publisher'),
    leader: await person('leader', '陈国栋', provinceRegulator, 'leader', 'administrator'),
    housing: await person('housing', '罗文斌', housing, 'department-officer'),
    local: await person('local', '赖福生', government, 'local-officer'),
    technician: await person('technician', '邱丽华', laboratory, 'laboratory-technician'),
    signatory: await person('signatory', '廖明远', laboratory, 'authorised-signatory'),
    citizen: await person('citizen', '吴小梅'),
  };
  return { organisations, people };
}
