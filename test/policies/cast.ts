import type { Database } from '#db/connect.ts';
import type { Level, OrganisationKind, Post } from '#kernel/party.ts';
import { domainMask } from '#law/departments.ts';
import type { DepartmentId } from '#law/departments.ts';
import { findProductClass } from '#law/product-classes.ts';
import { seedOrganisation, seedPerson, seedRegister } from '../seed.ts';

const county = 360_704;
const elsewhere = 360_781;

/** A body with the mask that its rows carry. */
export interface House {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly region: number;
  readonly level?: Level;
  readonly domains: number;
}

/** A person with house and posts. */
export interface Member {
  readonly id: string;
  readonly house: House | undefined;
  readonly posts: readonly Post[];
}

interface Place {
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly region: number;
  readonly level?: Level;
  readonly products?: readonly string[];
  readonly departments?: readonly DepartmentId[];
}

const regulator = { kind: 'market-regulator', departments: ['market-regulation'] } as const;
const department = { kind: 'industry-department', level: 'county' } as const;

const places = {
  works: { kind: 'enterprise', name: '赣州贡江水泥有限公司', region: county, products: ['cement'] },
  sibling: {
    kind: 'enterprise',
    name: '赣县区梅林电器经营部',
    region: county,
    products: ['extension-socket'],
  },
  elsewhere: {
    kind: 'enterprise',
    name: '瑞金100%绵江_水泥有限公司',
    region: elsewhere,
    products: ['cement'],
  },
  /** Seated in the works' case as the named producer. */
  maker: {
    kind: 'enterprise',
    name: '瑞金红井建材有限公司',
    region: elsewhere,
    products: ['cement'],
  },
  county: { ...regulator, name: '赣县区市场监督管理局', region: county, level: 'county' },
  otherCounty: { ...regulator, name: '瑞金市市场监督管理局', region: elsewhere, level: 'county' },
  city: { ...regulator, name: '赣州市市场监督管理局', region: 360_700, level: 'city' },
  province: { ...regulator, name: '江西省市场监督管理局', region: 360_000, level: 'province' },
  housing: {
    ...department,
    name: '赣县区住房和城乡建设局',
    region: county,
    departments: ['housing'],
  },
  housingElsewhere: {
    ...department,
    name: '瑞金市住房和城乡建设局',
    region: elsewhere,
    departments: ['housing'],
  },
  education: { ...department, name: '赣县区教育局', region: county, departments: ['education'] },
  government: {
    kind: 'local-government',
    name: '赣县区人民政府',
    region: county,
    level: 'county',
  },
  laboratory: { kind: 'laboratory', name: '赣州市产品质量检验所', region: 360_700 },
  unseatedLaboratory: { kind: 'laboratory', name: '江西省产品质量监督检测院', region: 360_000 },
  operator: { kind: 'operator', name: '平台运营中心', region: 360_000 },
} as const satisfies Record<string, Place>;

const posts: Readonly<Record<string, readonly Post[]>> = {
  works: ['quality-safety-officer'],
  worksPrincipal: ['principal'],
  county: ['case-officer'],
  // Heads of regulators; only the province's may do what heads of the province do.
  city: ['leader'],
  province: ['leader'],
  laboratory: ['laboratory-technician'],
};

/** The bodies and people of the policies' tests. */
export type PolicyCast = Awaited<ReturnType<typeof seedPolicyCast>>;

/** Seeds the register and one person for each body, a second one for the works, and two citizens. */
export async function seedPolicyCast(database: Database) {
  await seedRegister(database);
  const houses = {} as Record<keyof typeof places, House>;
  const people = {} as Record<
    keyof typeof places | 'worksPrincipal' | 'complainant' | 'citizen',
    Member
  >;
  const join = async (who: keyof typeof people, house: House | undefined) => {
    const held = posts[who] ?? [];
    const { id } = await seedPerson(database, {
      login: who.toLowerCase(),
      name: '赣小明',
      posts: held,
      ...(house === undefined ? {} : { organisation: house }),
    });
    people[who] = { id, house, posts: held };
  };
  for (const [who, place] of Object.entries(places) as [keyof typeof places, Place][]) {
    const { id } = await seedOrganisation(database, place);
    houses[who] = { ...place, id, domains: domainsOf(place) };
    await join(who, houses[who]);
  }
  await join('worksPrincipal', houses.works);
  await join('complainant', undefined);
  await join('citizen', undefined);
  return { houses, people };
}

function domainsOf({ products = [], departments = [] }: Place): number {
  const answering = products.flatMap((id) => findProductClass(id)?.departments ?? []);
  return domainMask([...new Set([...departments, ...answering])]);
}
