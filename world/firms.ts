import { creditCodeCheckDigit, organisationCodeCheckDigit } from '#kernel/credit-code.ts';
import type { Level, OrganisationKind } from '#kernel/party.ts';
import type { DepartmentId } from '#law/departments.ts';
import { domainMask } from '#law/departments.ts';
import { divisionTitle, findDivision } from '#law/divisions.ts';
import { findProductClass } from '#law/product-classes.ts';
import { authorityRows } from './firms/authorities.ts';
import { producerRows } from './firms/producers.ts';
import { sellerRows } from './firms/sellers.ts';

/** An organisation of the demonstration world. Every one is invented; authorities carry （演示） in the name. */
export interface DemoOrganisation {
  /** Short English id, also the first part of the logins of its people. */
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  /** Formally valid unified social credit code that no real body holds. */
  readonly creditCode: string;
  /** Division code: the county of an enterprise, the territory of an authority. */
  readonly region: number;
  readonly address: string;
  /** Area code and a local number in 0000, which no exchange gives out. */
  readonly phone: string;
  /** Level of government; absent for everyone else. */
  readonly level?: Level;
  /** Which department the body is; only authorities have one. */
  readonly department?: DepartmentId;
  /** Persons employed. */
  readonly headcount?: number;
  readonly revenueYuan?: number;
  readonly business?: 'producer' | 'wholesale' | 'retail';
  /** Sells through the platform of the world. */
  readonly online?: true;
  /** Ids of product classes; empty for everyone but enterprises. */
  readonly productClasses: readonly string[];
}

/** What a row of the tables says; code, address and phone are made from it. */
export interface OrganisationRow extends Omit<
  DemoOrganisation,
  'id' | 'creditCode' | 'address' | 'phone' | 'productClasses'
> {
  /** Number that makes the credit code and the phone number; never given twice. */
  readonly serial: number;
  /** Street and house number below the division. */
  readonly street: string;
  readonly productClasses?: readonly string[];
}

/** Registration authority and category, then the four letters that no real organisation code begins with. */
const registrations: Readonly<Record<OrganisationKind, readonly [prefix: string, series: string]>> =
  {
    enterprise: ['91', 'XNQY'],
    platform: ['91', 'XNQY'],
    'market-regulator': ['11', 'XNJG'],
    'industry-department': ['11', 'XNJG'],
    customs: ['11', 'XNJG'],
    police: ['11', 'XNJG'],
    'local-government': ['11', 'XNJG'],
    laboratory: ['12', 'XNJC'],
    association: ['51', 'XNXH'],
    operator: ['12', 'XNJC'],
  };

/** Telephone area codes of the cities; the province answers in Nanchang. */
const areaCodes: Readonly<Record<number, string>> = {
  360000: '0791',
  360100: '0791',
  360200: '0798',
  360300: '0799',
  360400: '0792',
  360500: '0790',
  360600: '0701',
  360700: '0797',
  360800: '0796',
  360900: '0795',
  361000: '0794',
  361100: '0793',
};

/** Authorities first, then producers, then sellers with the platform. */
export const organisations: readonly DemoOrganisation[] = [
  authorityRows,
  producerRows,
  sellerRows,
].flatMap((rows) => Object.entries(rows).map(([id, row]) => organisation(id, row)));

const byId = new Map(organisations.map((one) => [one.id, one]));

/**
 * Finds an organisation of the world by its id.
 * @throws Error where no such id exists, because the world is ours and a wrong id is a bug.
 */
export function demoOrganisation(id: string): DemoOrganisation {
  const found = byId.get(id);
  if (!found) throw new Error(`organisation ${id} is not in the world`);
  return found;
}

/** @returns the mask of the department that the body is, or of those competent for its products: market regulators always. */
export function organisationDomains(one: DemoOrganisation): number {
  if (one.department !== undefined) return domainMask([one.department]);
  const departments = one.productClasses.flatMap((id) => {
    const found = findProductClass(id);
    if (!found) throw new Error(`product class ${id} of ${one.id} does not exist`);
    return found.departments;
  });
  // As the register has it: a platform names no class of products, and is in sight all the same.
  const isTrading = one.kind === 'enterprise' || one.kind === 'platform';
  return domainMask([
    ...new Set([...(isTrading ? ['market-regulation' as const] : []), ...departments]),
  ]);
}

function organisation(id: string, row: OrganisationRow): DemoOrganisation {
  const { serial, street, productClasses = [], ...rest } = row;
  return {
    id,
    ...rest,
    creditCode: creditCode(row),
    address: divisionTitle(row.region) + street,
    phone: `${areaCode(row.region)}-${String(serial).padStart(8, '0')}`,
    productClasses,
  };
}

function creditCode({ kind, region, serial }: OrganisationRow): string {
  const [prefix, series] = registrations[kind];
  const body = series + String(serial).padStart(4, '0');
  const first17 = prefix + region + body + organisationCodeCheckDigit(body);
  return first17 + creditCodeCheckDigit(first17);
}

function areaCode(region: number): string {
  const division = findDivision(region);
  const city = division?.level === 'county' ? division.parent : region;
  const found = areaCodes[city ?? 0];
  if (!found) throw new Error(`${region} has no telephone area`);
  return found;
}
