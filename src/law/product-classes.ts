import type { ProductClassFacts } from '#kernel/organisation.ts';
import type { DepartmentId, Domain, DomainId, Stage } from './departments.ts';
import { domains, findDepartment, findDomain, stages } from './departments.ts';
import type { ProductClassRow } from './product-class-table.ts';
import { productClassTable } from './product-class-table.ts';

/** A class of industrial products with what decides its supervision. */
export interface ProductClass {
  readonly id: string;
  readonly title: string;
  /** Group of the national catalogue of key products. */
  readonly group: string;
  /** Row in the catalogue edition named by {@link catalogue}; absent where the class is not a key product. */
  readonly catalogueRow?: number;
  /** Needs an industrial production licence. */
  readonly licence: boolean;
  /** Needs compulsory product certification. */
  readonly ccc: boolean;
  /** A mandatory standard protects health, body or property. */
  readonly mandatoryStandard: boolean | 'unknown';
  readonly risk: 'high' | 'medium' | 'low';
  readonly domains: readonly DomainId[];
  /** Every department that may see facts of this class; the market regulator is always among them. */
  readonly departments: readonly DepartmentId[];
}

/** One answer to "who answers for this product at this stage", with the sentence that explains it. */
export interface Competence {
  readonly department: DepartmentId;
  readonly domain: Domain;
  readonly explanation: string;
}

/** Edition behind the seed and its standing: nothing of it may be presented as the official list. */
export const catalogue = {
  title: '全国重点工业产品质量安全监管目录',
  year: 2026,
  status: '待核对',
} as const;

/** The product classes in the order of the catalogue. */
export const productClasses: readonly ProductClass[] = Object.entries(productClassTable).flatMap(
  ([group, rows]) => Object.entries(rows).map(([id, row]) => productClass(id, group, row)),
);

const byId = new Map(productClasses.map((one) => [one.id, one]));

/** @returns the class, or undefined where no such id exists. */
export function findProductClass(id: string): ProductClass | undefined {
  return byId.get(id);
}

/**
 * Says what rules may know of a class. Where it is unknown whether a mandatory standard exists, none is
 * assumed: nobody is put under a duty on a guess.
 */
export function productClassFacts(one: ProductClass): ProductClassFacts {
  const { id, title, licence, ccc, mandatoryStandard, risk } = one;
  return { id, title, licence, ccc, mandatoryStandard: mandatoryStandard === true, risk };
}

/**
 * Says which departments answer for a class at a stage (guidance 3.2). Several may: departments then
 * cooperate. Nobody else: the market regulator takes it, as the one that manages quality as a whole.
 */
export function competence(one: ProductClass, stage: Stage): readonly Competence[] {
  const own = one.domains.map(known);
  const general = [known('import-export'), known('general-quality')];
  const answering = [...new Set([...own, ...general])].filter((domain) =>
    domain.stages.includes(stage),
  );
  const found = answering.length > 0 ? answering : [known('general-quality')];
  return found.map((domain) => ({
    department: domain.department,
    domain,
    explanation: explain(one, stage, domain),
  }));
}

function explain(one: ProductClass, stage: Stage, domain: Domain): string {
  const title = findDepartment(domain.department)?.title ?? domain.department;
  if (!domain.stages.includes(stage)) {
    return `“${one.title}”在${stages[stage]}环节没有列明的行业主管部门，由${title}兜底。`;
  }
  const place = domain.place === undefined ? '' : `，限于${domain.place}`;
  return `“${one.title}”属于“${domain.title}”，${stages[stage]}环节由${title}负责${place}。`;
}

function productClass(id: string, group: string, row: ProductClassRow): ProductClass {
  const own = row.domains ?? [];
  return {
    id,
    title: row.title,
    group,
    ...(row.row === undefined ? {} : { catalogueRow: row.row }),
    licence: row.licence ?? false,
    ccc: row.ccc ?? false,
    mandatoryStandard: row.standard ?? (row.ccc ? true : 'unknown'),
    risk: row.risk,
    domains: own,
    departments: [
      ...new Set<DepartmentId>([
        'market-regulation',
        ...own.map((domain) => known(domain).department),
      ]),
    ],
  };
}

function known(id: DomainId): Domain {
  const domain = findDomain(id);
  if (!domain) throw new Error(`domain ${id} does not exist among ${domains.length}`);
  return domain;
}
